package org.amana.ledger;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
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
/// that actor's key, what tells of an object under that object's. Destroying a subject's key, and the tags it
/// is found by, leaves nothing that could be opened or found. Safe for use by many threads.
final class Openings implements AutoCloseable {
    /// Who acted, from where and in which case. Of an unknown actor this belongs to the object, or else to nobody.
    private static final int ACTOR_PART = 0b1101;

    private static final int OBJECT_PART = 0b0010;

    static final String FILE = "openings.db";

    private static final long A_MOMENT = 1_000_000; // nanoseconds

    private static final String NEXT = "SELECT next_entry FROM stored";
    private static final String STORED_UP_TO = "UPDATE stored SET next_entry = ?";
    private static final String SETTLED_UP_TO = "UPDATE stored SET settled = max(settled, ?)";

    private static final Schema SCHEMA =
            new Schema("ledger", List.of("""
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
                    """, "ALTER TABLE stored ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;"));

    /// A shred whose entry has not been appended yet.
    record Untold(long id, String what, long openings) {}

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

    /// What [#settled(long)] was told.
    long settled() {
        return catalog.read(reader -> reader.first("SELECT settled FROM stored", row -> row.number("settled"))
                .orElseThrow());
    }

    /// Writes down, durably, that every entry below this index has had its consequences.
    void settled(long upTo) {
        catalog.commit(transaction -> transaction.update(SETTLED_UP_TO, upTo));
    }

    /// One row of the table.
    private static final class Sealed {
        private long index;
        private Optional<Tag> actor = Optional.empty();
        private Optional<Tag> object = Optional.empty();
        private Optional<byte[]> actorPart = Optional.empty();
        private Optional<byte[]> objectPart = Optional.empty();
    }

    /// Stores the openings of consecutive entries, durably. Those that are stored already are passed over.
    void store(List<Pending> entries) {
        changing.lock();
        try {
            long next = next();
            SubjectKeys.Sealer sealer = new SubjectKeys.Sealer();
            Map<Tag, SecretKey> made = new HashMap<>();
            List<Sealed> rows = new ArrayList<>();
            for (Pending entry : entries) {
                if (entry.index() >= next && entry.opening().present() != 0) {
                    rows.add(seal(entry, sealer, made));
                }
            }
            long end =
                    entries.isEmpty() ? next : Math.max(next, entries.getLast().index() + 1);
            catalog.commit(transaction -> {
                for (Map.Entry<Tag, SecretKey> key : made.entrySet()) {
                    byte[] wrapped = keys.wrap(key.getKey(), key.getValue());
                    transaction.update(
                            "INSERT INTO subject (tag, wrapped_key) VALUES (?, ?)",
                            key.getKey().bytes(),
                            wrapped);
                }
                for (Sealed row : rows) {
                    insert(transaction, row);
                }
                return transaction.update(STORED_UP_TO, end);
            });
            made.forEach(keys::keep);
        } finally {
            changing.unlock();
        }
    }

    private Sealed seal(Pending entry, SubjectKeys.Sealer sealer, Map<Tag, SecretKey> made) {
        SaltedOpening opening = entry.opening();
        Sealed row = new Sealed();
        row.index = entry.index();
        row.actor = opening.opening().value("actor").map(name -> keys.tag(Subject.actor(name)));
        row.object = opening.opening().value("object").map(name -> keys.tag(Subject.object(name)));
        if ((opening.present() & ACTOR_PART) != 0) {
            SecretKey key = key(ownerOfActorPart(row), made);
            row.actorPart = Optional.of(sealer.seal(key, row.index, ACTOR_PART, opening.encode(ACTOR_PART)));
        }
        row.objectPart =
                row.object.map(tag -> sealer.seal(key(tag, made), row.index, OBJECT_PART, opening.encode(OBJECT_PART)));
        return row;
    }

    private Tag ownerOfActorPart(Sealed row) {
        return row.actor.or(() -> row.object).orElseGet(keys::nobody);
    }

    private SecretKey key(Tag tag, Map<Tag, SecretKey> made) {
        SecretKey fresh = made.get(tag);
        return fresh != null ? fresh : existing(tag).orElseGet(() -> made.computeIfAbsent(tag, _ -> keys.make()));
    }

    private Optional<SecretKey> existing(Tag tag) {
        long readAfter = keys.forgotten();
        return keys.kept(tag)
                .or(() -> catalog.readOne(reader -> reader.first(
                                "SELECT wrapped_key FROM subject WHERE tag = ?",
                                row -> row.bytes("wrapped_key"),
                                (Object) tag.bytes()))
                        .map(wrapped -> keys.unwrap(tag, wrapped, readAfter)));
    }

