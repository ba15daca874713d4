package org.amana.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amana.analysis.Analysis;
import org.amana.analysis.AnalysisConfig;
import org.amana.analysis.AnalysisIntake;
import org.amana.analysis.AnalysisSchema;
import org.amana.analysis.Progress;
import org.amana.backup.Backup;
import org.amana.backup.Depot;
import org.amana.backup.Restore;
import org.amana.blob.AccountName;
import org.amana.blob.AnonymousAccess;
import org.amana.blob.BlobSchema;
import org.amana.blob.BlobService;
import org.amana.blob.CommitHook;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.DeclareContainer;
import org.amana.blob.Safeguards;
import org.amana.blob.SetContainerAcl;
import org.amana.blob.SetSafeguards;
import org.amana.changefeed.ChangeFeed;
import org.amana.changefeed.ChangeFeedSchema;
import org.amana.changefeed.ChangeFeedSetting;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.events.EventSchema;
import org.amana.events.Events;
import org.amana.events.Subscription;
import org.amana.events.SubscriptionState;
import org.amana.inventory.Inventory;
import org.amana.inventory.InventoryPolicy;
import org.amana.inventory.InventorySchema;
import org.amana.inventory.InventoryState;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerConfig;
import org.amana.lifecycle.Lifecycle;
import org.amana.lifecycle.LifecyclePolicy;
import org.amana.lifecycle.LifecycleSchema;
import org.amana.lifecycle.LifecycleState;
import org.amana.lifecycle.RoundResult;
import org.amana.oidc.Tokens;
import org.amana.outbound.Outbound;
import org.amana.policy.AccessControl;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.BoxFacts;
import org.amana.policy.Caller;
import org.amana.policy.Credential;
import org.amana.policy.Directory;
import org.amana.policy.NewKey;
import org.amana.policy.Plan;
import org.amana.policy.Purpose;
import org.amana.policy.Service;
import org.amana.search.Search;
import org.amana.search.SearchConfig;
import org.amana.store.Catalog;
import org.amana.store.Compaction;
import org.amana.store.Extents;
import org.amana.store.RootKey;
import org.amana.store.Schema;
import org.amana.web.blob.BlobEndpoint;
import org.amana.web.blob.Callers;
import org.amana.web.blob.ClientGuide;
import org.amana.web.blob.PublicAccess;
import org.amana.web.console.Console;
import org.amana.web.console.ConsoleConfig;
import org.amana.web.console.ConsoleServices;
import org.amana.web.console.SignInLinks;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;
import org.amana.web.http.Tls;

/// All parts, put together. Opened, it can be administered; serving, it also answers clients and works off its
/// queues. Closing stops everything in the opposite order and may be done more than once.
final class Amana implements AutoCloseable {
    private static final Duration SIGN_IN_LIFE = Duration.ofHours(12);

    /// Between two rounds by the rules of an account (Azure: once a day).
    private static final Duration LIFECYCLE_EVERY = Duration.ofDays(1);

    private final AmanaConfig config;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final Closing closing;
    private final Disk disk = new OsDisk();
    private final ReentrantLock backingUp = new ReentrantLock();
    private final RootKey root;
    private final Catalog catalog;
    private final Extents extents;
    private final Ledger ledger;
    private final AccessControl control;
    private final Events events;
    private final ChangeFeed changeFeed;
    private final BlobService blobs;
    private final Lifecycle lifecycle;
    private final Inventory inventory;
    private final Analysis analysis;
    private final Search search;
    private final Outbound outbound;

