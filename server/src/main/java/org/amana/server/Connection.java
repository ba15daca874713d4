package org.amana.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.amana.durable.FileTrouble;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.web.console.Endpoint;

/// What a client needs to reach a server, as written to `connection.json` (mode 0600) in the data folder for
/// scripts.
///
/// @param console address of the web console
/// @param signIn  a one-time sign-in link to the console, good until used or expired; "" when the steward has no key
/// @param blobEndpointHttps the Blob endpoint with TLS; "" when there is none
/// @param certificateFile   what to give to clients that do not know who vouches for its certificate; "" for nothing
/// @param website address of the account's static website; "" when none is served
/// @param stewardship the purpose of the first of the keys when that is the steward's; "" when no key of his is known
///     that is in force
/// @param keys    one per purpose, in force; the steward's first, with full data access
public record Connection(
        String console,
        String signIn,
        String blobEndpoint,
        String blobEndpointHttps,
        String certificateFile,
        String website,
        String account,
        String stewardship,
        List<Key> keys,
        String ledgerUrl,
        String verifierKey) {
    static final String FILE_NAME = "connection.json";
    private static final int KEY_BYTES = 64;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public Connection {
        keys = List.copyOf(keys);
        // Absent in files of a server that wrote down all keys, the steward's first.
        stewardship = stewardship != null
                ? stewardship
                : keys.isEmpty() ? "" : keys.getFirst().purpose();
        // Absent in files of a server that had no TLS yet.
        blobEndpointHttps = Objects.requireNonNullElse(blobEndpointHttps, "");
        certificateFile = Objects.requireNonNullElse(certificateFile, "");
    }

    /// An access key, bound to one purpose, and the connection string that carries it.
    public record Key(String purpose, String title, String key, String connectionString) {}

    /// Where a client goes with its key.
    Endpoint endpoint() {
        return new Endpoint(account, URI.create(blobEndpoint));
    }

    /// The same with TLS, which must be on.
    Endpoint secureEndpoint() {
        return new Endpoint(account, URI.create(blobEndpointHttps));
    }

    byte[] toJson() {
        try {
            return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new AmanaException(ErrorCode.INTERNAL, "cannot write " + FILE_NAME, e);
        }
    }

    /// Reads the file of a data folder; empty when no server has written one yet.
    static Optional<Connection> read(Path dataFolder) {
        DataFolder.requireNoFile(dataFolder);
        Path file = dataFolder.resolve(FILE_NAME);
        try {
            return Optional.of(JSON.readValue(Files.readString(file), Connection.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    file + " is not what a server wrote (" + e.getOriginalMessage()
                            + "): put it back, or remove it; the next start"
                            + " writes another, without the secrets of the keys",
                    e);
        } catch (IOException e) {
            throw new AmanaException(ErrorCode.CONFIGURATION, FileTrouble.told(file, "read", e), e);
        }
    }

    /// Reads the file of a data folder on which a server has run.
    ///
    /// @throws AmanaException `CONFIGURATION` when none has
    static Connection require(Path dataFolder) {
        return read(dataFolder)
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.CONFIGURATION,
                        "no server has run on " + dataFolder + " yet: start one with amana up"));
    }

    /// The steward's key, with full data access.
    ///
    /// @throws AmanaException `CONFIGURATION` if none is known: it is over, or did not come with a backup
    Key steward() {
        if (stewardship.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    FILE_NAME + " holds no key of the steward's that is in force: make one with amana key add --purpose"
                            + " P-1 (the stewardship, as amana purpose list shows it) and give it with --key KEY");
        }
        return keys.getFirst();
    }

    /// A key that somebody has and no file.
    ///
    /// @param purpose as it was named; may be ""
    /// @throws AmanaException `INVALID_ARGUMENT` if it is none
    Key given(String purpose, String secret) {
        secret(secret);
        return new Key(purpose, "with the key you gave", secret, endpoint().connectionString(secret));
    }

    /// The bytes of a key that was given.
    ///
    /// @throws AmanaException `INVALID_ARGUMENT` if it is none
    static byte[] secret(String key) {
        try {
            byte[] secret = Base64.getDecoder().decode(key);
            if (secret.length == KEY_BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException _) {
            // It is told below.
        }
        throw new AmanaException(
                ErrorCode.INVALID_ARGUMENT,
                "--key is no access key: give one as amana key add printed it, " + KEY_BYTES + " bytes in Base64");
    }

    /// The same with the keys that pass a test.
    Connection only(Predicate<Key> test) {
        List<Key> kept = keys.stream().filter(test).toList();
        boolean steward = kept.stream().anyMatch(key -> key.purpose().equals(stewardship));
        return new Connection(
                console,
                signIn,
                blobEndpoint,
                blobEndpointHttps,
                certificateFile,
                website,
                account,
                steward ? stewardship : "",
                kept,
                ledgerUrl,
                verifierKey);
    }
}
