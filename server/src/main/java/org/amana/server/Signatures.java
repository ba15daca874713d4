package org.amana.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.amana.web.blob.IssuedSas;

/// Shared access signatures made at the command line with a key of `connection.json`.
final class Signatures {
    /// The longest that policy lets one live is seven days; clocks differ.
    private static final Duration LIFE = Duration.ofDays(6);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private Signatures() {}

    /// With the steward's key, to create a container and put and list blobs in it.
    ///
    /// @throws org.amana.kernel.AmanaException `CONFIGURATION` when none is known
    static String forImport(Connection connection) {
        return forImport(connection, "");
    }

    /// The same with a key that was given.
    ///
    /// @param given "" for the steward's
    static String forImport(Connection connection, String given) {
        Connection.Key key = given.isEmpty() ? connection.steward() : connection.given("", given);
        return make(connection, key, "rwlac");
    }

    /// With all that the key's purpose may allow, for a client.
    static String forClient(Connection connection, Connection.Key key) {
        return make(connection, key, "rwdlactf");
    }

    private static String make(Connection connection, Connection.Key key, String permissions) {
        Instant from = Instant.now().minus(CLOCKS_DIFFER);
        byte[] secret = Base64.getDecoder().decode(key.key());
        return IssuedSas.query(connection.account(), secret, permissions, from, from.plus(LIFE));
    }
}
