package org.amana.web.console;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.amana.durable.FileTrouble;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Entry;
import org.amana.verifier.Sha256;
import org.jspecify.annotations.Nullable;

/// The jar that checks the log and needs nothing but a JDK: the very one that the server runs on, for everybody. Safe
/// for many threads.
final class VerifierJar {
    private final Path place;
    private volatile @Nullable Jar jar; // read when it is first asked for

    /// @param bytes  not to be changed
    /// @param sha256 of them, hexadecimal
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Jar(byte[] bytes, String sha256) {}

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

    /// Empty when there is none.
    Optional<Jar> read() {
        Jar known = jar;
        if (known == null && Files.isRegularFile(place)) {
            known = load();
            jar = known;
        }
        return Optional.ofNullable(known);
    }

    private Jar load() {
        try {
            byte[] bytes = Files.readAllBytes(place);
            return new Jar(bytes, Sha256.hex(bytes));
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.INTERNAL, FileTrouble.told(place, "read", e), e);
        }
    }
}
