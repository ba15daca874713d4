package org.amana.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.blob.AccountName;
import org.amana.blob.BlobConfig;
import org.amana.blob.BlobSchema;
import org.amana.policy.Caller;
import org.amana.store.Compaction;
import org.amana.blob.BlobService;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerConfig;
import org.amana.policy.AccessControl;
import org.amana.policy.Authority;
import org.amana.policy.Directory;
import org.amana.policy.NewKey;
import org.amana.policy.Purpose;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.ExtentsConfig;
import org.amana.store.RootKey;
import org.amana.store.Schema;
import org.amana.web.blob.BlobEndpoint;
import org.amana.web.blob.ClientGuide;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;

/// All parts, put together. Opened, it can be administered; serving, it also answers clients and works off its
/// queues. Closing stops everything in the opposite order and may be done more than once.
final class Amana implements AutoCloseable {
    private static final Duration SIGN_IN_LIFE = Duration.ofHours(12);

    private final AmanaConfig config;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final Closing closing = new Closing();
    private final Disk disk = new OsDisk();
    private final Catalog catalog;
    private final Extents extents;
    private final Ledger ledger;
    private final AccessControl control;
    private final BlobService blobs;

    private Amana(AmanaConfig config) {
        this.config = config;
        Path data = config.dataFolder();
        disk.createDirectories(data);
        closing.add(disk.lock(DataFolder.lock(data)));
        RootKey root = RootKey.loadOrCreate(disk, config.rootKey(), data);
        this.catalog = closing.add(Catalog.open(disk, DataFolder.catalog(data), schemas(), clock));
        this.extents = closing.add(Extents.open(disk, DataFolder.volume(data), ExtentsConfig.DEFAULTS));
        this.ledger =
                closing.add(Ledger.open(disk, DataFolder.ledger(data), LedgerConfig.of(config.origin()), root, clock));
        this.control = closing.add(AccessControl.open(catalog, ledger, root));
        this.blobs = BlobService.open(catalog, extents, root, random, List.of());
    }

    /// Opens the data folder, making it when missing.
    ///
    /// @throws AmanaException `CONFIGURATION` when it is held by another process or its root key is missing or
    ///     wrong
    static Amana open(AmanaConfig config) {
        return new Amana(config);
    }

    /// Begins to listen, and writes down how to connect.
    Connection serve() throws IOException {
        Optional<List<NewKey>> first = new FirstStart(blobs, directory()).account(config.account());
        if (config.development()) {
            String variable = Optional.ofNullable(System.getenv(DevelopmentAccounts.VARIABLE))
                    .orElse("");
            new FirstStart(blobs, directory()).development(DevelopmentAccounts.parse(variable));
        }
        HttpServer blobServer = closing.add(HttpServer.start(
                HttpConfig.at(config.bind(), config.blobPort()),
                new BlobEndpoint(
                        blobs,
                        control.keys(),
                        control.gate(),
                        new BlobEndpoint.Settings(Set.of(), ledger.shard()),
                        clock)));
        closing.add(blobs.startJanitor(BlobConfig.DEFAULTS, control.gate(), this::housekeeper));
        closing.add(Upkeep.start(
                new Compaction(extents, List.of(blobs.liveRanges()), Upkeep.MOST_MOVED_A_ROUND)));
        closing.add(Control.open(
                disk,
                config.dataFolder(),
                (arguments, terminal) -> Main.run(new Host.Inside(this, terminal), arguments)));
        URI blobAddress = address(blobServer.port());
        Connection connection = connection(blobAddress, blobAddress, first);
        disk.replace(config.dataFolder().resolve(Connection.FILE_NAME), connection.toJson(), Access.PRIVATE);
        return connection;
    }

    private Optional<Caller> housekeeper(AccountName account) {
        return Optional.of(new Caller(directory().machineCredential(account.value()), "amana housekeeping"));
    }

    Directory directory() {
        return control.directory();
    }

    /// The first account, which the operator's commands are about.
    String account() {
        return config.account();
    }

    /// How a client with this key connects.
    String connectionString(String key) {
        return Connection.read(config.dataFolder())
                .map(connection -> connectionString(connection.blobEndpoint(), connection.account(), key))
                .orElse("(known once the server has run)");
    }

    AnalysisWatch.Work analysisProgress() {
        return new AnalysisWatch.Work(0, 0, 0);
    }

    int scrub(Terminal terminal) {
        return new Checkup(terminal).scrub(extents, blobs);
    }

    int fsck(Terminal terminal) {
        return new Checkup(terminal).fsck(catalog, ledger);
    }

    @Override
    public void close() {
        closing.close();
    }

    private static List<Schema> schemas() {
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.add(BlobSchema.SCHEMA);
        return schemas;
    }

    private URI address(int port) {
        String host = config.bind().contains(":") ? "[" + config.bind() + "]" : config.bind();
        return URI.create("http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port);
    }

    /// The keys' secrets are known at the first start only; later they are taken from the file written then.
    private Connection connection(URI console, URI blobAddress, Optional<List<NewKey>> first) {
        String endpoint = blobAddress + "/" + config.account();
        Map<String, String> secrets = first.map(Amana::secretsByPurpose)
                .or(() -> Connection.read(config.dataFolder()).map(Amana::secretsByPurpose))
                .orElse(Map.of());
        List<Connection.Key> keys = directory().purposes(config.account()).stream()
                .flatMap(purpose -> Optional.ofNullable(secrets.get(purpose.id().toString()))
                        .map(secret -> key(purpose, secret, endpoint))
                        .stream())
                .toList();
        return new Connection(
                console.toString(),
                signIn(console),
                endpoint,
                config.account(),
                keys,
                console + "/log",
                ledger.verifierKey().toString());
    }

    private String signIn(URI console) {
        return console.toString() + "/sign-in?life=" + SIGN_IN_LIFE
                + Authority.operator("amana up").actor();
    }

    private Connection.Key key(Purpose purpose, String secret, String endpoint) {
        return new Connection.Key(
                purpose.id().toString(),
                purpose.title().english(),
                secret,
                connectionString(endpoint, config.account(), secret));
    }

    private static String connectionString(String endpoint, String account, String key) {
        return new ClientGuide.Place(endpoint, account, key, "").connectionString();
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
