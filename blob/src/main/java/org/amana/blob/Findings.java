package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.amana.store.Catalog;
import org.amana.store.Reader;
import org.amana.store.Row;

/// What is found wrong while rows of the catalog are looked at, in the order in which it is found.
final class Findings {
    private final Catalog catalog;
    private final List<Finding> found = new ArrayList<>();

    Findings(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Looks at a row.
    @FunctionalInterface
    interface Look {
        /// @param reader for what else must be known of it
        void at(Row row, Reader reader) throws SQLException;
    }

    Catalog catalog() {
        return catalog;
    }

    /// Looks at all rows of a query, as they are at one moment.
    void each(String sql, Look look) {
        catalog.read(reader -> {
            reader.each(sql, row -> {
                look.at(row, reader);
                return true;
            });
            return true;
        });
    }

    void add(String about, String what) {
        found.add(new Finding(about, what));
    }

    /// Nothing if what is said to be wrong is empty.
    void addIfAny(String about, String what) {
        if (!what.isEmpty()) {
            add(about, what);
        }
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
