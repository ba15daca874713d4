package org.amana.web.console.view;

import java.util.List;

/// One level of a container: the prefixes and files that begin with what one has walked down to.
///
/// @param here     the name of the level: the container, or the last step of the prefix
/// @param prefix   the whole prefix, empty at the top
/// @param seek     the field for how the names begin
/// @param action   where uploads are posted to
/// @param ledger   where the container's entries are
public record ContainerView(
        List<Crumb> crumbs,
        Markup here,
        String prefix,
        Seek seek,
        List<Row> rows,
        Pager pager,
        String action,
        String ledger,
        boolean mayWrite) {
    public ContainerView {
        crumbs = List.copyOf(crumbs);
        rows = List.copyOf(rows);
    }

    /// @param shown  whether there are so many names that it helps
    /// @param action the container, where the form leads
    /// @param begins what was asked for, empty for all names
    /// @param all    the level with all its names
    public record Seek(boolean shown, String action, String begins, String all) {}

    /// @param kind the type told in words, so that an extension cannot be faked
    public record Row(boolean folder, Markup name, String href, String kind, String size, String changed) {}
}
