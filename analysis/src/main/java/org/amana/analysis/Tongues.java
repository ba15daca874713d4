package org.amana.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// The languages of a document, by how much of its text is in each.
final class Tongues {
    private final Map<String, long[]> shares = new LinkedHashMap<>();

    /// @param characters how much text is in this language
    void add(Language language, long characters) {
        if (language.determined() && characters > 0) {
            long[] share = shares.computeIfAbsent(language.code(), _ -> new long[2]);
            share[0] += characters;
            share[1] += characters * language.confidence();
        }
    }

    /// The language of most of the text.
    Language most() {
        return ordered().stream()
                .findFirst()
                .map(entry ->
                        new Language(entry.getKey(), (int) (entry.getValue()[1] / Math.max(1, entry.getValue()[0]))))
                .orElse(Language.UNDETERMINED);
    }

    /// All of them with their share in percent, the largest first: `ar 92 fr 8`. Empty when none is known.
    String value() {
        long total = shares.values().stream().mapToLong(share -> share[0]).sum();
        StringJoiner joined = new StringJoiner(" ");
        for (Map.Entry<String, long[]> entry : ordered()) {
            long percent = Math.round(100.0 * entry.getValue()[0] / total);
            if (percent > 0) {
                joined.add(entry.getKey()).add(Long.toString(percent));
            }
        }
        return joined.toString();
    }

    private List<Map.Entry<String, long[]>> ordered() {
        return shares.entrySet().stream()
                .sorted((one, other) -> Long.compare(other.getValue()[0], one.getValue()[0]))
                .toList();
    }

    /// Runs of letters and digits.
    static long words(String text) {
        long words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = Character.isLetterOrDigit(text.charAt(i));
            words += letter && !inside ? 1 : 0;
            inside = letter;
        }
        return words;
    }
}
