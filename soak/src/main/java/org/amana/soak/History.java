package org.amana.soak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What many clients did at once to one thing, each operation with the moments between which it must have happened.
///
/// @param <O> operations, with what was answered
record History<O>(List<Event<O>> events) {
    History {
        events = events.stream().sorted(Comparator.comparingLong(Event::begun)).toList();
    }

    /// An operation.
    ///
    /// @param begun before it was asked for, in nanoseconds of one clock
    /// @param ended after it was answered
    record Event<O>(long begun, long ended, O operation) {
        Event {
            if (ended < begun) {
                throw new IllegalArgumentException("an operation ends after it has begun: " + begun + ", " + ended);
            }
        }
    }

    /// What an operation means when it happens alone.
    @FunctionalInterface
    interface Meaning<S, O> {
        /// The state after the operation, or empty if in that state it cannot be answered as it was.
        Optional<S> after(S state, O operation);
    }

    /// Whether there is an order of all operations, one after the other, in which each could have been answered as it
    /// was, and in which none comes before another that had ended when it began.
    ///
    /// Source: Herlihy and Wing, *Linearizability*, 1990; found as Wing and Gong do, remembering what was
    /// tried, as Lowe does in *Testing for Linearizability*.
    ///
    /// @param initial the state before
    /// @param <S>     states, compared by value
    <S> boolean isLinearizable(S initial, Meaning<S, O> meaning) {
        Deque<Trial<S>> trials = new ArrayDeque<>();
        Set<Trial<S>> tried = new HashSet<>();
        trials.push(new Trial<>(new BitSet(), initial));
        while (!trials.isEmpty()) {
            Trial<S> trial = trials.pop();
            if (trial.done.cardinality() == events.size()) {
                return true;
            }
            for (Trial<S> next : following(trial, meaning)) {
                if (tried.add(next)) {
                    trials.push(next);
                }
            }
        }
        return false;
    }

    /// Operations that are put in order already, and the state after them.
    private record Trial<S>(BitSet done, S state) {}

    private <S> List<Trial<S>> following(Trial<S> trial, Meaning<S, O> meaning) {
        List<Trial<S>> following = new ArrayList<>();
        long firstEnd = Long.MAX_VALUE; // of those left: nothing that begins later can come first
        for (int i = trial.done.nextClearBit(0); i < events.size(); i = trial.done.nextClearBit(i + 1)) {
            Event<O> event = events.get(i);
            if (event.begun > firstEnd) {
                break;
            }
            firstEnd = Math.min(firstEnd, event.ended);
            int chosen = i;
            meaning.after(trial.state, event.operation).ifPresent(state -> {
                BitSet done = (BitSet) trial.done.clone();
                done.set(chosen);
                following.add(new Trial<>(done, state));
            });
        }
        return following.reversed(); // the one that began first is tried first: it mostly came first
    }
}
