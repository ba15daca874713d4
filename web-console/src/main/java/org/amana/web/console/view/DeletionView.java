package org.amana.web.console.view;

import java.util.List;

/// What is about to be deleted, to be confirmed once.
///
/// @param told   what goes, and what stays
/// @param facts  how much it is
/// @param names  files, one by one; empty for a container
/// @param fields what the form holds beside its proof
/// @param typing the field for the name, to be written where much would go
/// @param action where the form leads
/// @param button what it does
/// @param back   where nothing is deleted
public record DeletionView(
        List<Crumb> crumbs,
        Markup title,
        String told,
        List<FileView.Fact> facts,
        List<Markup> names,
        List<Hidden> fields,
        Typing typing,
        String action,
        String button,
        String back) {
    private static final int LONG = 20;

    public DeletionView {
        crumbs = List.copyOf(crumbs);
        facts = List.copyOf(facts);
        names = List.copyOf(names);
        fields = List.copyOf(fields);
    }

    /// Whether the names are so many that they are folded, with the button before them.
    public boolean isLong() {
        return names.size() > LONG;
    }

    /// @param name  what is to be written; empty where nothing is
    /// @param value what was written
    /// @param error what is wrong with that, empty if nothing is
    public record Typing(String name, String value, String error) {
        public static final Typing NONE = new Typing("", "", "");
    }
}
