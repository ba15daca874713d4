package org.amana.policy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjIntConsumer;
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

    /// What the ledger has decided and the catalog does not know yet. Guarded by paying.
    private final Queue<Part> owed = new ArrayDeque<>();

    /// A part of a step, and the position in the ledger that it is given.
    private record Part(Step.Numbered deed, long position) {}

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
        List<Receipt> receipts = new ArrayList<>();
        enterAll(List.of(step), (receipt, _) -> receipts.add(receipt));
        return receipts.getFirst();
    }

    /// Carries out steps that do not rest on each other, at once: however many they are, the disk is waited for as
    /// often as for one. When this throws, some of them may have happened.
    ///
    /// @param happened is told of each that has, with its receipt and its place in the list
    void enterAll(List<Step> steps, ObjIntConsumer<Receipt> happened) {
        payOwed();
        long since = ledger.size();
        commit(steps.stream().map(step -> new Part(step.prepare(), since)).toList());
        List<Ledger.Appending> begun = steps.stream().map(this::begin).toList();
        List<Part> rest = new ArrayList<>();
        List<Runnable> news = new ArrayList<>();
        List<RuntimeException> refusals = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            int place = i;
            try {
                Receipt receipt = begun.get(i).await();
                rest.add(new Part(steps.get(i).confirm(), receipt.index()));
                news.add(() -> happened.accept(receipt, place));
            } catch (RuntimeException refused) {
                rest.add(new Part(steps.get(i).withdraw(), since));
                refusals.add(refused);
            }
        }
        commitOrOwe(rest);
        news.forEach(Runnable::run);
        if (!refusals.isEmpty()) {
            throw refusals.getFirst();
        }
    }

    /// What cannot even be begun is refused when it is awaited, so that those begun before it are awaited too.
    private Ledger.Appending begin(Step step) {
        try {
            return ledger.begin(step.draft(), step.opening());
        } catch (RuntimeException refused) {
            return () -> {
                throw refused;
            };
        }
    }

    private void commitOrOwe(List<Part> parts) {
        try {
            commit(parts);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the catalog cannot take in a change of the register yet", e);
            paying.lock();
            try {
                owed.addAll(parts);
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
            for (Part next = owed.peek(); next != null; next = owed.peek()) {
                commit(List.of(next));
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

    /// On whose authority the change of an entry was made, as far as it is still known.
    Optional<String> clientOf(long entry) {
        return ledger.opened(entry).flatMap(opened -> opened.value("client"));
    }

    /// When an entry was appended, to the second.
    Instant timeOf(long entry) {
        return Instant.ofEpochSecond(ledger.entry(entry).number("t"));
    }

    private void commit(List<Part> parts) {
        catalog.commit(transaction -> {
            for (Part part : parts) {
                part.deed().apply(transaction, part.position());
            }
            return true;
        });
    }
}
