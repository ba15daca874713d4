package org.amana.policy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Ledger;
import org.amana.store.Catalog;
import org.amana.store.Reader;
import org.amana.store.Transaction;
import org.amana.verifier.Entry;

/// Adds up the ledger by purpose and day. It reads nothing but entries, each exactly once: the sums and how far
/// it has come are one commit. So the sums are what the ledger says, whatever was lost around them. Safe for many
/// threads.
final class Tally {
    private static final String POSITION = "tally";
    private static final int BATCH = 2_000;
    private static final String OBJECTS = "object:";

    /// What the operator notes about the server itself, and what only could not be done; not refusals.
    private static final Set<String> NO_REFUSALS = Set.of(
            "start",
            "stop",
            "backup",
            "backup-with-root-key",
            "restored",
            "restored-without-entries",
            "anonymous-in-vain");

    private final Catalog catalog;
    private final Ledger ledger;

    /// Guards [#position]; held while entries are being added, so that each is added once.
    private final ReentrantLock lock = new ReentrantLock();

    private long position;

    Tally(Catalog catalog, Ledger ledger) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.position = catalog.read(reader -> LedgerPosition.read(reader, POSITION));
    }

    /// Adds every entry that is in the ledger when this is called.
    void catchUp() {
        long size = ledger.size();
        lock.lock();
        try {
            while (position < size) {
                List<Entry> entries = ledger.entries(position, (int) Math.min(BATCH, size - position));
                if (entries.isEmpty()) {
                    throw new IllegalStateException("the ledger has " + size + " entries, but none at " + position);
                }
                Sums sums = new Sums();
                entries.forEach(sums::add);
                long next = position + entries.size();
                catalog.commit(transaction -> {
                    sums.write(transaction);
                    LedgerPosition.write(transaction, POSITION, next);
                    return next;
                });
                position = next;
            }
        } finally {
            lock.unlock();
        }
    }

    static List<PurposeUse> byPurpose(Reader reader, LocalDate since) throws SQLException {
        return reader.list(
                "SELECT * FROM use_day WHERE day >= ? ORDER BY day, purpose",
                row -> new PurposeUse(
                        new PurposeId(row.integer("purpose")),
                        LocalDate.ofEpochDay(row.number("day")),
                        row.number("allowed"),
                        row.number("refused"),
                        row.number("taken"),
                        row.number("given"),
                        row.number("stored"),
                        row.number("objects")),
                since.toEpochDay());
    }

    static List<RefusalCount> refusals(Reader reader, LocalDate since) throws SQLException {
        return reader.list(
                "SELECT day, rule, count FROM refusal_day WHERE day >= ? ORDER BY day, rule",
                row -> new RefusalCount(row.text("rule"), LocalDate.ofEpochDay(row.number("day")), row.number("count")),
                since.toEpochDay());
    }

    /// What a batch of entries adds.
    private final class Sums {
        private final Map<UseKey, Use> uses = new HashMap<>();
        private final Map<RefusalKey, Long> refusals = new HashMap<>();

        void add(Entry entry) {
            switch (entry.kind()) {
                case ACCESS -> access(entry);
                case VOID -> voided(ledger.entry(entry.number("ref")));
                case OPERATOR -> noise(entry);
                case GENESIS,
                        POLICY,
                        PURPOSE,
                        CREDENTIAL,
                        APPROVAL,
                        REVIEW,
                        SHRED,
                        CONTRACT,
                        STATEMENT,
                        CONCERN,
                        REPORT,
                        GAP,
                        SEAL -> {
                    // Says nothing of how data was used.
                }
            }
        }

        private void access(Entry entry) {
            boolean allowed = entry.text("dec").equals(EntryDraft.Verdict.ALLOW.label());
            if (!allowed) {
                entry.texts("rule").forEach(rule -> refused(entry, rule, 1));
            }
            if (!entry.text("pur").isEmpty()) {
                Use use = use(entry);
                use.allowed += allowed ? 1 : 0;
                use.refused += allowed ? 0 : 1;
                use.move(entry);
            }
        }

        private void voided(Entry access) {
            use(access).giveBack(access);
        }

        private void noise(Entry entry) {
            if (!NO_REFUSALS.contains(entry.text("reason"))) {
                refused(entry, "unauthenticated/" + entry.text("reason"), entry.number("count"));
            }
        }

        private void refused(Entry entry, String rule, long count) {
            refusals.merge(new RefusalKey(day(entry), rule), count, Long::sum);
        }

        private Use use(Entry entry) {
            int purpose = PurposeId.parse(entry.text("pur")).number();
            return uses.computeIfAbsent(new UseKey(day(entry), purpose), key -> new Use());
        }

        void write(Transaction transaction) throws SQLException {
            for (Map.Entry<UseKey, Use> each : uses.entrySet()) {
                Use use = each.getValue();
                transaction.update(
                        "INSERT INTO use_day VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                                + " allowed = allowed + excluded.allowed, refused = refused + excluded.refused,"
                                + " taken = taken + excluded.taken, given = given + excluded.given,"
                                + " stored = stored + excluded.stored, objects = objects + excluded.objects",
                        each.getKey().day(),
                        each.getKey().purpose(),
                        use.allowed,
                        use.refused,
                        use.in,
                        use.out,
                        use.stored,
                        use.objects);
            }
            for (Map.Entry<RefusalKey, Long> each : refusals.entrySet()) {
                transaction.update(
                        "INSERT INTO refusal_day VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET"
                                + " count = count + excluded.count",
                        each.getKey().day(),
                        each.getKey().rule(),
                        each.getValue());
            }
        }
    }

    private record UseKey(long day, int purpose) {}

    private record RefusalKey(long day, String rule) {}

    private static final class Use {
        private long allowed;
        private long refused;
        private long in;
        private long out;
        private long stored;
        private long objects;

        void move(Entry access) {
            in += access.number("in");
            out += access.number("out");
            stored += access.number("dst");
            objects += objects(access);
        }

        /// What was not stored after all. What went out, and the objects of which that was, nothing gives back.
        void giveBack(Entry access) {
            in -= access.number("in");
            stored -= access.number("dst");
            objects -= access.number("out") == 0 ? objects(access) : 0;
        }

        private static long objects(Entry access) {
            return access.texts("units").stream()
                    .filter(unit -> unit.startsWith(OBJECTS))
                    .mapToLong(unit -> Long.parseLong(unit.substring(OBJECTS.length())))
                    .sum();
        }
    }

    private static long day(Entry entry) {
        return LocalDate.ofInstant(entry.time(), ZoneOffset.UTC).toEpochDay();
    }
}
