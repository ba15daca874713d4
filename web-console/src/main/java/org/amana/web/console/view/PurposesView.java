package org.amana.web.console.view;

import java.util.List;

/// All purposes, and the form for a new one.
public record PurposesView(List<Row> rows, List<Request> requests, boolean mayChange, PurposeForm form) {
    public PurposesView {
        rows = List.copyOf(rows);
        requests = List.copyOf(requests);
    }

    /// @param ended drawn quieter
    public record Row(
            String id,
            String title,
            Mark mark,
            String state,
            String expires,
            String keys,
            String today,
            boolean ended,
            boolean now) {}

    /// An approval that is asked for.
    ///
    /// @param may false when the reader asked for it, or granted it already; `why` then says so
    public record Request(String id, String what, String told, boolean may, String why) {}
}
