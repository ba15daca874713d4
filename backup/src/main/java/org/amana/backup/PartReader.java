package org.amana.backup;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Sha256;

/// Reads the parts of one backup, each held against its digest. What cannot be read while the depot itself can is
/// damaged; a depot that has gone says nothing about what lies in it.
final class PartReader {
    private static final int PIECE = 1 << 20;

    private final Depot depot;
    private final Shelf shelf;
    private final Manifest manifest;

    PartReader(Depot depot, Shelf shelf, Manifest manifest) {
        this.depot = depot;
        this.shelf = shelf;
        this.manifest = manifest;
    }

    /// Takes bytes of a part, by where in it they lie.
    @FunctionalInterface
    interface Placed {
        /// @param bytes valid only during the call
        void accept(ByteBuffer bytes, long at);
    }

    /// What the taker of the bytes threw, which is no fault of the depot's.
    private static final class NotTaken extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        private final AmanaException failure;

        NotTaken(AmanaException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /// Reads a part and compares it with its digest at the end.
    ///
    /// @throws AmanaException `CORRUPT` naming the object and the file that it is for; what the sink threw
    void read(Part part, Depot.Sink sink) {
        MessageDigest digest = Sha256.digest();
        try {
            depot.read(part.object(), part.offset(), part.length(), bytes -> {
                digest.update(bytes.duplicate());
                sink.accept(bytes);
            });
        } catch (AmanaException e) {
            throw e.code() == ErrorCode.CORRUPT
                    ? new AmanaException(ErrorCode.CORRUPT, e.message() + ", for " + part.path(), e)
                    : e;
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
            throw new AmanaException(
                    ErrorCode.CORRUPT,
                    depot + "/" + part.object() + " is damaged: its " + part.length() + " bytes from " + part.offset()
                            + " on, for " + part.path() + ", are not what was written");
        }
    }

    /// The same for whoever goes on behind a damaged part.
    ///
    /// @return what is wrong with it; the sink has got all of it, or its beginning
    /// @throws AmanaException if the depot has gone; what the sink threw
    Optional<String> damage(Part part, Depot.Sink sink) {
        try {
            read(part, bytes -> take(() -> sink.accept(bytes)));
            return Optional.empty();
        } catch (NotTaken e) {
            throw e.failure;
        } catch (AmanaException e) {
            requireDepot();
            return Optional.of(e.message());
        }
    }

    /// Reads what can be read of a damaged part, a piece at a time.
    ///
    /// @param from where in the part to begin
    /// @param sink gets no piece that cannot be read
    void salvage(Part part, long from, Placed sink) {
        long there = Math.min(part.length(), shelf.length(part.object()) - part.offset());
        for (long at = from; at < there; at += PIECE) {
            salvagePiece(part, at, Math.min(PIECE, there - at), sink);
        }
    }

    private void salvagePiece(Part part, long from, long length, Placed sink) {
        long[] at = {from};
        try {
            depot.read(part.object(), part.offset() + from, length, bytes -> {
                int taken = bytes.remaining();
                take(() -> sink.accept(bytes, at[0]));
                at[0] += taken;
            });
        } catch (NotTaken e) {
            throw e.failure;
        } catch (AmanaException _) {
            requireDepot(); // the next piece may be readable
        }
    }

    private static void take(Runnable taking) {
        try {
            taking.run();
        } catch (AmanaException e) {
            throw new NotTaken(e);
        }
    }

    private void requireDepot() {
        depot.read(manifest.object(), 0, 1, _ -> {});
    }
}
