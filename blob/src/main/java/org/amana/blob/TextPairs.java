package org.amana.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// How metadata and tags stand in the catalog: one `name TAB value LF` each, in order. Neither may have control
/// characters, so nothing needs escaping. None at all is NULL.
final class TextPairs {
    private TextPairs() {}

    static Optional<String> of(Metadata metadata) {
        StringBuilder text = new StringBuilder();
        for (Metadata.Entry entry : metadata.entries()) {
            append(text, entry.name(), entry.value());
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    static Optional<String> of(Tags tags) {
        StringBuilder text = new StringBuilder();
        tags.values().forEach((key, value) -> append(text, key, value));
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    private static void append(StringBuilder text, String name, String value) {
        text.append(name).append('\t').append(value).append('\n');
    }

    static Metadata metadata(Optional<String> text) {
        if (text.isEmpty()) {
            return Metadata.NONE;
        }
        List<Metadata.Entry> entries = new ArrayList<>();
        text.get().lines().forEach(line -> {
            int tab = line.indexOf('\t');
            entries.add(new Metadata.Entry(line.substring(0, tab), line.substring(tab + 1)));
        });
        return new Metadata(entries);
    }

    static Tags tags(Optional<String> text) {
        if (text.isEmpty()) {
            return Tags.NONE;
        }
        TreeMap<String, String> values = new TreeMap<>();
        text.get().lines().forEach(line -> {
            int tab = line.indexOf('\t');
            values.put(line.substring(0, tab), line.substring(tab + 1));
        });
        return new Tags(values);
    }
}
