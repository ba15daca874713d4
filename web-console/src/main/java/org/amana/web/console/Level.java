package org.amana.web.console;

import java.util.List;
import java.util.stream.Stream;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.Hidden;

/// What of a container is looked at, and in which order.
///
/// @param prefix how far one has walked down
/// @param begins what the names there must begin with, empty for all
record Level(String container, String prefix, String begins, LevelOrder order) {
    /// A level with all its names, by name.
    static Level of(String container, String prefix) {
        return new Level(container, prefix, "", LevelOrder.NAME);
    }

    /// The level that a query names, or a form that was made on it.
    static Level of(String container, Form query) {
        return new Level(container, query.raw("prefix"), query.raw("begins"), LevelOrder.of(query.text("sort")));
    }

    Level in(LevelOrder other) {
        return new Level(container, prefix, begins, other);
    }

    /// The same with all its names.
    Level whole() {
        return new Level(container, prefix, "", order);
    }

    Address address() {
        return Address.of("/containers")
                .segment(container)
                .with("prefix", prefix)
                .with("begins", begins)
                .with("sort", order.word());
    }

    /// What a form holds that leads back to it.
    List<Hidden> fields() {
        return Stream.of(new Hidden("prefix", prefix), new Hidden("begins", begins), new Hidden("sort", order.word()))
                .filter(one -> !one.value().isEmpty())
                .toList();
    }
}
