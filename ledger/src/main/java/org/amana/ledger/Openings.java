package org.amana.ledger;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.SubjectKeys.Tag;
import org.amana.store.Catalog;
import org.amana.store.RootKey;
import org.amana.store.Row;
import org.amana.store.Schema;
import org.amana.store.Transaction;

/// The private names behind the entries, in a database of their own. What tells of an actor is encrypted under
/// that actor's key, what tells of an object under that object's; what a round of publishing brings of one subject
/// is encrypted together. Destroying a subject's key, and the tags it
/// is found by, leaves nothing that could be opened or found. Safe for use by many threads.
final class Openings implements AutoCloseable {
    static final String FILE = "openings.db";

    private static final long A_MOMENT = 1_000_000; // nanoseconds

    private static final String NEXT = "SELECT next_entry FROM stored";
    private static final String WRAPPED = "SELECT wrapped_key FROM subject WHERE tag = ?";
    private static final String STORED_UP_TO = "UPDATE stored SET next_entry = ?";
    private static final String SETTLED_UP_TO = "UPDATE stored SET settled = max(settled, ?)";

    private static final Schema SCHEMA = new Schema(
            "ledger",
            List.of("""
                    CREATE TABLE subject (
                      tag BLOB NOT NULL PRIMARY KEY,
                      wrapped_key BLOB NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE opening (
                      entry INTEGER NOT NULL PRIMARY KEY,
                      actor_tag BLOB,
                      object_tag BLOB,
                      actor_sealed BLOB,
                      object_sealed BLOB
                    ) STRICT;
                    CREATE INDEX opening_actor ON opening (actor_tag, entry) WHERE actor_tag IS NOT NULL;
                    CREATE INDEX opening_object ON opening (object_tag, entry) WHERE object_tag IS NOT NULL;
                    CREATE TABLE stored (
                      one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
                      next_entry INTEGER NOT NULL
                    ) STRICT;
                    INSERT INTO stored (one, next_entry) VALUES (1, 0);
                    CREATE TABLE untold_shred (
                      id INTEGER NOT NULL PRIMARY KEY,
                      what TEXT NOT NULL,
                      openings INTEGER NOT NULL
                    ) STRICT;
                    """, "ALTER TABLE stored ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;", BundleTable.SCHEMA, """
                    ALTER TABLE untold_shred ADD COLUMN since INTEGER NOT NULL DEFAULT 9223372036854775807;
                    """));

    /// A shred whose entry has not been appended yet, as far as is known.
    ///
    /// @param since the entry that tells of it has no smaller index; `Long.MAX_VALUE` if there surely is none
    record Untold(long id, String what, long openings, long since) {}

    private final Catalog catalog;
    private final SubjectKeys keys;

    /// Held while a key that was read is used to store or is destroyed, so that nothing is stored under a key
    /// that is gone.
    private final ReentrantLock changing = new ReentrantLock();

    private Openings(Catalog catalog, SubjectKeys keys) {
        this.catalog = catalog;
        this.keys = keys;
    }

    static Openings open(Disk disk, Path folder, RootKey root, Salts random, InstantSource clock) {
        Catalog catalog = Catalog.open(disk, folder.resolve(FILE), List.of(SCHEMA), clock);
        return new Openings(catalog, new SubjectKeys(root, random));
    }

    /// The openings of all entries below this index are stored.
    long next() {
        return catalog.read(
                reader -> reader.first(NEXT, row -> row.number("next_entry")).orElseThrow());
    }

    /// What is wrong with the database as SQLite reads it; empty if nothing is.
    List<String> check() {
        return catalog.check();
    }

    /// What [#settled(long)] was told.
    long settled() {
        return catalog.read(reader -> reader.first("SELECT settled FROM stored", row -> row.number("settled"))
                .orElseThrow());
    }

    /// Writes down, durably, that every entry below this index has had its consequences.
    void settled(long upTo) {
        catalog.commit(transaction -> transaction.update(SETTLED_UP_TO, upTo));
    }

