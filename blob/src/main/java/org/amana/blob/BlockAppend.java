package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Planned;
import org.amana.store.Places;
import org.amana.store.Transaction;

/// Puts bytes that are in extents already at the end of an append blob.
///
/// @param keys that they lie under
record BlockAppend(BlobParts parts, Box box, AppendBlock command, ContentKeys keys) {
    /// @throws org.amana.kernel.AmanaException as [EncryptionScopes#keys]
    static BlockAppend of(BlobParts parts, Box box, AppendBlock command) {
        return new BlockAppend(parts, box, command, parts.scopes().keys(box, command.conditions()));
    }

    Hold lock() {
        return parts.locks().blob(box.id(), command.blob().name());
    }

    /// The blob, if so many bytes may be appended to it now.
    InPlace look(long bytes) {
        InPlace inPlace = InPlace.of(parts, box, command.blob());
        command.requireAppendable(inPlace, keys, bytes);
        return inPlace;
    }

    Planned<BlockAppended> planned(Received received) {
        InPlace inPlace = look(received.length());
        return Planned.of(
                Amounts.accepted(received.length(), received.length()),
                inPlace.restraint(),
                permit -> carryOut(permit, inPlace, received));
    }

    private BlockAppended carryOut(Permit permit, InPlace inPlace, Received received) {
        received.await();
        BlockAppended appended = parts.commits()
                .commit(box, permit, 0, tx -> append(tx, inPlace, received.places(), received.md5(), received.crc64()));
        received.kept();
        return appended;
    }

    BlockAppended append(Transaction tx, InPlace inPlace, Places places, Optional<Md5> md5, Optional<Crc64> crc64)
            throws SQLException {
        BlobRow row = inPlace.again(tx);
        BlobKind.Append kind = row.form().requireAppend(command.blob()).grown();
        BlobRow grown = row.amended(parts.versions().next(tx), tx.now(), row.length() + places.length(), kind);
        RangeRows.add(tx, parts.references(), grown, new ContentRange(row.length(), places));
        CurrentRows.amend(tx, grown);
        parts.commits().amended(tx, box, grown);
        return new BlockAppended(grown.etag(), grown.lastModified(), row.length(), kind.blocks(), md5, crc64);
    }
}
