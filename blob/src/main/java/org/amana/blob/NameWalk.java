package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.RowMapper;

/// Walks the names of a table of one container in order, names with a delimiter behind the prefix merged into
/// one. It reads along the key as long as rows are shown one by one, and seeks past all rows of a merged prefix
/// at once, so that a page costs as much as it shows, and nothing of what lies beneath.
final class NameWalk<T> {
    private final RowMapper<T> mapper;
    private final String scan;
    private final String skip;

    /// One step of a walk: a row, or a prefix that many rows share.
    sealed interface Step<T> {
        String name();

        record Single<T>(String name, T row) implements Step<T> {}

        record Merged<T>(String name) implements Step<T> {}
    }

    /// @param table has the columns `container_id` and `name`, and a unique index that begins with them
    /// @param columns for the mapper, `name` among them
    NameWalk(String table, String columns, RowMapper<T> mapper) {
        this.mapper = mapper;
        this.scan = "SELECT " + columns + " FROM " + table
                + " WHERE container_id = ? AND name >= ? AND name < ? ORDER BY name LIMIT ?";
        // Each step seeks the first name behind all that share the prefix of the step before; it ends with the
        // first name that has no delimiter.
        this.skip = ("WITH RECURSIVE step (name) AS ("
                        + " VALUES ((SELECT name FROM TABLE WHERE container_id = ?1 AND name >= ?2 AND name < ?3"
                        + " ORDER BY name LIMIT 1))"
                        + " UNION ALL"
                        + " SELECT (SELECT name FROM TABLE WHERE container_id = ?1"
                        + " AND name >= substr(step.name, 1, ?4 + instr(substr(step.name, ?4 + 1), ?5) - 1) || ?6"
                        + " AND name < ?3 ORDER BY name LIMIT 1)"
                        + " FROM step WHERE instr(substr(step.name, ?4 + 1), ?5) > 0)"
                        + " SELECT name FROM step WHERE name IS NOT NULL LIMIT ?7")
                .replace("TABLE", table);
    }

    /// Which names to walk.
    ///
    /// @param delimiter "" to merge nothing
    /// @param start the first name to show, if it is behind the prefix
    /// @param most how many steps
    record Range(long containerId, String prefix, String delimiter, String start, int most) {
        String end() {
            return NameOrder.after(prefix);
        }

        String first() {
            return NameOrder.compare(start, prefix) > 0 ? start : prefix;
        }

        /// The merged prefix that a name belongs to.
        Optional<String> merged(String name) {
            int at = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
            return at < 0 ? Optional.empty() : Optional.of(name.substring(0, at + delimiter.length()));
        }
    }

    List<Step<T>> walk(Reader reader, Range range) throws SQLException {
        List<Step<T>> steps = new ArrayList<>();
        Optional<String> next = Optional.of(range.first());
        while (next.isPresent() && steps.size() < range.most()) {
            next = scan(reader, range, next.get(), steps);
            if (next.isPresent() && steps.size() < range.most()) {
                next = skip(reader, range, next.get(), steps);
            }
        }
        return steps;
    }

    /// Reads rows until one belongs to a merged prefix.
    ///
    /// @return that row's name; empty when there are no more rows
    private Optional<String> scan(Reader reader, Range range, String from, List<Step<T>> steps) throws SQLException {
        List<String> stopped = new ArrayList<>(1);
        reader.each(
                scan,
                row -> {
                    String name = row.text("name");
                    if (range.merged(name).isPresent()) {
                        stopped.add(name);
                        return false;
                    }
                    steps.add(new Step.Single<>(name, mapper.map(row)));
                    return steps.size() < range.most();
                },
                range.containerId(),
                from,
                range.end(),
                range.most() - steps.size());
        return stopped.stream().findFirst();
    }

    /// Seeks from prefix to prefix until a name belongs to none.
    ///
    /// @return that name; empty when there are no more rows
    private Optional<String> skip(Reader reader, Range range, String from, List<Step<T>> steps) throws SQLException {
        List<String> stopped = new ArrayList<>(1);
        reader.each(
                skip,
                row -> skipped(row, range, steps, stopped),
                range.containerId(),
                from,
                range.end(),
                range.prefix().codePointCount(0, range.prefix().length()),
                range.delimiter(),
                NameOrder.after(range.delimiter()),
                range.most() - steps.size());
        return stopped.stream().findFirst();
    }

    private boolean skipped(Row row, Range range, List<Step<T>> steps, List<String> stopped) throws SQLException {
        String name = row.text("name");
        Optional<String> merged = range.merged(name);
        if (merged.isEmpty()) {
            stopped.add(name);
            return false;
        }
        steps.add(new Step.Merged<>(merged.get()));
        return steps.size() < range.most();
    }
}