    private static void insert(Transaction transaction, Sealed row) throws SQLException {
        transaction.update(
                "INSERT INTO opening (entry, actor_tag, object_tag, actor_sealed, object_sealed) VALUES (?, ?, ?, ?, ?)",
                row.index,
                row.actor.map(Tag::bytes),
                row.object.map(Tag::bytes),
                row.actorPart,
                row.objectPart);
    }

    /// The opening of the entry `index`, as far as it is stored and not shredded.
    Optional<SaltedOpening> find(long index) {
        return catalog.read(reader ->
                        reader.first("SELECT * FROM opening WHERE entry = ?", Openings::sealed, (Object) index))
                .flatMap(this::unseal);
    }

    /// The stored entries that tell of `subject`, newest first.
    List<Long> entriesOf(Subject subject, long before, int max) {
        byte[] tag = keys.tag(subject).bytes();
        String query = switch (subject.kind()) {
            case ACTOR -> "SELECT entry FROM opening WHERE actor_tag = ? AND entry < ? ORDER BY entry DESC LIMIT ?";
            case OBJECT -> "SELECT entry FROM opening WHERE object_tag = ? AND entry < ? ORDER BY entry DESC LIMIT ?";
        };
        return catalog.read(reader -> reader.list(query, row -> row.number("entry"), tag, before, max));
    }

    private static Sealed sealed(Row row) throws SQLException {
        Sealed sealed = new Sealed();
        sealed.index = row.number("entry");
        sealed.actor = row.optionalBytes("actor_tag").map(Tag::of);
        sealed.object = row.optionalBytes("object_tag").map(Tag::of);
        sealed.actorPart = row.optionalBytes("actor_sealed");
        sealed.objectPart = row.optionalBytes("object_sealed");
        return sealed;
    }

    private Optional<SaltedOpening> unseal(Sealed row) {
        Optional<SaltedOpening> actorPart =
                row.actorPart.flatMap(part -> unseal(ownerOfActorPart(row), row.index, ACTOR_PART, part));
        Optional<SaltedOpening> objectPart =
                row.object.flatMap(tag -> row.objectPart.flatMap(part -> unseal(tag, row.index, OBJECT_PART, part)));
        return actorPart.isPresent() && objectPart.isPresent()
                ? Optional.of(actorPart.get().with(objectPart.get()))
                : actorPart.or(() -> objectPart);
    }

    private Optional<SaltedOpening> unseal(Tag owner, long index, int part, byte[] sealed) {
        return existing(owner).map(key -> {
            try {
                return SaltedOpening.decode(ByteBuffer.wrap(SubjectKeys.open(key, index, part, sealed)));
            } catch (BufferUnderflowException e) {
                throw new AmanaException(ErrorCode.CORRUPT, "the opening of entry " + index + " is cut short", e);
            }
        });
    }

    /// Destroys the key of `subject` and all that it opened or was found by, on disk too.
    ///
    /// @return what is to be told in an entry; until [#told] the database remembers it
    Untold shred(Subject subject) {
        Tag tag = keys.tag(subject);
        changing.lock();
        try {
            Untold untold = catalog.commit(transaction -> shred(transaction, subject, tag.bytes()));
            keys.forget(tag);
            while (!catalog.checkpoint()) {
                LockSupport.parkNanos(A_MOMENT); // a query holds the old pages
            }
            return untold;
        } finally {
            changing.unlock();
        }
    }

    private static Untold shred(Transaction transaction, Subject subject, byte[] tag) throws SQLException {
        transaction.update("DELETE FROM subject WHERE tag = ?", (Object) tag);
        int openings = switch (subject.kind()) {
            case ACTOR ->
                transaction.update(
                        "UPDATE opening SET actor_tag = NULL, actor_sealed = NULL WHERE actor_tag = ?", (Object) tag);
            case OBJECT ->
                transaction.update(
                        "UPDATE opening SET object_tag = NULL, object_sealed = NULL,"
                                + " actor_sealed = CASE WHEN actor_tag IS NULL THEN NULL ELSE actor_sealed END"
                                + " WHERE object_tag = ?",
                        (Object) tag);
        };
        transaction.update("DELETE FROM opening WHERE actor_sealed IS NULL AND object_sealed IS NULL");
        return transaction
                .first(
                        "INSERT INTO untold_shred (what, openings) VALUES (?, ?) RETURNING id, what, openings",
                        Openings::untold,
                        subject.kind().label(),
                        openings)
                .orElseThrow();
    }

    /// Shreds whose entries were lost in a crash, or never appended.
    List<Untold> untold() {
        return catalog.read(
                reader -> reader.list("SELECT id, what, openings FROM untold_shred ORDER BY id", Openings::untold));
    }

    private static Untold untold(Row row) throws SQLException {
        return new Untold(row.number("id"), row.text("what"), row.number("openings"));
    }

    /// The entry that tells of this shred is durable.
    void told(Untold untold) {
        catalog.commit(
                transaction -> transaction.update("DELETE FROM untold_shred WHERE id = ?", (Object) untold.id()));
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
