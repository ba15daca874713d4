package org.amana.web.console.view;

import java.util.List;

/// The containers that the purpose may list.
///
/// @param columns name, files, size and date, by which the rows can be ordered
/// @param form    what a person typed into the form for a new one, and what was wrong with it
public record ContainersView(
        List<Column> columns,
        List<Row> rows,
        Pager pager,
        List<ClassChoice> classes,
        NameForm form,
        boolean mayCreate) {
    public ContainersView {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        classes = List.copyOf(classes);
    }

    /// A kind of data that a new container can be declared to hold.
    public record ClassChoice(String value, String text, boolean chosen) {}

    public record Row(Markup name, String href, String files, String size, List<String> classes, String changed) {
        public Row {
            classes = List.copyOf(classes);
        }
    }

    /// @param error empty when nothing is wrong
    public record NameForm(String value, String error) {
        public static final NameForm EMPTY = new NameForm("", "");
    }
}
