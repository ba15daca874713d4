package org.amana.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Ledger;
import org.amana.ledger.Opening;
import org.amana.ledger.Receipt;
import org.amana.store.Catalog;
import org.jspecify.annotations.Nullable;

/// Folds what nobody can be named for, and what those do who hold nothing that is worth anything any more, so that a
/// flood cannot grow the ledger: of one reason, service and minute, the first is written at once, for its answer must
/// follow its entry; all others share that entry and are written as one count when the minute is over. A crash loses
/// at most the counts of the running minute. Safe for many threads.
final class Noise {
    private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final Catalog catalog;
    private final Ledger ledger;
    private final Map<Key, Fold> folds = new ConcurrentHashMap<>();

    private record Key(Service service, String reason) {}

    Noise(Catalog catalog, Ledger ledger) {
        this.catalog = catalog;
        this.ledger = ledger;
    }

    Receipt note(Service service, String reason) {
        if (!REASON.matcher(reason).matches()) {
            throw new IllegalArgumentException("not a reason such as bad-signature: " + reason);
        }
        Key key = new Key(service, reason);
        Fold fold = folds.computeIfAbsent(key, each -> new Fold());
        Instant now = catalog.now();
        fold.lock.lock();
        try {
            Receipt first = fold.first;
            if (first != null && fold.minute.equals(now.truncatedTo(ChronoUnit.MINUTES))) {
                fold.more++;
                return first;
            }
            writeCount(key, fold);
            Receipt receipt = append(key, 1, now);
            fold.begin(now, receipt);
            return receipt;
        } finally {
            fold.lock.unlock();
        }
    }

    /// Writes the counts of minutes that are over.
    void writeEnded() {
        write(catalog.now().truncatedTo(ChronoUnit.MINUTES));
    }

    /// Writes every count there is.
    void writeAll() {
        write(Instant.MAX);
    }

    private void write(Instant before) {
        folds.forEach((key, fold) -> {
            fold.lock.lock();
            try {
                if (fold.minute.isBefore(before)) {
                    writeCount(key, fold);
                }
            } finally {
                fold.lock.unlock();
            }
        });
    }

    private void writeCount(Key key, Fold fold) {
        if (fold.more > 0) {
            append(key, fold.more, fold.minute);
            fold.more = 0;
        }
    }

    private Receipt append(Key key, long count, Instant since) {
        return ledger.append(
                new EntryDraft.Operator(key.service().word(), key.reason(), count, since.getEpochSecond()),
                Opening.NONE);
    }

    private static final class Fold {
        /// Guards all fields.
        private final ReentrantLock lock = new ReentrantLock();

        private Instant minute = Instant.EPOCH;
        private @Nullable Receipt first; // absent until the first one is written
        private long more; // beyond the first, not yet in the ledger

        void begin(Instant now, Receipt receipt) {
            minute = now.truncatedTo(ChronoUnit.MINUTES);
            first = receipt;
        }
    }
}
