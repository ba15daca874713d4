package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Restraint;
import org.amana.store.Catalog;
import org.amana.store.Places;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// What a write of content finds under a blob's name and puts aside: the blob as it was and its waiting blocks.
/// Seen while the blob is locked, and looked at again in the commit.
///
/// @param conditions that the write meets; the customer's key among them is that of the new content
/// @param keys that the new content lies under
/// @param before the blob as clients see it: one that has expired is none
/// @param replaced what lies under the name, though it may have expired
/// @param fate what becomes of what lies there
record Overwrite(
        BlobParts parts,
        Box box,
        BlobRef ref,
        Conditions conditions,
        ContentKeys keys,
        Optional<BlobRow> before,
        Optional<BlobRow> replaced,
        Optional<Staging> staging,
        Safeguards safeguards,
        Safeguards.Fate fate) {

    /// Which versions lie under a name.
    ///
    /// @param blob [#NONE] without a blob
    /// @param staging [#NONE] without waiting blocks
    private record Versions(long blob, long staging) {
        static final long NONE = -1;

        private static final String FIND =
                "SELECT ifnull((SELECT version FROM blob WHERE container_id = ? AND name = ?), -1) AS blob,"
                        + " ifnull((SELECT version FROM staging WHERE container_id = ? AND name = ?), -1) AS staging";

        private static Versions of(Row row) throws SQLException {
            return new Versions(row.number("blob"), row.number("staging"));
        }

        static Versions find(Reader reader, Box box, BlobName name) throws SQLException {
            return reader.first(FIND, Versions::of, box.id(), name.value(), box.id(), name.value())
                    .orElseThrow();
        }
    }

    /// All that one small query tells of a name.
    ///
    /// @param past whether there is anything of the past
    private record Name(Versions versions, boolean past) {
        private static final String FIND =
                Versions.FIND + ", EXISTS (SELECT 1 FROM snapshot WHERE container_id = ? AND name = ?) AS past";

        static Name find(Reader reader, Box box, BlobName name) throws SQLException {
            return reader.first(
                            FIND,
                            row -> new Name(Versions.of(row), row.number("past") != 0),
                            box.id(),
                            name.value(),
                            box.id(),
                            name.value(),
                            box.id(),
                            name.value())
                    .orElseThrow();
        }
    }

    /// Sees what is there and decides the conditions of the write. Most names are new, which one small query tells. The
    /// queries need not see the same commit: what decides is looked at again in the one that writes.
    ///
    /// @param kind of the new content
    /// @throws AmanaException the failures of conditions and leases; `INVALID_BLOB_TYPE` where there is a blob of
    ///     another type, or versions of one; as [EncryptionScopes#keys]
    static Overwrite of(BlobParts parts, Box box, BlobRef ref, Conditions conditions, BlobKind kind) {
        Catalog catalog = parts.catalog();
        ContentKeys keys = parts.scopes().keys(box, conditions);
        Name there = catalog.readOne(reader -> Name.find(reader, box, ref.name()));
        Optional<BlobRow> replaced = there.versions().blob() == Versions.NONE
                ? Optional.empty()
                : catalog.readOne(reader -> BlobRows.find(reader, box.id(), ref.name(), Snapshot.NONE));
        Instant now = parts.now();
        Safeguards safeguards = parts.safeguards(box);
        Overwrite overwrite = new Overwrite(
                parts,
                box,
                ref,
                conditions,
                keys,
                replaced.filter(row -> !row.keeping().isExpired(now)),
                replaced,
                there.versions().staging() == Versions.NONE
                        ? Optional.empty()
                        : catalog.readOne(reader -> StagingRows.find(reader, box.id(), ref.name())),
                safeguards,
                replaced.map(safeguards::fate).orElse(Safeguards.Fate.GONE));
        overwrite.require(kind);
        if (overwrite.before.isEmpty()) {
            overwrite.newestVersion(there.past()).ifPresent(it -> it.form().requireType(kind, ref));
        }
        return overwrite;
    }

    private void require(BlobKind kind) {
        if (before.isEmpty()) {
            requireConditionsOfNew();
            lease().requireForWrite(conditions.lease(), parts.now(), LeaseKind.BLOB);
        } else {
            BlobRow row = before.get();
            row.form().requireUsable(ref);
            requireLeaseAndConditions(row);
            row.keeping().requireOnline(ref);
            row.requireNoPendingCopy();
            row.form().requireType(kind, ref);
        }
    }

    /// Of what is no blob now. All versions are of one type (Azure: *Blob versioning*), so that what is deleted
    /// stays of its type until they are deleted too.
    private Optional<BlobRow> newestVersion(boolean past) {
        if (fate == Safeguards.Fate.PREVIOUS_VERSION) {
            return replaced; // it has expired
        }
        return past
                ? parts.catalog().readOne(reader -> SnapshotRows.newestVersion(reader, box.id(), ref.name()))
                : Optional.empty();
    }

    private Lease lease() {
        return Leases.of(before, staging);
    }

    private void requireConditionsOfNew() {
        if (staging.isPresent()) {
            Preconditions.requireForStaged(conditions, staging.get().lastModified(), ref);
        } else {
            Preconditions.requireForAbsent(conditions, ref);
        }
    }

    /// `If-None-Match: *` keeps nobody out who holds the lease, and says nothing to who shows a wrong one: so recorded
    /// answers of the service have it, and clients send it with every write that is not said to overwrite.
    private void requireLeaseAndConditions(BlobRow row) {
        boolean creates = conditions.ifNoneMatch() instanceof ETagCondition.Any;
        if (creates) {
            row.lease().requireForWrite(conditions.lease(), parts.now(), LeaseKind.BLOB);
        }
        boolean holds = creates && conditions.lease().isPresent();
        Preconditions.requireForCreate(conditions, holds, row.etag(), row.lastModified(), row.tags(), ref);
        if (!creates) {
            row.lease().requireForWrite(conditions.lease(), parts.now(), LeaseKind.BLOB);
        }
    }

    /// A blob is not copied over one whose lease ends by itself (Azure REST: *Copy Blob*).
    ///
    /// @throws AmanaException `INFINITE_LEASE_REQUIRED`
    Overwrite requireInfiniteLease() {
        lease().requireInfinite(parts.now(), LeaseKind.BLOB);
        return this;
    }

    /// Why the blob as it was must stay, unless it does as a previous version.
    Optional<Restraint> restraint() {
        return fate == Safeguards.Fate.PREVIOUS_VERSION
                ? Optional.empty()
                : replaced.flatMap(row -> row.keeping().restraint(parts.now()));
    }

    /// How much less there is when what is put aside is gone.
    long storedBytes() {
        return (fate.isKept() ? 0 : replaced.map(BlobRow::storedBytes).orElse(0L))
                + staging.map(Staging::bytes).orElse(0L);
    }

    /// How many blobs more there are afterwards.
    int newBlobs() {
        return replaced.isPresent() ? 0 : 1;
    }

    /// Puts new content of a block blob in place.
    ///
    /// @return the row as written
    BlobRow write(Transaction tx, NewBlob blob, BlobContent content) throws SQLException {
        BlobChange.Origin put = content.blocks().isEmpty() ? BlobChange.Origin.WHOLE : BlobChange.Origin.BLOCKS;
        return write(tx, blob, put, content.places().length(), _ -> Form.BLOCK, row -> {
            RowKey key = ContentRows.put(tx, row, content);
            parts.references().note(key, box.id(), content.places());
        });
    }

    /// Puts an append or page blob in place.
    ///
    /// @param length bytes, those of holes included
    /// @return the row as written
    BlobRow write(Transaction tx, NewBlob blob, BlobKind kind, long length, List<ContentRange> ranges)
            throws SQLException {
        return write(
                tx,
                blob,
                BlobChange.Origin.WHOLE,
                length,
                version -> new Form(kind, version),
                row -> ContentRows.put(tx, parts.references(), row, ranges));
    }

    private interface ContentWriter {
        void put(BlobRow row) throws SQLException;
    }

    /// @param put how it came about if it is no copy
    private BlobRow write(
            Transaction tx,
            NewBlob blob,
            BlobChange.Origin put,
            long length,
            LongFunction<Form> form,
            ContentWriter content)
            throws SQLException {
        requireUnchanged(tx);
        Optional<Places> old = placesToRelease(tx);
        VersionId versionId = putAside(tx);
        long version = parts.versions().next(tx);
        BlobRow row = new BlobRow(
                        box.id(),
                        ref.name(),
                        Snapshot.NONE,
                        Stamps.written(version, before.map(BlobRow::created).orElse(tx.now()), tx.now()),
                        length,
                        form.apply(version),
                        blob.description(),
                        lease().afterWrite(tx.now()),
                        blob.copy(),
                        blob.keeping(tx.now(), before.map(BlobRow::keeping).orElse(Keeping.NONE)),
                        Standing.BLOB.withVersion(versionId))
                .closed(conditions)
                .inScope(keys.scope());
        content.put(row);
        TagIndex.follow(tx, box.id(), ref.name(), replaced.map(BlobRow::tags).orElse(Tags.NONE), row.tags());
        if (replaced.isPresent()) {
            ContentRows.forget(tx, replaced.get());
        }
        if (staging.isPresent()) {
            StagingRows.drop(tx, staging.get());
        }
        old.ifPresent(places -> parts.extents().released(places));
        BlobChange.Origin origin = blob.copy().isPresent() ? BlobChange.Origin.COPY : put;
        parts.commits().written(tx, box, row, replaced.isPresent(), origin);
        return row;
    }

    /// The lock keeps everybody out since planning; if something changed all the same, the figures in the
    /// ledger would be wrong, so nothing is done.
    private void requireUnchanged(Transaction tx) throws SQLException {
        Versions seen = new Versions(
                replaced.map(BlobRow::version).orElse(Versions.NONE),
                staging.map(Staging::version).orElse(Versions.NONE));
        if (!Versions.find(tx, box, ref.name()).equals(seen)) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, "blob " + ref + " changed while it was being written");
        }
    }

    /// Keeps what was there, where it is to be kept.
    ///
    /// @return the version that the new content is
    private VersionId putAside(Transaction tx) throws SQLException {
        if (replaced.isPresent() && fate != Safeguards.Fate.PREVIOUS_VERSION) {
            replaced.get().keeping().requireFree(tx.now(), ref);
        }
        return new Aside(parts, box, safeguards).beforeWrite(tx, ref.name(), replaced, fate);
    }

    /// The places that are no more referred to, unless something of the past shares them.
    private Optional<Places> placesToRelease(Transaction tx) throws SQLException {
        return replaced.isEmpty() || fate.isKept() || SnapshotRows.hasPast(tx, box.id(), ref.name())
                ? Optional.empty()
                : Optional.of(ContentRows.toRelease(tx, replaced.get()));
    }
}
