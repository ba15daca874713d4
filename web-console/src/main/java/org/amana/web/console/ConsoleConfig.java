package org.amana.web.console;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.amana.kernel.ByteSize;

/// What the console must be told.
///
/// @param blobEndpoint where clients reach the blobs, without the account: `http://127.0.0.1:10000`
/// @param console      where browsers reach the console: `http://127.0.0.1:8080`
/// @param data         the data folder, to tell how much disk is left
/// @param pictures     most bytes of page pictures that wait in memory for the browser they were released to
/// @param pictureLife  how long they wait
/// @param patience     how long a form waits for what it asked for, before it leads to a page that says how far that is
/// @param attempts     most failed sign-ins a minute from one address
/// @param verifier     the jar of the verifier, which everybody can have
/// @param secureCookies whether browsers reach the console over TLS alone, through a proxy
/// @param secure       the Blob endpoint with TLS, if there is one
public record ConsoleConfig(
        URI blobEndpoint,
        URI console,
        Path data,
        ByteSize pictures,
        Duration pictureLife,
        Duration patience,
        int attempts,
        Path verifier,
        boolean secureCookies,
        Optional<Secure> secure) {
    /// The Blob endpoint with TLS.
    ///
    /// @param endpoint    without the account: `https://127.0.0.1:10443`
    /// @param certificate the file to give to clients that do not know who vouches for it
    /// @param first       whether clients are shown this one rather than the one in the clear
    public record Secure(URI endpoint, Path certificate, boolean first) {}

    public ConsoleConfig {
        if (attempts < 1) {
            throw new IllegalArgumentException("at least one attempt a minute is needed, not " + attempts);
        }
        if (pictureLife.isNegative() || pictureLife.isZero()) {
            throw new IllegalArgumentException("pictures must wait longer than nothing, not " + pictureLife);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("nobody waits for less than nothing, not " + patience);
        }
    }

    /// The defaults: 64 MiB of pictures for ten minutes, two seconds of patience, 30 attempts a minute, the
    /// verifier that this server runs on.
    public static ConsoleConfig at(URI console, URI blobEndpoint, Path data) {
        return new ConsoleConfig(
                blobEndpoint,
                console,
                data,
                ByteSize.ofMebibytes(64),
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                30,
                VerifierJar.ofThisServer(),
                false,
                Optional.empty());
    }

    /// The same with another verifier.
    public ConsoleConfig verifiedBy(Path jar) {
        return new ConsoleConfig(
                blobEndpoint, console, data, pictures, pictureLife, patience, attempts, jar, secureCookies, secure);
    }

    /// The same for browsers that reach the console over TLS alone, or not.
    public ConsoleConfig withSecureCookies(boolean so) {
        return new ConsoleConfig(
                blobEndpoint, console, data, pictures, pictureLife, patience, attempts, verifier, so, secure);
    }

    /// The same with an endpoint with TLS beside.
    public ConsoleConfig with(Secure endpoint) {
        return new ConsoleConfig(
                blobEndpoint,
                console,
                data,
                pictures,
                pictureLife,
                patience,
                attempts,
                verifier,
                secureCookies,
                Optional.of(endpoint));
    }

    /// The same with another patience; with none every piece of long work has a page at once.
    public ConsoleConfig patient(Duration longest) {
        return new ConsoleConfig(
                blobEndpoint, console, data, pictures, pictureLife, longest, attempts, verifier, secureCookies, secure);
    }
}
