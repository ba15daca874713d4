package org.amana.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Name and value pairs that a client keeps with a blob or container: in the order and the letter case they
/// were sent, names compared without case, at most 8 KiB together.
public record Metadata(List<Entry> entries) {
    /// Names and values of all pairs together, in bytes.
    public static final int LARGEST = 8 * 1024;

    public static final Metadata NONE = new Metadata(List.of());

    /// Header names carry ASCII alone, so of the C# identifiers these are left.
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /// One pair.
    ///
    /// @param name a C# identifier
    /// @param value any text without control characters, ends stripped
    public record Entry(String name, String value) {
        public Entry {
            value = value.strip();
            if (!IDENTIFIER.matcher(name).matches()) {
                throw new AmanaException(
                        ErrorCode.INVALID_METADATA, "metadata name " + name + " is not a C# identifier");
            }
            if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new AmanaException(
                        ErrorCode.INVALID_METADATA, "metadata " + name + ": the value has a control character");
            }
        }
    }

    /// Merges pairs whose names differ in case alone into the first of them, values joined by a comma.
    ///
    /// @throws AmanaException `INVALID_METADATA`, or `METADATA_TOO_LARGE` above [#LARGEST]
    public Metadata {
        entries = merged(entries);
        long size = entries.stream()
                .mapToLong(entry -> entry.name().length() + (long) entry.value().length())
                .sum();
        if (size > LARGEST) {
            throw new AmanaException(
                    ErrorCode.METADATA_TOO_LARGE, "metadata has " + size + " bytes; " + LARGEST + " are allowed");
        }
    }

    private static List<Entry> merged(List<Entry> entries) {
        Map<String, Integer> places = new TreeMap<>();
        List<Entry> result = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Integer place = places.putIfAbsent(entry.name().toLowerCase(Locale.ROOT), result.size());
            if (place == null) {
                result.add(entry);
            } else {
                Entry first = result.get(place);
                result.set(place, new Entry(first.name(), first.value() + "," + entry.value()));
            }
        }
        return List.copyOf(result);
    }

    public static Metadata of(Map<String, String> pairs) {
        return new Metadata(pairs.entrySet().stream()
                .map(pair -> new Entry(pair.getKey(), pair.getValue()))
                .toList());
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }
}