    /// Stores the openings of consecutive entries, durably. Those that are stored already are passed over.
    void store(List<Pending> entries) {
        changing.lock();
        try {
            long next = next();
            List<Pending> fresh =
                    entries.stream().filter(entry -> entry.index() >= next).toList();
            if (!fresh.isEmpty()) {
                storeFresh(fresh);
            }
        } finally {
            changing.unlock();
        }
    }

    private void storeFresh(List<Pending> entries) {
        List<OpeningRound.Owned> bundles = OpeningRound.bundles(entries, keys);
        Map<Tag, SecretKey> known =
                existing(bundles.stream().map(OpeningRound.Owned::owner).collect(Collectors.toSet()));
        Map<Tag, SecretKey> made = new HashMap<>();
        SubjectKeys.Sealer sealer = keys.sealer();
        List<BundleTable.Sealed> rows = new ArrayList<>(bundles.size());
        for (OpeningRound.Owned owned : bundles) {
            SecretKey key = known.get(owned.owner());
            rows.add(seal(owned, key != null ? key : made.computeIfAbsent(owned.owner(), _ -> keys.make()), sealer));
        }
        catalog.commit(transaction -> {
            for (Map.Entry<Tag, SecretKey> key : made.entrySet()) {
                byte[] wrapped = keys.wrap(key.getKey(), key.getValue());
                transaction.update(
                        "INSERT INTO subject (tag, wrapped_key) VALUES (?, ?)",
                        key.getKey().bytes(),
                        wrapped);
            }
            for (BundleTable.Sealed row : rows) {
                BundleTable.insert(transaction, row);
            }
            return transaction.update(STORED_UP_TO, entries.getLast().index() + 1);
        });
        made.forEach(keys::keep);
    }

    private static BundleTable.Sealed seal(OpeningRound.Owned owned, SecretKey key, SubjectKeys.Sealer sealer) {
        return BundleTable.Sealed.of(
                owned, bound -> sealer.seal(key, bound, owned.bundle().encode()));
    }

    private Optional<SecretKey> existing(Tag tag) {
        return Optional.ofNullable(existing(Set.of(tag)).get(tag));
    }

    /// The keys of those of these subjects that have one.
    private Map<Tag, SecretKey> existing(Set<Tag> tags) {
        long readAfter = keys.forgotten();
        Map<Tag, SecretKey> found = new HashMap<>();
        tags.forEach(tag -> keys.kept(tag).ifPresent(key -> found.put(tag, key)));
        if (found.size() < tags.size()) {
            Set<Tag> others = new HashSet<>(tags);
            others.removeAll(found.keySet());
            wrapped(others).forEach((tag, wrapped) -> found.put(tag, keys.unwrap(tag, wrapped, readAfter)));
        }
        return found;
    }

    private Map<Tag, byte[]> wrapped(Set<Tag> tags) {
        return catalog.read(reader -> {
            Map<Tag, byte[]> stored = new HashMap<>();
            for (Tag tag : tags) {
                reader.first(WRAPPED, row -> row.bytes("wrapped_key"), (Object) tag.bytes())
                        .ifPresent(wrapped -> stored.put(tag, wrapped));
            }
            return stored;
        });
    }

    /// The opening of the entry `index`, as far as it is stored and not shredded.
    Optional<SaltedOpening> find(long index) {
        List<BundleTable.Sealed> bundles = catalog.read(reader -> BundleTable.with(reader, index));
        return bundles.stream()
                .flatMap(row -> unseal(row).flatMap(bundle -> bundle.opening(index)).stream())
                .reduce(SaltedOpening::with)
                .or(() -> findFormer(index));
    }

    private Optional<SaltedOpening> findFormer(long index) {
        return catalog.read(reader -> FormerOpenings.find(reader, index))
                .flatMap(row -> row.unseal(keys.nobody(), this::openFormer));
    }