    private Amana(AmanaConfig config, Closing closing) {
        this.config = config;
        this.closing = closing;
        Path data = config.dataFolder();
        disk.createDirectories(data);
        closing.add(disk.lock(DataFolder.lock(data)));
        this.root = RootKey.loadOrCreate(disk, config.rootKey(), data);
        DataFolder.requireWhole(disk, data);
        this.catalog = closing.add(Catalog.open(disk, DataFolder.catalog(data), schemas(), clock));
        DataFolder.requireLedger(disk, data, AccessControl.entriesKnown(catalog));
        this.extents = closing.add(Extents.open(disk, DataFolder.volume(data), config.extents()));
        this.ledger =
                closing.add(Ledger.open(disk, DataFolder.ledger(data), LedgerConfig.of(config.origin()), root, clock));
        this.control = closing.add(AccessControl.open(catalog, ledger, root));
        this.events = closing.add(Events.open(catalog, ledger.shard()));
        // Closed before those who wait for answers from outside.
        this.outbound = closing.add(Outbound.open(config.outbound()));
        this.changeFeed = closing.add(ChangeFeed.open(catalog, config.changeFeed(), ledger.shard()));
        AnalysisIntake intake = new AnalysisIntake();
        List<CommitHook> hooks = List.of(intake, events.hook(), changeFeed.hook());
        this.blobs = BlobService.open(catalog, extents, root, random, hooks, config.blob());
        this.lifecycle = closing.add(
                Lifecycle.open(catalog, blobs, control.gate(), stewardAs("amana lifecycle"), LIFECYCLE_EVERY));
        this.inventory = closing.add(Inventory.open(catalog, blobs, control.gate(), stewardAs("amana inventory")));
        this.analysis = closing.add(Analysis.open(
                intake,
                catalog,
                extents,
                blobs,
                control.gate(),
                directory(),
                AnalysisConfig.ofThisMachine(DataFolder.work(data))));
        this.search = closing.add(Search.open(
                SearchConfig.DEFAULT, disk, DataFolder.index(data), root, analysis.outbox(), blobs, control.gate()));
    }

    /// Opens the data folder, making it when missing.
    ///
    /// @throws AmanaException `CONFIGURATION` when it is held by another process or its root key is missing or
    ///     wrong
    static Amana open(AmanaConfig config) {
        Closing closing = new Closing();
        try {
            return new Amana(config, closing);
        } catch (RuntimeException | Error e) {
            closeAfter(e, closing);
            throw e;
        }
    }

