package org.amana.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Small sets as one text: their words, sorted, with a space between.
final class Words {
    private Words() {}

    static <T> String join(Collection<T> things, Function<T, String> word) {
        return things.stream().map(word).sorted().collect(Collectors.joining(" "));
    }

    static <T> List<String> sorted(Collection<T> things, Function<T, String> word) {
        return things.isEmpty() ? List.of() : things.stream().map(word).sorted().toList();
    }

    static List<String> split(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }

    /// The constants of an enum whose words stand in a text.
    ///
    /// @throws IllegalArgumentException for a word that no constant has
    static <E extends Enum<E>> Set<E> constants(String text, E[] all, Function<E, String> word) {
        return split(text).stream().map(each -> constant(each, all, word)).collect(Collectors.toUnmodifiableSet());
    }

    /// The constant of an enum whose word a text is.
    ///
    /// @throws IllegalArgumentException if no constant has it
    static <E extends Enum<E>> E constant(String text, E[] all, Function<E, String> word) {
        return Arrays.stream(all)
                .filter(each -> word.apply(each).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an unknown word: " + text));
    }
}