    /// The stored entries that tell of `subject`, newest first.
    List<Long> entriesOf(Subject subject, long before, int max) {
        Tag tag = keys.tag(subject);
        return catalog.read(reader -> {
            List<Long> found =
                    new ArrayList<>(BundleTable.entriesOf(reader, tag, OpeningPart.of(subject.kind()), before, max));
            if (found.size() < max) {
                found.addAll(FormerOpenings.entriesOf(reader, subject.kind(), tag, before, max - found.size()));
            }
            return found;
        });
    }

    private Optional<OpeningBundle> unseal(BundleTable.Sealed row) {
        return existing(row.owner()).map(key -> {
            try {
                byte[] plain = SubjectKeys.open(key, row.bound(), row.content());
                return OpeningBundle.decode(row.part(), row.indexes(), plain);
            } catch (GeneralSecurityException | BufferUnderflowException | IllegalArgumentException e) {
                throw damaged(row.first(), e);
            }
        });
    }

    private Optional<SaltedOpening> openFormer(Tag owner, long index, OpeningPart part, byte[] sealed) {
        return existing(owner).map(key -> {
            try {
                return SaltedOpening.decode(ByteBuffer.wrap(SubjectKeys.openFormer(key, index, part, sealed)));
            } catch (GeneralSecurityException | BufferUnderflowException e) {
                throw damaged(index, e);
            }
        });
    }

    private static AmanaException damaged(long index, Exception e) {
        return new AmanaException(ErrorCode.CORRUPT, "the opening of entry " + index + " is damaged", e);
    }

    /// Destroys the key of `subject` and all that it opened or was found by, on disk too.
    ///
    /// @param since the next entry's index, or a smaller one
    /// @return what is to be told in an entry; until [#told] the database remembers it
    Untold shred(Subject subject, long since) {
        Tag tag = keys.tag(subject);
        Untold untold = destroy(subject, tag, since);
        while (!catalog.checkpoint()) { // without the lock: the publisher goes on
            LockSupport.parkNanos(A_MOMENT); // a query holds the old pages
        }
        return untold;
    }

    private Untold destroy(Subject subject, Tag tag, long since) {
        changing.lock();
        try {
            Untold untold = catalog.commit(transaction -> shred(transaction, subject.kind(), tag, since));
            keys.forget(tag);
            return untold;
        } finally {
            changing.unlock();
        }
    }

    private static Untold shred(Transaction transaction, Subject.Kind kind, Tag tag, long since) throws SQLException {
        transaction.update("DELETE FROM subject WHERE tag = ?", (Object) tag.bytes());
        long openings = BundleTable.delete(transaction, tag, OpeningPart.of(kind))
                + FormerOpenings.shred(transaction, kind, tag);
        return transaction
                .first(
                        "INSERT INTO untold_shred (what, openings, since) VALUES (?, ?, ?)"
                                + " RETURNING id, what, openings, since",
                        Openings::untold,
                        kind.label(),
                        openings,
                        since)
                .orElseThrow();
    }

    /// Shreds whose entries were lost in a crash, or never appended, or may not be known to have been.
    List<Untold> untold() {
        return catalog.read(reader ->
                reader.list("SELECT id, what, openings, since FROM untold_shred ORDER BY id", Openings::untold));
    }

    private static Untold untold(Row row) throws SQLException {
        return new Untold(row.number("id"), row.text("what"), row.number("openings"), row.number("since"));
    }

    /// The entry that tells of this shred is durable.
    void told(Untold untold) {
        catalog.commit(
                transaction -> transaction.update("DELETE FROM untold_shred WHERE id = ?", (Object) untold.id()));
    }

    /// There is no entry yet that tells of this shred.
    void missed(Untold untold) {
        catalog.commit(transaction ->
                transaction.update("UPDATE untold_shred SET since = ? WHERE id = ?", Long.MAX_VALUE, untold.id()));
    }

    /// Writes a copy of the database, as one commit left it, to `target`, durably.
    void copyTo(Path target) {
        catalog.copyTo(target);
    }

    @Override
    public void close() {
        catalog.close();
    }
}
