package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// The first of many things, as far as a page names them one by one, and how many there were: a form may bring
/// thousands, each of which is told in as many words as whoever sent it likes. Used by one thread.
final class Bounded<T> {
    static final int MOST = 100;
    static final int MOST_CHARACTERS = 32 * 1024;

    private final ToIntFunction<T> length;
    private final List<T> kept = new ArrayList<>();
    private int characters;
    private int count;

    /// @param length how many characters one of them takes
    Bounded(ToIntFunction<T> length) {
        this.length = length;
    }

    void add(T one) {
        count++;
        int more = length.applyAsInt(one);
        // Nothing is passed over: what is kept are the first ones.
        if (left() == 1 && kept.size() < MOST && more <= MOST_CHARACTERS - characters) {
            characters += more;
            kept.add(one);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    List<T> kept() {
        return List.copyOf(kept);
    }

    /// How many there were that are not kept.
    int left() {
        return count - kept.size();
    }
}
