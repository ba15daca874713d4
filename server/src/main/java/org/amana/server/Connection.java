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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
/// @param keys    one per purpose; the first is the steward's, with full data access
public record Connection(
        String console,
        String signIn,
        String blobEndpoint,
        String blobEndpointHttps,
        String certificateFile,
        String website,
        String account,
        List<Key> keys,
        String ledgerUrl,
        String verifierKey) {
    static final String FILE_NAME = "connection.json";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public Connection {
        keys = List.copyOf(keys);
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

    byte[] toJson() {
        try {
            return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new AmanaException(ErrorCode.INTERNAL, "cannot write " + FILE_NAME, e);
        }
    }

    /// Reads the file of a data folder; empty when no server has written one yet.
    static Optional<Connection> read(Path dataFolder) {
        Path file = dataFolder.resolve(FILE_NAME);
        try {
            return Optional.of(JSON.readValue(Files.readString(file), Connection.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new AmanaException(ErrorCode.CONFIGURATION, "cannot read " + file + ": " + e.getMessage(), e);
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
    /// @throws AmanaException `CONFIGURATION` if no secret is known: they do not come back with a backup
    Key steward() {
        if (keys.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    FILE_NAME + " holds no key: those who have one go on using it; make another with amana key add");
        }
        return keys.getFirst();
    }
}