    /// What was opened before something else could not be.
    private static void closeAfter(Throwable reason, Closing closing) {
        try {
            closing.close();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /// Begins to listen, and writes down how to connect.
    Connection serve() throws IOException {
        // The libraries that make and read certificates take a third of a second to come up.
        Optional<Meanwhile<Tls>> tls =
                config.https().on() ? Optional.of(Meanwhile.start("tls", this::tls)) : Optional.empty();
        Optional<List<NewKey>> first = new FirstStart(blobs, directory()).account(config.account());
        String variable =
                Optional.ofNullable(System.getenv(DevelopmentAccounts.VARIABLE)).orElse("");
        new FirstStart(blobs, directory())
                .development(config.development() ? DevelopmentAccounts.parse(variable) : DevelopmentAccounts.NONE);
        BlobEndpoint endpoint = new BlobEndpoint(
                blobs,
                new Callers(control.keys(), control.bearers(), new Tokens(config.oidc(), clock)),
                control.gate(),
                outbound,
                new BlobEndpoint.Settings(Set.of(), ledger.shard()),
                clock);
        HttpServer blobServer =
                closing.add(HttpServer.start(HttpConfig.at(config.bind(), config.blobPort()), endpoint));
        Optional<URI> website = config.webPort().map(port -> startWebsite(port, endpoint));
        closing.add(blobs.startCopies(
                control.gate(), outbound, account -> directory().credentials(account.value())));
        closing.add(blobs.startJanitor(control.gate(), stewardAs("amana housekeeping")));
        lifecycle.start();
        closing.add(Upkeep.start(
                new Compaction(extents, List.of(blobs.liveRanges(), analysis.liveRanges()), Upkeep.MOST_MOVED_A_ROUND),
                config.compactEvery()));
        URI blobAddress = address("http", blobServer.port());
        events.start(control.gate(), directory(), blobs, outbound, blobAddress);
        inventory.start(blobAddress);
        changeFeed.start(new ChangeFeed.Surroundings(
                blobs.forKeeper(), control.gate(), stewardAs("amana change feed"), blobAddress));
        URI consoleAddress = startConsole(blobAddress);
        Optional<URI> secureAddress = tls.map(made -> startSecure(made.get(), endpoint));
        closing.add(Control.open(
                disk,
                config.dataFolder(),
                (arguments, terminal) -> Main.run(new Host.Inside(this, terminal), arguments)));
        Connection connection = connection(consoleAddress, blobAddress, secureAddress, website, first);
        disk.replace(config.dataFolder().resolve(Connection.FILE_NAME), connection.toJson(), Access.PRIVATE);
        // Last: its workers are processes that take the machine while they start, and files may wait, people may not.
        analysis.start();
        return connection;
    }

    private URI startWebsite(int port, BlobEndpoint endpoint) {
        HttpConfig place = HttpConfig.at(config.bind(), port);
        HttpServer server = closing.add(HttpServer.start(place, endpoint.website(config.account())));
        return address("http", server.port());
    }

    private Tls tls() {
        return new TlsFiles(disk, clock, random).load(config.https().source(), config.bind());
    }

    private URI startSecure(Tls tls, BlobEndpoint endpoint) {
        HttpConfig place = HttpConfig.at(config.bind(), config.https().port());
        HttpServer server = closing.add(HttpServer.start(place, tls, endpoint));
        return address("https", server.port());
    }

    private URI startConsole(URI blobAddress) {
        // A port that was not chosen is known only once it is taken, and the console wants to know its own address.
        LateHandler late = new LateHandler();
        HttpServer server = closing.add(HttpServer.start(HttpConfig.at(config.bind(), config.consolePort()), late));
        URI address = address("http", server.port());
        ConsoleServices services = new ConsoleServices(
                disk,
                ledger,
                control.gate(),
                directory(),
                control.keys(),
                control.sessions(),
                control.approvals(),
                control.use(),
                blobs,
                analysis,
                search);
        Console console =
                new Console(services, ConsoleConfig.at(address, blobAddress, config.dataFolder()), clock, random);
        late.become(console);
        console.ready();
        return address;
    }

    /// What is done by itself deletes and changes, which machine reading may not: it is the steward's to answer for.
    private Function<AccountName, Optional<Caller>> stewardAs(String client) {
        return account -> steward(account.value()).map(credential -> new Caller(credential, client));
    }

    private Optional<Credential> steward(String account) {
        return directory().credentials(account).stream()
                .filter(credential -> credential.kind() == Credential.Kind.ACCESS_KEY)
                .min(Comparator.comparing(credential -> credential.purpose()));
    }

    Directory directory() {
        return control.directory();
    }

    /// The first account, which the operator's commands are about.
    String account() {
        return config.account();
    }

    /// What of the account's data outlives its deletion.
    Safeguards safeguards() {
        return blobs.safeguards(new AccountName(account()));
    }

    /// Sets it, on the record, under the steward's key.
    ///
    /// @throws AmanaException `CONFIGURATION` when the account has no key in force; what the gate says
    Safeguards setSafeguards(boolean versions, Duration containers) {
        SetSafeguards command = new SetSafeguards(new AccountName(account()), versions, containers);
        return asSteward("amana account set", blobs.setSafeguards(command));
    }

    /// What the account wants of its change feed.
    ChangeFeedSetting changeFeed() {
        return changeFeed.setting(new AccountName(account()));
    }

    /// Sets it, on the record, under the steward's key.
    ///
    /// @throws AmanaException as [#setSafeguards]
    ChangeFeedSetting setChangeFeed(ChangeFeedSetting setting) {
        return asSteward("amana account set", changeFeed.set(new AccountName(account()), setting));
    }

    /// How those are doing who are told of events.
    List<SubscriptionState> subscriptions() {
        return events.subscriptions(new AccountName(account()));
    }

    /// Adds one, on the record, under the steward's key.
    ///
    /// @throws AmanaException as [Events#add] does; `CONFIGURATION` when the account has no key in force
    void subscribe(Subscription subscription) {
        String command = "amana events add";
        asSteward(command, events.add(subscription, directory(), outbound, Authority.operator(command)));
    }

    /// Ends one, on the record, under the steward's key.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND`
    void unsubscribe(String name) {
        asSteward("amana events remove", events.remove(new AccountName(account()), name));
    }

    /// The rules by which blobs grow cold and are deleted, and what they came to.
    Optional<LifecycleState> lifecycleState() {
        return lifecycle.state(new AccountName(account()));
    }

    /// Puts rules in force, on the record, under the steward's key.
    void setLifecycle(LifecyclePolicy policy) {
        asSteward("amana lifecycle set", lifecycle.set(new AccountName(account()), policy));
    }

    /// Ends the rules, on the record, under the steward's key.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND`
    void removeLifecycle() {
        asSteward("amana lifecycle remove", lifecycle.remove(new AccountName(account())));
    }

    /// Goes by the rules now.
    ///
    /// @param trial whether to count only
    RoundResult lifecycleRound(boolean trial) {
        return lifecycle.round(new AccountName(account()), trial);
    }

    /// The rules of inventories, and what they came to.
    Optional<InventoryState> inventoryState() {
        return inventory.state(new AccountName(account()));
    }

    /// Puts rules in force, on the record, under the steward's key.
    void setInventory(InventoryPolicy policy) {
        asSteward("amana inventory set", inventory.set(new AccountName(account()), policy));
    }

    /// Ends the rules, on the record, under the steward's key.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND`
    void removeInventory() {
        asSteward("amana inventory remove", inventory.remove(new AccountName(account())));
    }

    /// Writes inventories now.
    ///
    /// @param rule its name; "" for all that are on
    List<InventoryState.Run> runInventory(String rule) {
        return inventory.run(new AccountName(account()), rule);
    }

    /// Changes the account as a whole.
    private <R> R asSteward(String command, Plan<R> plan) {
        AccountName name = new AccountName(account());
        Caller steward = steward(account(), command);
        AccessRequest request = AccessRequest.on(
                blobs.facts(name)
                        .orElseThrow(() ->
                                new AmanaException(ErrorCode.ACCOUNT_NOT_FOUND, "account " + name + " does not exist")),
                steward,
                Service.BLOB,
                Action.WRITE);
        return control.gate().pass(request, plan).orThrow();
    }

    /// How a client with this key connects.
    String connectionString(String key) {
        return Connection.read(config.dataFolder())
                .map(connection -> connectionString(connection.blobEndpoint(), connection.account(), key))
                .orElse("(known once the server has run)");
    }

    AnalysisWatch.Work analysisProgress() {
        Progress.Counts all = analysis.progress().all();
        return new AnalysisWatch.Work(all.done(), all.open(), all.parked());
    }

    /// What a container holds and which purposes may touch it, on the steward's authority.
    ///
    /// @throws AmanaException `CONFIGURATION` when the account has no key in force; what the gate says
    void declare(DeclareContainer declaration) {
        ContainerRef container = declaration.container();
        AccessRequest request = AccessRequest.in(
                        blobs.facts(container),
                        steward(container.account().value(), "amana container declare"),
                        Service.BLOB,
                        Action.WRITE)
                .withObject(container.name().value());
        control.gate()
                .pass(request, blobs.forKeeper().declareContainer(declaration))
                .orThrow();
    }

    /// What of a container everybody may read, on the steward's authority.
    ///
    /// @throws AmanaException `PUBLIC_ACCESS_NOT_PERMITTED` when it cannot be given; as for [#declare]
    void open(ContainerRef container, AnonymousAccess access) {
        String account = container.account().value();
        BoxFacts facts = blobs.facts(container);
        PublicAccess.require(access, facts, control.bearers().anybody(account).isPresent());
        AccessRequest request = AccessRequest.in(
                        facts, steward(account, "amana container declare"), Service.BLOB, Action.WRITE)
                .withObject(container.name().value());
        SetContainerAcl change =
                new SetContainerAcl(container, blobs.storedAccessPolicies(container), access, Conditions.NONE);
        control.gate().pass(request, blobs.setContainerAcl(change)).orThrow();
    }

    /// Who acts when the operator does.
    private Caller steward(String account, String client) {
        return new Caller(requireSteward(account), client);
    }

    private Credential requireSteward(String account) {
        return steward(account)
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.CONFIGURATION,
                        "account " + account + " has no key in force: make one with amana key add"));
    }

