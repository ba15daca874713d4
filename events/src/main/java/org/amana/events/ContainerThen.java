package org.amana.events;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.policy.BoxFacts;
import org.amana.policy.DataClass;
import org.amana.policy.PurposeId;

/// The container in which something happened, as it was then: by the time it is told, the container can be gone, and
/// another can have its name.
///
/// @param pseudonym "" when nobody noted it
/// @param openTo the purposes it was open to; empty means every one
record ContainerThen(String pseudonym, Set<DataClass> classes, Set<PurposeId> openTo) {
    /// Of events noted by earlier builds.
    static final ContainerThen UNKNOWN = new ContainerThen("", EnumSet.allOf(DataClass.class), Set.of());

    ContainerThen {
        classes = Set.copyOf(classes);
        openTo = Set.copyOf(openTo);
    }

    static ContainerThen of(BoxFacts facts) {
        return new ContainerThen(facts.boxPseudonym(), facts.classes(), facts.openTo());
    }

    /// @param classes, openTo words with blanks between
    static ContainerThen of(String pseudonym, String classes, String openTo) {
        return pseudonym.isEmpty()
                ? UNKNOWN
                : new ContainerThen(
                        pseudonym,
                        words(classes).stream().map(DataClass::valueOf).collect(Collectors.toSet()),
                        words(openTo).stream().map(PurposeId::parse).collect(Collectors.toSet()));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }

    String classWords() {
        return classes.stream().map(DataClass::name).sorted().collect(Collectors.joining(" "));
    }

    String openToWords() {
        return openTo.stream().map(PurposeId::toString).sorted().collect(Collectors.joining(" "));
    }

    /// What to decide by: the container as it is if it is still this one, else as it was. Of an event of which nothing
    /// was noted it is the one that has the name, and if there is none, one that may hold anything.
    ///
    /// @param now of the container that has the name
    BoxFacts facts(BoxFacts now) {
        boolean same = pseudonym.isEmpty() ? now.exists() : pseudonym.equals(now.boxPseudonym());
        return same
                ? now
                : new BoxFacts(
                        now.account(), now.container(), now.accountPseudonym(), pseudonym, classes, openTo, false);
    }
}
