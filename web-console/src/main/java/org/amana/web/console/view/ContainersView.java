package org.amana.web.console.view;

import java.util.List;

/// The containers that the purpose may list.
///
/// @param columns name, files, size and date, by which the rows can be ordered
/// @param deleted where those that are deleted are shown too, or not any more
/// @param none    why no deleted one is there where they are shown, empty where one is
/// @param form    what a person typed into the form for a new one, and what was wrong with it
public record ContainersView(
        List<Column> columns,
        List<Row> rows,
        Pager pager,
        Way deleted,
        String none,
        List<ClassChoice> classes,
        NameForm form,
        boolean mayCreate) {
    public ContainersView {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        classes = List.copyOf(classes);
    }

    /// Whether one of them can be restored.
    public boolean restores() {
        return rows.stream().anyMatch(row -> !row.restore().isEmpty());
    }

    /// A kind of data that a new container can be declared to hold.
    public record ClassChoice(String value, String text, boolean chosen) {}

    /// @param href    empty for a deleted one
    /// @param gone    since when it is deleted, and until when it is kept; empty for one that is not
    /// @param restore the form that restores it, at most one
    public record Row(
            Markup name,
            String href,
            String gone,
            List<Restore> restore,
            String files,
            String size,
            List<String> classes,
            String changed) {
        public Row {
            restore = List.copyOf(restore);
            classes = List.copyOf(classes);
        }
    }

    /// @param version which of several deleted ones of the name
    public record Restore(String action, String name, String version) {}

    /// @param error empty when nothing is wrong
    public record NameForm(String value, String error) {
        public static final NameForm EMPTY = new NameForm("", "");
    }
}