    int scrub(Terminal terminal) {
        return new Checkup(terminal).scrub(extents, blobs);
    }

    int fsck(Terminal terminal) {
        return new Checkup(terminal).fsck(catalog, extents, ledger);
    }

    /// Makes a backup; waits while another is made.
    ///
    /// @param withRootKey whether what tells the data to whoever has the backup goes in as well
    /// @param keep how many backups stay in the depot
    Backup.Result backup(Depot depot, boolean withRootKey, int keep, org.amana.backup.Progress progress) {
        Path data = config.dataFolder();
        Map<String, Path> others = new HashMap<>();
        others.put(Restore.ROOT_CHECK, data.resolve(Restore.ROOT_CHECK));
        addIfThere(others, AmanaConfig.FILE_NAME);
        Map<String, Path> secrets = new HashMap<>();
        if (withRootKey) {
            secrets.put(Restore.ROOT_KEY, config.rootKey());
            addIfThere(secrets, Connection.FILE_NAME);
            TlsFiles.OWN.forEach(name -> addIfThere(secrets, name));
        }
        Backup.Source source = new Backup.Source(
                disk,
                clock,
                DataFolder.layout(data),
                DataFolder.backup(data),
                catalog,
                extents,
                ledger,
                root,
                others,
                secrets);
        backingUp.lock();
        try {
            return new Backup(source, depot, progress).run(keep);
        } finally {
            backingUp.unlock();
        }
    }

