package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// Undelete Blob: all that is deleted of a name and still kept is back. Where there is a blob of the name already,
/// what was a blob is back as a snapshot of it, and so are all but the last of several. Versions come back as previous
/// ones: none becomes the blob by itself (Azure: *Soft delete for blobs*).
record UndeleteBlobPlan(BlobParts parts, UndeleteBlob command) implements Plan<Undeleted> {
    @Override
    public Planned<Undeleted> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            Kept kept = parts.catalog().read(reader -> find(reader, box));
            return Planned.of(
                    Amounts.touched(kept.deleted().size()),
                    permit -> parts.commits()
                            .commit(box, permit, kept.blob().isPresent() ? 1 : 0, tx -> bringBack(tx, box, kept)));
        });
    }

    /// @param blob of what is deleted, what becomes the blob
    private record Kept(List<BlobRow> deleted, Optional<BlobRow> blob) {}

    private Kept find(Reader reader, Box box) throws SQLException {
        BlobRef ref = command.blob();
        List<BlobRow> past = SnapshotRows.past(reader, box.id(), ref.name());
        Optional<BlobRow> there = BlobRows.find(reader, box.id(), ref.name(), Snapshot.NONE);
        if (there.isEmpty() && past.isEmpty()) {
            throw BlobParts.notFound(ref);
        }
        if (there.isPresent() && there.get().keeping().isExpired(parts.now())) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, "blob " + ref + " has expired and is being cleared away");
        }
        List<BlobRow> deleted = past.stream()
                .filter(row -> row.standing()
                        .deletion()
                        .filter(it -> it.until().isAfter(parts.now()))
                        .isPresent())
                .toList();
        Optional<BlobRow> blob = there.isPresent()
                ? Optional.empty()
                : deleted.reversed().stream()
                        .filter(row -> row.standing().kind() == Standing.Kind.BLOB)
                        .findFirst();
        return new Kept(deleted, blob);
    }

    private Undeleted bringBack(Transaction tx, Box box, Kept kept) throws SQLException {
        for (BlobRow row : kept.deleted()) {
            if (kept.blob().filter(row::equals).isPresent()) {
                BlobRows.putBack(tx, row);
            } else {
                Standing standing = row.standing().kind() == Standing.Kind.VERSION
                        ? row.standing().undeleted()
                        : Standing.SNAPSHOT;
                BlobRows.keep(tx, row.standingAs(standing));
            }
        }
        if (kept.blob().isPresent()) {
            BlobRow blob = kept.blob().get().asBlob();
            TagIndex.follow(tx, box.id(), blob.name(), Tags.NONE, blob.tags());
            note(tx, box, blob);
            parts.commits().returned(tx, box, blob);
        }
        int blobs = kept.blob().isPresent() ? 1 : 0;
        return new Undeleted(blobs, kept.deleted().size() - blobs);
    }

    private void note(Transaction tx, Box box, BlobRow blob) throws SQLException {
        if (parts.references().isWalking()) {
            RowKey key = new RowKey.OfBlob(box.id(), blob.name().value());
            parts.references().note(key, box.id(), ContentRows.toRelease(tx, blob));
        }
    }
}
