package org.amana.web.console.view;

import java.util.List;

/// One level of a container: the prefixes and files that begin with what one has walked down to.
///
/// @param here     the name of the level: the container, or the last step of the prefix
/// @param prefix   the whole prefix, empty at the top
/// @param action   where uploads are posted to
/// @param sent     what an upload that was just done stored, empty otherwise
/// @param refused  what an upload that was just done could not store
public record ContainerView(
        List<Crumb> crumbs,
        Markup here,
        String prefix,
        List<Row> rows,
        Pager pager,
        String action,
        boolean mayWrite,
        List<Markup> sent,
        List<Markup> refused) {
    public ContainerView {
        crumbs = List.copyOf(crumbs);
        rows = List.copyOf(rows);
        sent = List.copyOf(sent);
        refused = List.copyOf(refused);
    }

    /// @param kind the type told in words, so that an extension cannot be faked
    public record Row(boolean folder, Markup name, String href, String kind, String size, String changed) {}
}
