package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Planned;
import org.amana.policy.Restraint;
import org.amana.store.Change;
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
        Replacement replacement = replacement(false);
        long length = received.length();
        return Planned.of(replacement.amounts(length), replacement.restraint(), permit -> {
            received.await();
            PagesWritten written = commit(
                    permit,
                    tx -> replacement.put(tx, Optional.of(received.places()), received.md5(), received.crc64()));
            received.kept();
            return written;
        });
    }

    Planned<PagesWritten> planned() {
        Replacement replacement = replacement(true);
        return Planned.of(
                new Amounts(0, 0, -replacement.allocated(), 1, 0),
                replacement.restraint(),
                permit -> commit(
                        permit, tx -> replacement.put(tx, Optional.empty(), Optional.empty(), Optional.empty())));
    }

    /// Looks at what is to be replaced, and prepares that it can be.
    ///
    /// @param clears whether nothing comes in its place
    Replacement replacement(boolean clears) {
        InPlace inPlace = look();
        long first = command.range().first();
        long end = command.range().last() + 1;
        Removal removal = new Removal(parts, inPlace.row(), first, end, clears);
        if (clears) {
            removal.prepare();
        }
        return new Replacement(inPlace, removal, RangeRows.allocated(parts.catalog(), inPlace.row(), first, end));
    }

    private PagesWritten commit(Permit permit, Change<PagesWritten> change) {
        return parts.commits().commit(box, permit, 0, change);
    }

    /// What is to be done, as planned; the blob is locked until it is done.
    final class Replacement {
        private final InPlace inPlace;
        private final Removal removal;
        private final long allocated;

        private Replacement(InPlace inPlace, Removal removal, long allocated) {
            this.inPlace = inPlace;
            this.removal = removal;
            this.allocated = allocated;
        }

        /// How many bytes of the range are kept now.
        long allocated() {
            return allocated;
        }

        /// @param length bytes that are written
        Amounts amounts(long length) {
            return Amounts.accepted(length, length - allocated);
        }

        Optional<Restraint> restraint() {
            return inPlace.restraint();
        }

        /// @param places of the new pages, empty to clear the old ones
        PagesWritten put(Transaction tx, Optional<Places> places, Optional<Md5> md5, Optional<Crc64> crc64)
                throws SQLException {
            BlobRow row = inPlace.again(tx);
            BlobKind.Page page = row.form().requirePage(command.blob());
            long version = parts.versions().next(tx);
            if (places.isPresent()) {
                removal.carryOutAtOnce(tx, version);
            } else {
                removal.carryOut(tx, version);
            }
            long kept =
                    page.allocated() - allocated + places.map(Places::length).orElse(0L);
            BlobRow written = row.amended(version, tx.now(), row.length(), page.withAllocated(kept));
            if (places.isPresent()) {
                ContentRange range = new ContentRange(command.range().first(), places.get());
                RangeRows.add(tx, parts.references(), written, range);
            }
            CurrentRows.amend(tx, written);
            parts.commits().amended(tx, box, written);
            return new PagesWritten(written.etag(), written.lastModified(), page.sequenceNumber(), md5, crc64);
        }
    }
}
