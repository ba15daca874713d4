package org.amana.web.console;

import java.util.List;
import java.util.stream.Stream;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Hidden;
import org.amana.web.console.view.Markup;

/// What of a container is looked at, and in which order.
///
/// @param prefix how far one has walked down
/// @param begins what the names there must begin with, empty for all
/// @param deleted whether files that are deleted and can be restored are among them
record Level(String container, String prefix, String begins, LevelOrder order, boolean deleted) {
    /// The field of an address that asks for [#deleted], and what it says.
    static final String DELETED = "deleted";

    static final String SHOWN = "shown";

    /// A level with all its names, by name.
    static Level of(String container, String prefix) {
        return new Level(container, prefix, "", LevelOrder.NAME, false);
    }

    /// The level that a query names, or a form that was made on it.
    static Level of(String container, Form query) {
        return new Level(
                container,
                query.raw("prefix"),
                query.raw("begins"),
                LevelOrder.of(query.text("sort")),
                query.text(DELETED).equals(SHOWN));
    }

    Level in(LevelOrder other) {
        return new Level(container, prefix, begins, other, deleted);
    }

    Level withDeleted(boolean shown) {
        return new Level(container, prefix, begins, order, shown);
    }

    /// The same with all its names.
    Level whole() {
        return new Level(container, prefix, "", order, deleted);
    }

    /// One that is further down, looked at in the same way.
    Level down(String name) {
        return new Level(container, name, "", order, deleted);
    }

    /// The level that one came down from, with all its names; the top of the container is above none.
    Level above() {
        String parent = prefix.substring(0, prefix.lastIndexOf('/', prefix.length() - 2) + 1);
        return new Level(container, parent, "", order, deleted);
    }

    /// What the level is called: the last step of the prefix without its slash, or the container.
    String name() {
        if (prefix.isEmpty()) {
            return container;
        }
        String level = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return level.substring(level.lastIndexOf('/') + 1);
    }

    Markup here() {
        return FileName.html(name());
    }

    Address address() {
        return Address.of("/containers")
                .segment(container)
                .with("prefix", prefix)
                .with("begins", begins)
                .with("sort", order.word())
                .with(DELETED, deletedWord());
    }

    /// What a form holds that leads back to it.
    List<Hidden> fields() {
        return Stream.of(
                        new Hidden("prefix", prefix),
                        new Hidden("begins", begins),
                        new Hidden("sort", order.word()),
                        new Hidden(DELETED, deletedWord()))
                .filter(one -> !one.value().isEmpty())
                .toList();
    }

    private String deletedWord() {
        return deleted ? SHOWN : "";
    }
}
