package org.amana.web.console;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.amana.durable.FileTrouble;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Entry;
import org.jspecify.annotations.Nullable;

/// The jar that checks the log and needs nothing but a JDK: the very one that the server runs on, for everybody. Safe
/// for many threads.
final class VerifierJar {
    private final Path place;
    private volatile byte @Nullable [] bytes; // read when they are first asked for

    /// @param place where it lies; a folder when the server runs from classes, and there is no jar then
    VerifierJar(Path place) {
        this.place = place;
    }

    /// Where the verifier of this server was loaded from.
    static Path ofThisServer() {
        CodeSource source = Entry.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Path.of("verifier.jar")
                    : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AmanaException(ErrorCode.INTERNAL, "the verifier lies at " + source.getLocation(), e);
        }
    }

    /// Its bytes, not to be changed; empty when there is none.
    Optional<byte[]> read() {
        byte[] known = bytes;
        if (known == null && Files.isRegularFile(place)) {
            known = load();
            bytes = known;
        }
        return Optional.ofNullable(known);
    }

    /// SHA-256, hexadecimal.
    static String sha256(byte[] jar) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private byte[] load() {
        try {
            return Files.readAllBytes(place);
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.INTERNAL, FileTrouble.told(place, "read", e), e);
        }
    }
}
