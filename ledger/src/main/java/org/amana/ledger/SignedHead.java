package org.amana.ledger;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.Hash;
import org.amana.verifier.MalformedException;
import org.amana.verifier.VerifierKey;

/// What the signer of a ledger has written down last. Whoever keeps the ledger's folder can hold the public log
/// against it, while a server runs or not: a log that was cut back to an earlier checkpoint is whole to everybody
/// else.
///
/// @param key the log's own
/// @param checkpoint size and root of the tree signed last, or about to be
public record SignedHead(VerifierKey key, Checkpoint checkpoint) {
    /// Reads it from the ledger in `folder`, without opening that.
    ///
    /// @throws AmanaException `CORRUPT` if it is damaged or missing
    public static SignedHead of(Disk disk, Path folder) {
        Path privateFolder = folder.resolve(LedgerParts.PRIVATE);
        return read(disk, privateFolder.resolve(Signer.KEY_FILE), privateFolder.resolve(Signer.SIGNED_FILE));
    }

    static SignedHead read(Disk disk, Path keyFile, Path signedFile) {
        if (!disk.exists(keyFile)) {
            throw new AmanaException(ErrorCode.CORRUPT, keyFile + " is missing");
        }
        if (!disk.exists(signedFile)) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    signedFile + " is missing: without it nobody knows what " + keyFile + " has signed");
        }
        VerifierKey key = verifierKey(
                keyFile, CheckedFile.text(CheckedFile.open(disk, keyFile, Signer.KEY_MAGIC, Signer.VERSION)));
        ByteBuffer memory = CheckedFile.open(disk, signedFile, Signer.SIGNED_MAGIC, Signer.VERSION);
        long size = memory.getLong();
        return new SignedHead(key, new Checkpoint(key.name(), size, Hash.of(CheckedFile.rest(memory))));
    }

    private static VerifierKey verifierKey(Path file, String text) {
        try {
            return VerifierKey.parse(text);
        } catch (MalformedException e) {
            throw new AmanaException(ErrorCode.CORRUPT, file + ": " + e.message(), e);
        }
    }
}
