package org.amana.web.console;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.amana.analysis.Analysis;
import org.amana.analysis.AnalysisConfig;
import org.amana.analysis.AnalysisIntake;
import org.amana.analysis.AnalysisSchema;
import org.amana.analysis.Reason;
import org.amana.blob.AccountName;
import org.amana.blob.BlobSchema;
import org.amana.blob.BlobService;
import org.amana.blob.BlobStore;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.kernel.Courtesy;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerConfig;
import org.amana.policy.AccessControl;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Bootstrap;
import org.amana.policy.NewKey;
import org.amana.policy.Principal;
import org.amana.policy.PrincipalId;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeDraft;
import org.amana.policy.Scope;
import org.amana.policy.Text;
import org.amana.search.Search;
import org.amana.search.SearchConfig;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.ExtentsConfig;
import org.amana.store.RootKey;
import org.amana.store.Schema;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;

/// All floors of the house on a folder, with one account and its console, listening on a port of this machine.
final class House implements AutoCloseable {
    static final String ACCOUNT = "archive";

    final Ledger ledger;
    final AccessControl access;
    final BlobStore store;
    final BlobService blobs;
    final Bootstrap keys;
    final HttpServer server;
    final ConsoleServices services;
    final ConsoleConfig config;
    final SignInLinks links;
    final Console console;
    final Path verifier; // not there unless a test puts it there

    private final Analysis analysis;
    private final Search search;
    private final Catalog catalog;
    private final Extents extents;

    House(Path folder, InstantSource clock, int port) {
        this(folder, clock, port, false);
    }

    /// @param secureCookies as if browsers reached it through a proxy with TLS
    House(Path folder, InstantSource clock, int port, boolean secureCookies) {
        this(folder, clock, port, secureCookies, Duration.ofMinutes(5));
    }

    /// @param patience how long a form waits for long work
    House(Path folder, InstantSource clock, int port, boolean secureCookies, Duration patience) {
        verifier = folder.resolve("verifier.jar");
        Disk disk = new OsDisk();
        RootKey root = RootKey.loadOrCreate(disk, folder.resolve("root.key"), folder);
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.add(BlobSchema.SCHEMA);
        schemas.add(AnalysisSchema.SCHEMA);
        catalog = Catalog.open(disk, folder.resolve("catalog.db"), schemas, clock);
        extents = Extents.open(disk, folder.resolve("volumes/v1"), ExtentsConfig.DEFAULTS);
        ledger = Ledger.open(disk, folder.resolve("ledger"), LedgerConfig.of("amana.test/log"), root, clock);
        access = AccessControl.open(catalog, ledger, root);
        AnalysisIntake intake = new AnalysisIntake();
        store = BlobStore.open(catalog, extents, root, new Random(), List.of(intake));
        blobs = store.service();
        store.createAccount(new AccountName(ACCOUNT));
        keys = access.directory().bootstrap(ACCOUNT, Authority.operator("test"));
        analysis = Analysis.open(
                intake,
                catalog,
                extents,
                store,
                access.gate(),
                access.directory(),
                AnalysisConfig.ofThisMachine(folder.resolve("work")));
        search = Search.open(
                SearchConfig.DEFAULT,
                disk,
                folder.resolve("index"),
                root,
                analysis.outbox(),
                blobs.facts(),
                access.gate(),
                Courtesy.none());
        services = new ConsoleServices(
                disk,
                ledger,
                access.gate(),
                access.directory(),
                access.keys(),
                access.sessions(),
                access.approvals(),
                access.use(),
                blobs,
                analysis,
                search);
        config = ConsoleConfig.at(URI.create("http://127.0.0.1:" + port), URI.create("http://127.0.0.1:10000"), folder)
                .verifiedBy(verifier)
                .withSecureCookies(secureCookies)
                .patient(patience)
                .with(new ConsoleConfig.Secure(
                        URI.create("https://127.0.0.1:10443"), folder.resolve("certificate.pem"), false));
        console = new Console(services, config, clock, new SecureRandom());
        HttpConfig http = HttpConfig.at("127.0.0.1", port)
                .waiting(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(5));
        server = HttpServer.start(http, console);
        console.ready(Optional::empty);
        links = new SignInLinks(access.sessions(), address());
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /// A browser that is signed in with one of the account's first keys.
    Browser signedIn(NewKey key) {
        Browser browser = new Browser(address());
        browser.signIn(ACCOUNT, key.base64());
        return browser;
    }

    /// A browser whose session administers and gives out keys for all purposes: the steward's key was shown in it.
    Browser administering() {
        Browser browser = signedIn(keys.steward());
        browser.signIn(ACCOUNT, keys.administrator().base64());
        return browser;
    }

    /// A key for a purpose that is made for it.
    ///
    /// @param containers empty for all
    NewKey key(Set<String> containers, Action... actions) {
        Scope all = Scope.everythingOnData().withActions(actions);
        PurposeDraft draft = new PurposeDraft(
                ACCOUNT,
                new Text("A narrow purpose", "غرض ضيّق"),
                "dpv:RecordManagement",
                "eu-gdpr:A6-1-f",
                containers.isEmpty() ? all : all.withContainers(containers),
                Duration.ofDays(7),
                List.of());
        Authority operator = Authority.operator("test");
        Purpose made = access.directory()
                .activate(access.directory().propose(draft, operator).id(), operator);
        PrincipalId holder = access.directory()
                .principalNamed("Rana Haddad", Principal.Kind.PERSON)
                .id();
        return access.directory().issueKey(made.id(), holder, Duration.ofDays(7), operator);
    }

    /// As if every file of an account that waits had been read.
    void readEverything(String account) {
        catalog.commit(tx -> {
            tx.update(
                    "INSERT INTO analysis_done (account, kind, tasks) SELECT account, kind, count(*) FROM analysis_task"
                            + " WHERE account = ? AND state = 'waiting' GROUP BY kind",
                    account);
            return tx.update("DELETE FROM analysis_task WHERE account = ? AND state = 'waiting'", account);
        });
    }

    /// As if no worker had survived any file of an account that waits.
    void giveUpEverything(String account) {
        catalog.commit(tx -> tx.update(
                "UPDATE analysis_task SET state = 'parked', reason = 'died', changed = ?"
                        + " WHERE account = ? AND state = 'waiting'",
                tx.now(),
                account));
    }

    /// As if a file that waits could not be read.
    void setAside(String file, Reason why) {
        catalog.commit(tx -> tx.update(
                "UPDATE analysis_task SET state = 'parked', reason = ?, changed = ?"
                        + " WHERE account = ? AND name = ? AND state = 'waiting'",
                why.encode(),
                tx.now(),
                ACCOUNT,
                file));
    }

    @Override
    public void close() {
        server.close();
        console.close();
        search.close();
        analysis.close();
        access.close();
        ledger.close();
        extents.close();
        catalog.close();
    }
}
