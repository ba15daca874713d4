package org.amana.backup;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.amana.verifier.Sha256;

/// An object of a depot in the making, into which pieces are written one behind the other: each begins with
/// [#begin], and is told by the [Part] that [#end] returns. The object appears with [#finish]; closed before,
/// it never does.
final class Pack implements AutoCloseable {
    private final String name;
    private final Depot.Writing object;
    private final MessageDigest digest = Sha256.digest();
    private long at;
    private long begun;

    Pack(Depot depot, String name) {
        this.name = name;
        this.object = depot.write(name);
    }

    void begin() {
        begun = at;
        digest.reset();
    }

    void write(ByteBuffer content) {
        digest.update(content.duplicate());
        at += content.remaining();
        object.write(content);
    }

    /// @param path of the file that the piece is of, as in a manifest
    Part end(String path) {
        return new Part(HexFormat.of().formatHex(digest.digest()), at - begun, name, begun, path);
    }

    void finish() {
        object.finish();
    }

    @Override
    public void close() {
        object.close();
    }
}
