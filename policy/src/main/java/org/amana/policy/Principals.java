package org.amana.policy;

import org.amana.store.Catalog;

/// Writes down who there is. Safe for many threads.
final class Principals {
    private final Catalog catalog;
    private final DirectoryBook book;

    Principals(Catalog catalog, DirectoryBook book) {
        this.catalog = catalog;
        this.book = book;
    }

    /// Adds one, whoever else has the name.
    ///
    /// @throws IllegalArgumentException if the name is empty, too long, or has characters that are not to be seen
    Principal add(String name, Principal.Kind kind) {
        if (Text.hasControls(name)) {
            throw new IllegalArgumentException("a principal's name has no control characters");
        }
        return book.changing(() -> {
            Principal added = catalog.commit(transaction -> PrincipalTable.add(transaction, name, kind));
            book.become(book.state().with(added));
            return added;
        });
    }

    /// The principal of this name and kind, added when there is none.
    Principal named(String name, Principal.Kind kind) {
        return book.changing(() -> book.state().principalNamed(name, kind).orElseGet(() -> add(name, kind)));
    }
}
