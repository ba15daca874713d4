package org.amana.policy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.amana.ledger.Ledger;

/// How much each purpose has used today (UTC). What is about to be used is reserved first, so that two requests
/// that together go over the limit cannot both pass. Safe for many threads.
final class DayCounters {
    private final Map<PurposeId, Counter> counters = new ConcurrentHashMap<>();

    /// The day that counts: UTC, by the ledger, whose days do not come back where the clock is set back.
    static LocalDate today(Ledger ledger) {
        return LocalDate.ofInstant(ledger.now(), ZoneOffset.UTC);
    }

    /// Bytes and objects.
    record Used(long bytes, long objects) {
        static final Used NOTHING = new Used(0, 0);
    }

    /// An amount that counts as used until it is given back.
    interface Reservation {
        /// Returns it, at most once, because what it was for did not happen.
        void giveBack();
    }

    /// Reserves what fits in the purpose's day; empty, and nothing reserved, if it does not.
    Optional<Reservation> within(Purpose purpose, LocalDate day, Amounts amounts) {
        Counter counter = counter(purpose.id());
        counter.lock.lock();
        try {
            counter.turnTo(day);
            Used excess = counter.excess(purpose.scope(), amounts);
            return excess.equals(Used.NOTHING) ? Optional.of(counter.add(amounts)) : Optional.empty();
        } finally {
            counter.lock.unlock();
        }
    }

    /// Where what is over the day's limit is taken from.
    interface Extra {
        /// Takes exactly this much, or nothing.
        Optional<Reservation> take(Used excess);
    }

    /// Reserves, taking from `extra` what goes over the day's limit, if anything does by now.
    Optional<Reservation> beyond(Purpose purpose, LocalDate day, Amounts amounts, Extra extra) {
        Counter counter = counter(purpose.id());
        counter.lock.lock();
        try {
            counter.turnTo(day);
            Used excess = counter.excess(purpose.scope(), amounts);
            if (excess.equals(Used.NOTHING)) {
                return Optional.of(counter.add(amounts));
            }
            return extra.take(excess).map(taken -> {
                Reservation counted = counter.add(amounts);
                return () -> {
                    counted.giveBack();
                    taken.giveBack();
                };
            });
        } finally {
            counter.lock.unlock();
        }
    }

    Used used(PurposeId purpose, LocalDate day) {
        Counter counter = counter(purpose);
        counter.lock.lock();
        try {
            counter.turnTo(day);
            return new Used(counter.bytes, counter.objects);
        } finally {
            counter.lock.unlock();
        }
    }

    /// At start-up: what the ledger says was used.
    void restore(PurposeId purpose, LocalDate day, Used used) {
        Counter counter = counter(purpose);
        counter.lock.lock();
        try {
            counter.turnTo(day);
            counter.bytes = used.bytes();
            counter.objects = used.objects();
        } finally {
            counter.lock.unlock();
        }
    }

    private Counter counter(PurposeId purpose) {
        Counter known = counters.get(purpose);
        return known == null ? counters.computeIfAbsent(purpose, id -> new Counter()) : known;
    }

    private static final class Counter {
        /// Guards all fields.
        private final ReentrantLock lock = new ReentrantLock();

        private LocalDate day = LocalDate.MIN;
        private long bytes;
        private long objects;

        void turnTo(LocalDate today) {
            if (today.isAfter(day)) {
                day = today;
                bytes = 0;
                objects = 0;
            }
        }

        Used excess(Scope scope, Amounts amounts) {
            return new Used(
                    excess(scope.bytesPerDay(), bytes, amounts.bytes()),
                    excess(scope.objectsPerDay(), objects, amounts.objects()));
        }

        /// How much of `more` lies over the limit; what was over before does not count again.
        private static long excess(long limit, long used, long more) {
            return Math.max(0, used + more - Math.max(limit, used));
        }

        Reservation add(Amounts amounts) {
            bytes += amounts.bytes();
            objects += amounts.objects();
            LocalDate countedOn = day;
            return () -> giveBack(countedOn, amounts);
        }

        private void giveBack(LocalDate countedOn, Amounts amounts) {
            lock.lock();
            try {
                if (countedOn.equals(day)) {
                    bytes -= amounts.bytes();
                    objects -= amounts.objects();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
