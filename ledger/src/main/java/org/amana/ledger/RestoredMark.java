package org.amana.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.amana.durable.Access;
import org.amana.durable.Disk;

/// Says that a ledger was put back from a backup and has not told so yet: the first entry after the next start does.
/// After a crash between that entry and the removal of this file, the entry is found and not appended again. Format:
/// `docs/formats/ledger-files.md`.
///
/// @param since Unix seconds of the backup
/// @param lost entries that had been signed and are not in the backup, as far as is known
public record RestoredMark(long since, long lost) {
    private static final String FILE = "restored";
    private static final byte[] MAGIC = "AMANARST".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    /// Leaves the mark in a ledger that nobody has open.
    ///
    /// @param lost entries that had been signed and are given up; 0 if none are known
    public static void leave(Disk disk, Path ledgerFolder, Instant backup, long lost) {
        ByteBuffer content =
                ByteBuffer.allocate(16).putLong(backup.getEpochSecond()).putLong(lost);
        disk.replace(file(ledgerFolder), CheckedFile.bytes(MAGIC, VERSION, content), Access.PRIVATE);
    }

    static Optional<RestoredMark> read(Disk disk, Path ledgerFolder) {
        if (!disk.exists(file(ledgerFolder))) {
            return Optional.empty();
        }
        ByteBuffer content = CheckedFile.open(disk, file(ledgerFolder), MAGIC, VERSION);
        return Optional.of(new RestoredMark(content.getLong(), content.getLong()));
    }

    static void remove(Disk disk, Path ledgerFolder) {
        disk.delete(file(ledgerFolder));
        disk.syncDirectory(ledgerFolder.resolve(LedgerParts.PRIVATE));
    }

    /// What the log says of it.
    String reason() {
        return lost > 0 ? "restored-without-entries" : "restored";
    }

    /// How many entries the log says it is about.
    long count() {
        return Math.max(1, lost);
    }

    private static Path file(Path ledgerFolder) {
        return ledgerFolder.resolve(LedgerParts.PRIVATE).resolve(FILE);
    }
}
