package org.amana.web.console;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amana.ledger.Ledger;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;

/// What was stored, by day, container and purpose, and what was refused, by day and rule, summed from the public
/// entries alone, so that anybody can compute the same. Kept in memory and carried on from where it stopped; the first
/// look after a start reads the whole log, in pieces, and pages say "counting" until it is through.
///
/// Safe for many threads: one of them at a time carries on, the others take what there is.
final class History {
    private static final int PIECE = 4_096;
    private static final int MOST_BEGUN = 20;

    /// How long one page may spend on carrying on.
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Ledger ledger;
    // Guarded by this.
    private final Map<String, Account> accounts = new HashMap<>();
    // Guarded by this.
    private final Deque<Begun> begun = new ArrayDeque<>();
    // Guarded by this.
    private long read;

    /// The sums of one account, by pseudonyms.
    private static final class Account {
        private final TreeMap<LocalDate, Tally> days = new TreeMap<>();
        private final Map<String, Tally> writers = new HashMap<>();
        private final TreeMap<LocalDate, long[]> flows = new TreeMap<>();
        private final TreeMap<LocalDate, Tally> refusals = new TreeMap<>();

        void refused(LocalDate day, List<String> rules) {
            Tally counts = refusals.computeIfAbsent(day, _ -> new Tally());
            rules.forEach(rule -> counts.add(rule, 1));
        }

        void add(LocalDate day, String box, String purpose, long change) {
            days.computeIfAbsent(day, _ -> new Tally()).add(box, change);
            long[] flow = flows.computeIfAbsent(day, _ -> new long[2]);
            flow[change > 0 ? 0 : 1] += Math.abs(change);
            if (!purpose.isEmpty()) {
                writers.computeIfAbsent(box, _ -> new Tally()).add(purpose, Math.abs(change));
            }
        }
    }

    /// Sums by a word. What was handed out stays as it is: it is copied when the next is added, so that a look costs
    /// the days that have changed since the last one, and not all days there were.
    private static final class Tally {
        private Map<String, Long> sums = new HashMap<>();
        private Map<String, Long> view = Collections.unmodifiableMap(sums);
        private boolean handedOut;

        void add(String word, long change) {
            if (handedOut) {
                sums = new HashMap<>(sums);
                view = Collections.unmodifiableMap(sums);
                handedOut = false;
            }
            sums.merge(word, change, Long::sum);
        }

        Map<String, Long> handOut() {
            handedOut = true;
            return view;
        }
    }

    /// A purpose came into force.
    record Begun(LocalDate day, String purpose, long entry) {}

    /// How far the reading is, and the sums so far. The maps in it do not change any more.
    ///
    /// @param entries how many entries have been read
    /// @param of      how many there are
    /// @param days    change of stored bytes by day and container, only days with any
    /// @param writers bytes moved by container and purpose
    /// @param written bytes added by day
    /// @param deleted bytes taken away by day, voided ones included
    /// @param refusals refused accesses by day and rule; one access may break several
    /// @param begun   purposes that came into force, the last ones, in order
    record Sums(
            long entries,
            long of,
            TreeMap<LocalDate, Map<String, Long>> days,
            Map<String, Map<String, Long>> writers,
            TreeMap<LocalDate, Long> written,
            TreeMap<LocalDate, Long> deleted,
            TreeMap<LocalDate, Map<String, Long>> refusals,
            List<Begun> begun) {
        Sums {
            begun = List.copyOf(begun);
        }

        boolean whole() {
            return entries >= of;
        }
    }

    History(Ledger ledger) {
        this.ledger = ledger;
    }

    /// The sums of an account, carried on for a moment first.
    ///
    /// @param account pseudonym
    synchronized Sums of(String account) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long size = ledger.size();
        while (read < size && System.nanoTime() < end) {
            List<Entry> piece = ledger.entries(read, (int) Math.min(PIECE, size - read));
            for (Entry entry : piece) {
                take(entry);
                read++;
            }
        }
        return copy(accounts.getOrDefault(account, new Account()), size);
    }

    private void take(Entry entry) {
        if (entry.kind() == Kind.PURPOSE && entry.text("state").equals("active")) {
            begun.addLast(new Begun(LocalDate.ofInstant(entry.time(), ZoneOffset.UTC), entry.text("pur"), read));
            if (begun.size() > MOST_BEGUN) {
                begun.removeFirst();
            }
        }
        if (entry.kind() != Kind.ACCESS && entry.kind() != Kind.VOID) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(entry.time(), ZoneOffset.UTC);
        if (entry.kind() == Kind.ACCESS && entry.text("dec").equals("deny")) {
            account(entry).refused(day, entry.texts("rule"));
        }
        long change = entry.number("dst");
        if (change != 0) {
            String purpose = entry.kind() == Kind.ACCESS ? entry.text("pur") : "";
            account(entry).add(day, entry.text("box"), purpose, change);
        }
    }

    private Account account(Entry entry) {
        return accounts.computeIfAbsent(entry.text("acct"), _ -> new Account());
    }

    private Sums copy(Account account, long size) {
        TreeMap<LocalDate, Map<String, Long>> days = new TreeMap<>();
        account.days.forEach((day, boxes) -> days.put(day, boxes.handOut()));
        Map<String, Map<String, Long>> writers = new HashMap<>();
        account.writers.forEach((box, purposes) -> writers.put(box, purposes.handOut()));
        TreeMap<LocalDate, Long> written = new TreeMap<>();
        TreeMap<LocalDate, Long> deleted = new TreeMap<>();
        account.flows.forEach((day, flow) -> {
            written.put(day, flow[0]);
            deleted.put(day, flow[1]);
        });
        TreeMap<LocalDate, Map<String, Long>> refusals = new TreeMap<>();
        account.refusals.forEach((day, rules) -> refusals.put(day, rules.handOut()));
        return new Sums(read, size, days, writers, written, deleted, refusals, List.copyOf(begun));
    }
}
