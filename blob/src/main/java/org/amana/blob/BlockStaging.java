package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Planned;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// Puts a block with bytes that are in extents already among those that wait.
///
/// @param keys that its bytes lie under
record BlockStaging(BlobParts parts, Box box, BlobRef ref, BlockId id, Conditions conditions, ContentKeys keys) {
    /// @throws AmanaException as [EncryptionScopes#keys]
    static BlockStaging of(BlobParts parts, Box box, BlobRef ref, BlockId id, Conditions conditions) {
        return new BlockStaging(parts, box, ref, id, conditions, parts.scopes().keys(box, conditions));
    }

    Hold lock() {
        return parts.locks().block(box.id(), ref.name(), id);
    }

    /// Fails where the block could not be put now.
    ///
    /// @return bytes of a waiting block of this id, which the new one replaces
    long look() {
        return parts.catalog().read(reader -> {
            Optional<BlobRow> blob = parts.find(reader, box, ref);
            blob.ifPresent(it -> it.form().requireBlock(ref));
            blob.ifPresent(row -> row.keeping().requireOnline(ref));
            blob.ifPresent(BlobRow::requireNoPendingCopy);
            Optional<Staging> staging = StagingRows.find(reader, box.id(), ref.name());
            Leases.of(blob, staging).requireForWrite(conditions.lease(), parts.now(), LeaseKind.BLOB);
            return staging.isPresent() ? replaced(reader, staging.get()) : 0L;
        });
    }

    Planned<BlockWritten> planned(Received received) {
        long stored = received.length() - look();
        return Planned.of(Amounts.accepted(received.length(), stored), permit -> carryOut(permit, received));
    }

    private BlockWritten carryOut(Permit permit, Received received) {
        received.await();
        StagingRows.StagedBlock block = new StagingRows.StagedBlock(id, received.length(), received.places());
        BlockWritten written = parts.commits().commit(box, permit, 0, tx -> {
            stage(tx, block, permit.amounts().stored());
            return new BlockWritten(received.md5(), received.crc64());
        });
        received.kept();
        return written;
    }

    /// @param stored change of the waiting bytes as planned
    void stage(Transaction tx, StagingRows.StagedBlock block, long stored) throws SQLException {
        Optional<Staging> found = StagingRows.find(tx, box.id(), ref.name());
        Staging staging = found.isPresent()
                ? found.get()
                : StagingRows.begin(
                        tx, box.id(), ref.name(), id.length(), parts.versions().next(tx), keys);
        boolean isNew = StagingRows.blockSize(tx, staging.id(), id).isEmpty();
        long replaced = replaced(tx, staging);
        if (block.size() - replaced != stored) {
            throw new AmanaException(
                    ErrorCode.SERVER_BUSY, "block " + id + " of " + ref + " changed while it was being put");
        }
        StagingRows.putBlock(tx, staging.id(), block);
        parts.references().note(new RowKey.OfBlock(staging.id(), id.value()), box.id(), block.places());
        StagingRows.update(tx, staging.grown(parts.versions().next(tx), tx.now(), isNew ? 1 : 0, stored));
    }

    private long replaced(Reader reader, Staging staging) throws SQLException {
        keys.requireThoseOf(staging.customerKey(), staging.scope(), ref);
        if (staging.blocks() > 0 && staging.idLength() != id.length()) {
            throw new AmanaException(
                    ErrorCode.INVALID_BLOB_OR_BLOCK,
                    "block " + id + " of " + ref + ": its id has " + id.length() + " bytes, those of its siblings "
                            + staging.idLength());
        }
        var size = StagingRows.blockSize(reader, staging.id(), id);
        if (size.isEmpty() && staging.blocks() >= PutBlock.MOST_UNCOMMITTED) {
            throw new AmanaException(
                    ErrorCode.BLOCK_COUNT_EXCEEDED,
                    "blob " + ref + " has " + staging.blocks() + " uncommitted blocks, and may not have more");
        }
        return size.orElse(0);
    }
}
