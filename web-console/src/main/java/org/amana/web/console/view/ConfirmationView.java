package org.amana.web.console.view;

import java.util.List;

/// What is about to be deleted, or to come back, to be confirmed once.
///
/// @param told   what goes or comes, and what stays
/// @param facts  how much it is
/// @param names  files, one by one; empty for a container
/// @param fields what the form holds beside its proof
/// @param typing the field for a name, where one is to be written
/// @param action where the form leads
/// @param button what it does
/// @param back   where nothing is done
public record ConfirmationView(
        Kind kind,
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

    public ConfirmationView {
        crumbs = List.copyOf(crumbs);
        facts = List.copyOf(facts);
        names = List.copyOf(names);
        fields = List.copyOf(fields);
    }

    /// Whether the names are so many that they are folded, with the button before them.
    public boolean isLong() {
        return names.size() > LONG;
    }

    /// What is done, in the words and the look that it has.
    public enum Kind {
        DELETION("deletion.goes", "deletion.not", "grave"),
        RESTORATION("restoration.comes", "restoration.not", "first");

        private final String heading;
        private final String not;
        private final String css;

        Kind(String heading, String not, String css) {
            this.heading = heading;
            this.not = not;
            this.css = css;
        }

        /// The key of the words over what it is done to.
        public String heading() {
            return heading;
        }

        /// The key of the words that lead back.
        public String not() {
            return not;
        }

        /// The class of the button.
        public String css() {
            return css;
        }
    }

    /// @param hint  what is to be written; empty where nothing is
    /// @param value what was written
    /// @param error what is wrong with that, empty if nothing is
    public record Typing(Markup hint, String value, String error) {
        public static final Typing NONE = new Typing(Markup.EMPTY, "", "");

        public boolean asked() {
            return !hint.html().isEmpty();
        }
    }
}
