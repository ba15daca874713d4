package org.amana.policy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Ledger;
import org.amana.ledger.Opening;
import org.amana.ledger.Receipt;
import org.amana.store.Catalog;
import org.amana.store.Transaction;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;

/// Makes changes that must stand in both catalog and ledger or in neither, although the two cannot commit
/// together.
///
/// The row is written first and is not in force; then the entry is appended; then the row learns its entry, which
/// puts it in force. Whoever is told of the change is told last. The ledger decides: once the entry is there, the
/// change has happened. If the catalog cannot take that in at once (a full disk), it is owed, and written as soon
/// as it can; after a crash, a row whose entry is there is confirmed, one whose entry is not there is withdrawn.
/// Safe for many threads.
final class Register {
    private static final System.Logger LOG = System.getLogger(Register.class.getName());
    private static final int BATCH = 1_000;

    private final Catalog catalog;
    private final Ledger ledger;
    private final ReentrantLock paying = new ReentrantLock();
    private final Queue<Owed> owed = new ArrayDeque<>(); // guarded by paying

    /// What the ledger has decided and the catalog does not know yet.
    private record Owed(Step.Numbered part, long position) {}

    Register(Catalog catalog, Ledger ledger) {
        this.catalog = catalog;
        this.ledger = ledger;
    }

    /// One step of a change.
    ///
    /// @param prepare writes the row, not in force, with the ledger's size
    /// @param confirm puts the row in force, with the index of its entry
    /// @param withdraw takes the row back
    record Step(Numbered prepare, EntryDraft draft, Opening opening, Numbered confirm, Numbered withdraw) {
        /// A part of a change that gets a position in the ledger.
        @FunctionalInterface
        interface Numbered {
            void apply(Transaction transaction, long position) throws SQLException;
        }
    }

    /// Carries out a step. When this returns, the change has happened; when it throws, it has not.
    Receipt enter(Step step) {
        payOwed();
        long since = ledger.size();
        commit(step.prepare(), since);
        Receipt receipt;
        try {
            receipt = ledger.append(step.draft(), step.opening());
        } catch (RuntimeException refused) {
            commitOrOwe(step.withdraw(), since);
            throw refused;
        }
        commitOrOwe(step.confirm(), receipt.index());
        return receipt;
    }

    private void commitOrOwe(Step.Numbered part, long position) {
        try {
            commit(part, position);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the catalog cannot take in a change of the register yet", e);
            paying.lock();
            try {
                owed.add(new Owed(part, position));
            } finally {
                paying.unlock();
            }
        }
    }

    /// Writes what the catalog could not take in before.
    ///
    /// @throws org.amana.kernel.AmanaException if it still cannot
    void payOwed() {
        paying.lock();
        try {
            for (Owed next = owed.peek(); next != null; next = owed.peek()) {
                commit(next.part(), next.position());
                owed.remove();
            }
        } finally {
            paying.unlock();
        }
    }

    /// After a crash: where the entry of a prepared row stands, if it was appended.
    ///
    /// @param since the ledger's size when the row was prepared
    OptionalLong find(long since, Kind kind, Predicate<Entry> matching) {
        long size = ledger.size();
        for (long from = since; from < size; from += BATCH) {
            List<Entry> entries = ledger.entries(from, (int) Math.min(BATCH, size - from));
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                if (entry.kind() == kind && matching.test(entry)) {
                    return OptionalLong.of(from + i);
                }
            }
        }
        return OptionalLong.empty();
    }

    /// When an entry was appended, to the second.
    Instant timeOf(long entry) {
        return Instant.ofEpochSecond(ledger.entry(entry).number("t"));
    }

    private void commit(Step.Numbered part, long position) {
        catalog.commit(transaction -> {
            part.apply(transaction, position);
            return true;
        });
    }
}
