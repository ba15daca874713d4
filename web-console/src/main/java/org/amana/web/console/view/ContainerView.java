package org.amana.web.console.view;

import java.util.List;

/// One level of a container: the prefixes and files that begin with what one has walked down to.
///
/// @param here     the name of the level: the container, or the last step of the prefix
/// @param prefix   the whole prefix, empty at the top
/// @param seek     the field for how the names begin
/// @param action   where uploads are posted to
/// @param columns  name, size and date, by which the rows can be ordered
/// @param choosing how several files are chosen
/// @param ledger   where the container's entries are
/// @param deleted  where files that are deleted are shown too, or not any more
/// @param none     why no deleted file is there where they are shown, empty where one is
/// @param all      where the container is deleted, or the folder, or all that is deleted in it restored;
///                 none where it may not be
public record ContainerView(
        List<Crumb> crumbs,
        Markup here,
        String prefix,
        Seek seek,
        List<Column> columns,
        List<Row> rows,
        Choosing choosing,
        Pager pager,
        String action,
        String ledger,
        Way deleted,
        String none,
        boolean mayWrite,
        Way all) {
    public ContainerView {
        crumbs = List.copyOf(crumbs);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// @param shown  whether there are so many names that it helps
    /// @param action the container, where the form leads
    /// @param begins what was asked for, empty for all names
    /// @param keep   what else is asked of the level
    /// @param all    the level with all its names
    public record Seek(boolean shown, String action, String begins, List<Hidden> keep, String all) {
        public Seek {
            keep = List.copyOf(keep);
        }
    }

    /// @param may      whether there is a file that may be chosen
    /// @param restores whether it is chosen to be restored, else to be deleted
    /// @param action   where what was chosen is led to
    /// @param fields   what leads back to this level
    public record Choosing(boolean may, boolean restores, String action, List<Hidden> fields) {
        public Choosing {
            fields = List.copyOf(fields);
        }
    }

    /// @param gone   since when it is deleted, and until when it can be restored; empty for what is not
    /// @param kind   the type told in words, so that an extension cannot be faked
    /// @param choice what says that it is chosen; empty for what may not be
    public record Row(
            boolean folder,
            Markup name,
            String href,
            String gone,
            String kind,
            String size,
            String changed,
            String choice) {
        public String plain() {
            return name.plain();
        }
    }
}
