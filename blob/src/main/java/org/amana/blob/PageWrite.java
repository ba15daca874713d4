package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Planned;
import org.amana.store.Places;
import org.amana.store.Transaction;

/// Puts bytes that are in extents already in place of pages, or nothing.
///
/// @param keys that they lie under
record PageWrite(BlobParts parts, Box box, PutPages command, ContentKeys keys) {
    /// @throws org.amana.kernel.AmanaException as [EncryptionScopes#keys]
    static PageWrite of(BlobParts parts, Box box, PutPages command) {
        return new PageWrite(parts, box, command, parts.scopes().keys(box, command.conditions()));
    }

    Hold lock() {
        return parts.locks().blob(box.id(), command.blob().name());
    }

    /// The blob, if the pages may be written now.
    InPlace look() {
        InPlace inPlace = InPlace.of(parts, box, command.blob());
        command.requireWritable(inPlace, keys);
        return inPlace;
    }

    Planned<PagesWritten> planned(Received received) {
        InPlace inPlace = look();
        long length = received.length();
        return Planned.of(Amounts.accepted(length, length - allocated(inPlace)), inPlace.restraint(), permit -> {
            received.await();
            PagesWritten written = commit(
                    permit, tx -> put(tx, inPlace, Optional.of(received.places()), received.md5(), received.crc64()));
            received.kept();
            return written;
        });
    }

    Planned<PagesWritten> planned() {
        InPlace inPlace = look();
        return Planned.of(
                new Amounts(0, 0, -allocated(inPlace), 1, 0),
                inPlace.restraint(),
                permit -> commit(permit, tx -> put(tx, inPlace, Optional.empty(), Optional.empty(), Optional.empty())));
    }

    /// How many bytes of the range are kept now.
    long allocated(InPlace inPlace) {
        return parts.catalog()
                .read(reader -> RangeRows.allocated(
                        reader,
                        inPlace.row(),
                        command.range().first(),
                        command.range().last() + 1));
    }

    private PagesWritten commit(Permit permit, org.amana.store.Change<PagesWritten> change) {
        return parts.commits().commit(box, permit, 0, change);
    }

    /// @param places of the new pages, empty to clear the old ones
    PagesWritten put(Transaction tx, InPlace inPlace, Optional<Places> places, Optional<Md5> md5, Optional<Crc64> crc64)
            throws SQLException {
        BlobRow row = inPlace.again(tx);
        BlobKind.Page page = row.form().requirePage(command.blob());
        long first = command.range().first();
        long version = parts.versions().next(tx);
        long end = command.range().last() + 1;
        long cleared = places.isPresent()
                ? RangeRows.remove(tx, parts, row, first, end, version)
                : RangeRows.clear(tx, parts, row, first, end, version);
        long allocated = page.allocated() - cleared + places.map(Places::length).orElse(0L);
        BlobRow written = row.amended(version, tx.now(), row.length(), page.withAllocated(allocated));
        if (places.isPresent()) {
            RangeRows.add(tx, parts.references(), written, new ContentRange(first, places.get()));
        }
        BlobRows.amend(tx, written);
        parts.commits().amended(tx, box, written);
        return new PagesWritten(written.etag(), written.lastModified(), page.sequenceNumber(), md5, crc64);
    }
}
