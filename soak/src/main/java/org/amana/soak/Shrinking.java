package org.amana.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a list that shows a failure shorter, by leaving out ever smaller parts of it (Zeller and Hildebrandt,
/// *Simplifying and Isolating Failure-Inducing Input*, 2002).
final class Shrinking {
    private Shrinking() {}

    /// @param fails whether a list shows the failure still; the whole list does
    /// @return a list of which no element can be left out
    static <T> List<T> fewest(List<T> whole, Predicate<List<T>> fails) {
        List<T> left = List.copyOf(whole);
        int part = Math.max(1, left.size() / 2);
        while (true) {
            boolean shorter = false;
            for (int from = 0; from < left.size(); ) {
                List<T> without = new ArrayList<>(left.subList(0, from));
                without.addAll(left.subList(Math.min(left.size(), from + part), left.size()));
                if (fails.test(without)) {
                    left = without;
                    shorter = true;
                } else {
                    from += part;
                }
            }
            if (part == 1 && !shorter) {
                return left;
            }
            part = Math.max(1, part / 2);
        }
    }
}
