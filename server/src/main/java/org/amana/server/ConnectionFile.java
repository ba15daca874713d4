package org.amana.server;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.amana.durable.Access;
import org.amana.kernel.AmanaException;
import org.amana.policy.Authority;
import org.amana.policy.NewKey;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;
import org.amana.web.console.Endpoint;
import org.amana.web.console.SignInLinks;

/// Writes down, each time a server starts, how clients connect to it, and takes out of that the keys that end later.
/// Safe for many threads.
final class ConnectionFile {
    private static final System.Logger LOG = System.getLogger(ConnectionFile.class.getName());
    private static final Duration SIGN_IN_LIFE = Duration.ofHours(12);

    private final Parts parts;
    private final ReentrantLock writing = new ReentrantLock(); // from the reading of the file until it is replaced

    /// From now on, keys go from the file when they end, whoever ends them.
    ConnectionFile(Parts parts) {
        this.parts = parts;
        parts.directory().onKeysEnded(this::forgetEndedKeys);
    }

    /// Where a server listens.
    ///
    /// @param secure  the Blob endpoint with TLS
    /// @param website of static websites
    record Addresses(URI console, URI blobs, Optional<URI> secure, Optional<URI> website) {}

    /// Makes a sign-in link, and writes the file anew.
    ///
    /// @param first the keys' secrets, which are known at the first start only; later they are taken from the file
    ///     written then
    Connection write(Addresses addresses, Optional<List<NewKey>> first) {
        writing.lock();
        try {
            Connection connection = connection(addresses, first);
            replace(connection);
            return connection;
        } finally {
            writing.unlock();
        }
    }

    /// What the file says, but for the keys that are over.
    ///
    /// @throws AmanaException `CONFIGURATION` when no server has run yet
    Connection current() {
        return Connection.require(parts.config.dataFolder()).only(this::isInForce);
    }

    /// Takes out of the file the keys that are over, if there is a file. The keys have ended all the same when it
    /// cannot.
    private void forgetEndedKeys() {
        writing.lock();
        try {
            Connection.read(parts.config.dataFolder()).ifPresent(written -> {
                Connection kept = written.only(this::isInForce);
                if (!kept.equals(written)) {
                    replace(kept);
                }
            });
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "keys that have ended stay in " + Connection.FILE_NAME, e);
        } finally {
            writing.unlock();
        }
    }

    private void replace(Connection connection) {
        parts.disk.replace(
                parts.config.dataFolder().resolve(Connection.FILE_NAME), connection.toJson(), Access.PRIVATE);
    }

    private boolean isInForce(Connection.Key key) {
        try {
            return parts.directory()
                    .isInForce(
                            PurposeId.parse(key.purpose()), Base64.getDecoder().decode(key.key()));
        } catch (AmanaException | IllegalArgumentException _) {
            return false; // somebody wrote into the file
        }
    }

    private Connection connection(Addresses addresses, Optional<List<NewKey>> first) {
        String account = parts.config.account();
        Endpoint endpoint = new Endpoint(account, URI.create(addresses.blobs() + "/" + account));
        Map<String, String> secrets = first.map(ConnectionFile::secretsByPurpose)
                .or(() -> Connection.read(parts.config.dataFolder()).map(ConnectionFile::secretsByPurpose))
                .orElse(Map.of());
        String stewardship = parts.directory()
                .stewardship(account)
                .map(it -> it.id().toString())
                .orElse("");
        List<Connection.Key> keys = parts.directory().purposes(account).stream()
                .flatMap(purpose -> Optional.ofNullable(secrets.get(purpose.id().toString()))
                        .map(secret -> key(purpose, secret, endpoint))
                        .stream())
                .filter(this::isInForce)
                .sorted(Comparator.comparing(key -> !key.purpose().equals(stewardship))) // his first, else as they were
                .toList();
        boolean known = keys.stream().anyMatch(key -> key.purpose().equals(stewardship));
        return new Connection(
                addresses.console().toString(),
                signIn(addresses.console()),
                endpoint.uri().toString(),
                addresses.secure().map(address -> address + "/" + account).orElse(""),
                addresses
                        .secure()
                        .map(_ -> TlsFiles.certificateFile(parts.config.https().source())
                                .toString())
                        .orElse(""),
                addresses.website().map(URI::toString).orElse(""),
                account,
                known ? stewardship : "",
                keys,
                addresses.console() + "/log",
                parts.ledger.verifierKey().toString());
    }

    /// Signs the steward in, once; "" when his key is not in force.
    private String signIn(URI console) {
        return parts.directory()
                .stewardKey(parts.config.account())
                .map(steward -> new SignInLinks(parts.control.sessions(), console)
                        .make(steward.principal().id(), steward.purpose(), SIGN_IN_LIFE, Authority.operator("amana up"))
                        .toString())
                .orElse("");
    }

    private static Connection.Key key(Purpose purpose, String secret, Endpoint endpoint) {
        return new Connection.Key(
                purpose.id().toString(), purpose.title().english(), secret, endpoint.connectionString(secret));
    }

    private static Map<String, String> secretsByPurpose(List<NewKey> keys) {
        return keys.stream()
                .collect(Collectors.toMap(key -> key.credential().purpose().toString(), NewKey::base64));
    }

    private static Map<String, String> secretsByPurpose(Connection connection) {
        return connection.keys().stream()
                .collect(Collectors.toMap(Connection.Key::purpose, Connection.Key::key, (one, _) -> one));
    }
}
