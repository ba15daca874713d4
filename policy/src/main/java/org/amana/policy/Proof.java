package org.amana.policy;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was shown in a console session and those it went over from: the operator's one-time link, which proves the
/// person, or access keys, each of which proves the person for its own purpose alone.
///
/// @param link whether the first of them began with a link
/// @param keys the keys that were shown
record Proof(boolean link, Set<CredentialId> keys) {
    /// Of what is no session, and of sessions of builds that did not write it down: it opens nothing.
    static final Proof NONE = new Proof(false, Set.of());

    static final Proof LINK = new Proof(true, Set.of());

    private static final String LINK_WORD = "link";

    Proof {
        keys = Set.copyOf(keys);
    }

    /// This, and one more key.
    Proof and(CredentialId key) {
        Set<CredentialId> more = new TreeSet<>(keys);
        more.add(key);
        return new Proof(link, more);
    }

    /// Whether it is worth as much as showing this key. A link stands for every key of the person.
    boolean covers(CredentialId key) {
        return link || keys.contains(key);
    }

    /// As it stands in the catalog: `link`, `K-3 K-5`.
    String text() {
        return Stream.concat(
                        link ? Stream.of(LINK_WORD) : Stream.of(),
                        keys.stream().sorted().map(CredentialId::toString))
                .collect(Collectors.joining(" "));
    }

    static Proof parse(String text) {
        Set<String> words =
                Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
        return new Proof(
                words.contains(LINK_WORD),
                words.stream()
                        .filter(word -> !word.equals(LINK_WORD))
                        .map(CredentialId::parse)
                        .collect(Collectors.toSet()));
    }
}
