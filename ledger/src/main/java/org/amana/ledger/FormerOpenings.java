package org.amana.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.ledger.SubjectKeys.Tag;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// Openings as they were stored before there were bundles: one row for each entry, sealed by itself. They are found and
/// shredded as ever; none are added.
final class FormerOpenings {
    private FormerOpenings() {}

    /// One row, still sealed.
    static final class Sealed {
        private final long index;
        private final Optional<Tag> actor;
        private final Optional<Tag> object;
        private final Optional<byte[]> actorPart;
        private final Optional<byte[]> objectPart;

        private Sealed(Row row) throws SQLException {
            index = row.number("entry");
            actor = row.optionalBytes("actor_tag").map(Tag::of);
            object = row.optionalBytes("object_tag").map(Tag::of);
            actorPart = row.optionalBytes("actor_sealed");
            objectPart = row.optionalBytes("object_sealed");
        }

        Optional<SaltedOpening> unseal(Tag nobody, Opener opener) {
            Optional<SaltedOpening> ofActor = actorPart.flatMap(
                    content -> opener.open(actor.or(() -> object).orElse(nobody), index, OpeningPart.ACTOR, content));
            Optional<SaltedOpening> ofObject = object.flatMap(
                    tag -> objectPart.flatMap(content -> opener.open(tag, index, OpeningPart.OBJECT, content)));
            return ofActor.isPresent() && ofObject.isPresent()
                    ? Optional.of(ofActor.get().with(ofObject.get()))
                    : ofActor.or(() -> ofObject);
        }
    }

    /// Opens what is sealed under the key of a subject, while there is such a key.
    interface Opener {
        Optional<SaltedOpening> open(Tag owner, long index, OpeningPart part, byte[] sealed);
    }

    static Optional<Sealed> find(Reader reader, long index) throws SQLException {
        return reader.first("SELECT * FROM opening WHERE entry = ?", Sealed::new, (Object) index);
    }

    /// The entries that tell of a subject, newest first.
    static List<Long> entriesOf(Reader reader, Subject.Kind kind, Tag tag, long before, int max) throws SQLException {
        String query = switch (kind) {
            case ACTOR -> "SELECT entry FROM opening WHERE actor_tag = ? AND entry < ? ORDER BY entry DESC LIMIT ?";
            case OBJECT -> "SELECT entry FROM opening WHERE object_tag = ? AND entry < ? ORDER BY entry DESC LIMIT ?";
        };
        return reader.list(query, row -> row.number("entry"), tag.bytes(), before, max);
    }

    /// Deletes what the key of a subject opened, and what it was found by.
    ///
    /// @return how many openings that were
    static int shred(Transaction transaction, Subject.Kind kind, Tag tag) throws SQLException {
        int openings = switch (kind) {
            case ACTOR ->
                transaction.update(
                        "UPDATE opening SET actor_tag = NULL, actor_sealed = NULL WHERE actor_tag = ?",
                        (Object) tag.bytes());
            case OBJECT ->
                transaction.update(
                        "UPDATE opening SET object_tag = NULL, object_sealed = NULL,"
                                + " actor_sealed = CASE WHEN actor_tag IS NULL THEN NULL ELSE actor_sealed END"
                                + " WHERE object_tag = ?",
                        (Object) tag.bytes());
        };
        transaction.update("DELETE FROM opening WHERE actor_sealed IS NULL AND object_sealed IS NULL");
        return openings;
    }
}