    private void addIfThere(Map<String, Path> files, String name) {
        Path file = config.dataFolder().resolve(name);
        if (disk.exists(file)) {
            files.put(name, file);
        }
    }

    @Override
    public void close() {
        closing.close();
    }

    private static List<Schema> schemas() {
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.add(BlobSchema.SCHEMA);
        schemas.add(AnalysisSchema.SCHEMA);
        schemas.add(EventSchema.SCHEMA);
        schemas.add(LifecycleSchema.SCHEMA);
        schemas.add(ChangeFeedSchema.SCHEMA);
        schemas.add(InventorySchema.SCHEMA);
        return schemas;
    }

    private URI address(String scheme, int port) {
        String host = config.bind().contains(":") ? "[" + config.bind() + "]" : config.bind();
        return URI.create(scheme + "://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port);
    }

    /// The keys' secrets are known at the first start only; later they are taken from the file written then.
    private Connection connection(
            URI console,
            URI blobAddress,
            Optional<URI> secureAddress,
            Optional<URI> website,
            Optional<List<NewKey>> first) {
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
                secureAddress.map(address -> address + "/" + config.account()).orElse(""),
                secureAddress
                        .map(_ -> TlsFiles.certificateFile(config.https().source())
                                .toString())
                        .orElse(""),
                website.map(URI::toString).orElse(""),
                config.account(),
                keys,
                console + "/log",
                ledger.verifierKey().toString());
    }

    /// Signs the steward in, once.
    private String signIn(URI console) {
        Credential steward = requireSteward(config.account());
        return new SignInLinks(control.sessions(), console)
                .make(steward.principal().id(), steward.purpose(), SIGN_IN_LIFE, Authority.operator("amana up"))
                .toString();
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
