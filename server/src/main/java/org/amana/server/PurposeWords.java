package org.amana.server;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amana.kernel.ByteSize;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.DataClass;
import org.amana.policy.Scope;
import org.amana.policy.Service;

/// What a purpose may do, in a line for the operator.
final class PurposeWords {
    private PurposeWords() {}

    /// For example `list, read through blob, search; samples with none, personal data; 100 GiB and 1,000 objects
    /// a day`.
    static String of(Scope scope) {
        return most(scope.actions(), Action.values(), Action::word, "everything") + " through "
                + most(scope.services(), Service.values(), Service::word, "every service") + "; " + data(scope) + "; "
                + volume(scope);
    }

    private static String data(Scope scope) {
        if (scope.containers().isEmpty()) {
            return "no container";
        }
        return (scope.allContainers() ? "every container" : words(scope.containers(), name -> name)) + " with "
                + most(scope.classes(), DataClass.values(), DataClass::word, "any kind of") + " data";
    }

    private static String volume(Scope scope) {
        if (scope.bytesPerDay() == Amounts.MOST && scope.objectsPerDay() == Amounts.MOST) {
            return "any amount a day";
        }
        String bytes = scope.bytesPerDay() == Amounts.MOST
                ? "any number of bytes"
                : ByteSize.ofBytes(scope.bytesPerDay()).toString();
        String objects = scope.objectsPerDay() == Amounts.MOST
                ? "any number of objects"
                : String.format(Locale.ROOT, "%,d objects", scope.objectsPerDay());
        return bytes + " and " + objects + " a day";
    }

    /// The words of a set; of one that lacks little, what it lacks.
    private static <T> String most(Set<T> things, T[] all, Function<T, String> word, String everything) {
        Set<T> lacking = new HashSet<>(Arrays.asList(all));
        lacking.removeAll(things);
        if (lacking.isEmpty()) {
            return everything;
        }
        return lacking.size() * 3 < all.length ? everything + " but " + words(lacking, word) : words(things, word);
    }

    private static <T> String words(Collection<T> things, Function<T, String> word) {
        return things.isEmpty() ? "nothing" : things.stream().map(word).sorted().collect(Collectors.joining(", "));
    }
}
