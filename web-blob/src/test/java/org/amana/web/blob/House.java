package org.amana.web.blob;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.amana.blob.AccountName;
import org.amana.blob.BlobSchema;
import org.amana.blob.BlobService;
import org.amana.blob.BlobStore;
import org.amana.blob.ContainerRef;
import org.amana.blob.DeclareContainer;
import org.amana.blob.PendingCopies;
import org.amana.blob.ScopeName;
import org.amana.blob.SetSafeguards;
import org.amana.changefeed.ChangeFeed;
import org.amana.changefeed.ChangeFeedConfig;
import org.amana.changefeed.ChangeFeedSchema;
import org.amana.changefeed.ChangeFeedSetting;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerConfig;
import org.amana.oidc.OidcConfig;
import org.amana.oidc.Tokens;
import org.amana.outbound.Outbound;
import org.amana.outbound.OutboundConfig;
import org.amana.policy.AccessControl;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Bootstrap;
import org.amana.policy.Caller;
import org.amana.policy.DataClass;
import org.amana.policy.Plan;
import org.amana.policy.Principal;
import org.amana.policy.PurposeDraft;
import org.amana.policy.PurposeId;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.amana.policy.Text;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.ExtentsConfig;
import org.amana.store.RootKey;
import org.amana.store.Schema;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;

/// All floors of the house on a folder, with one account, listening on a free port of this machine.
final class House implements AutoCloseable {
    static final String ACCOUNT = "testaccount";

    private static final Duration SILENCE = Duration.ofSeconds(10);

    final Catalog catalog;
    final Ledger ledger;
    final AccessControl access;
    final ChangeFeed feed;
    final BlobStore store;
    final BlobService blobs;
    final Bootstrap keys;
    final BlobEndpoint endpoint;
    final HttpServer server;

    private final Extents extents;
    private final Outbound outbound;
    private final PendingCopies copies;

    House(Path folder, InstantSource clock) {
        this(folder, clock, OutboundConfig.DEFAULTS);
    }

    House(Path folder, InstantSource clock, OutboundConfig outside) {
        this(folder, clock, outside, Optional.empty());
    }

    /// @param known the keys of a house on this folder that was left; empty for a new one
    House(Path folder, InstantSource clock, OutboundConfig outside, Optional<Bootstrap> known) {
        this(folder, clock, outside, known, OidcConfig.NONE, new OsDisk(), SILENCE);
    }

    /// With tokens that count.
    House(Path folder, InstantSource clock, OidcConfig oidc) {
        this(folder, clock, OutboundConfig.DEFAULTS, Optional.empty(), oidc, new OsDisk(), SILENCE);
    }

    /// On a disk that fails when a test wants it to.
    House(Path folder, Disk disk) {
        this(folder, InstantSource.system(), OutboundConfig.DEFAULTS, Optional.empty(), OidcConfig.NONE, disk, SILENCE);
    }

    /// With so much patience with a connection on which nothing moves.
    House(Path folder, Duration silence) {
        this(
                folder,
                InstantSource.system(),
                OutboundConfig.DEFAULTS,
                Optional.empty(),
                OidcConfig.NONE,
                new OsDisk(),
                silence);
    }

    private House(
            Path folder,
            InstantSource clock,
            OutboundConfig outside,
            Optional<Bootstrap> known,
            OidcConfig oidc,
            Disk disk,
            Duration silence) {
        RootKey root = RootKey.loadOrCreate(disk, folder.resolve("root.key"), folder);
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.add(BlobSchema.SCHEMA);
        schemas.add(ChangeFeedSchema.SCHEMA);
        catalog = Catalog.open(disk, folder.resolve("catalog.db"), schemas, clock);
        extents = Extents.open(disk, folder.resolve("volumes/v1"), ExtentsConfig.DEFAULTS);
        ledger = Ledger.open(disk, folder.resolve("ledger"), LedgerConfig.of("amana.test/log"), root, clock);
        access = AccessControl.open(catalog, ledger, root);
        feed = ChangeFeed.open(catalog, ChangeFeedConfig.DEFAULTS, ledger.shard());
        store = BlobStore.open(catalog, extents, root, new Random(), List.of(feed.hook()));
        blobs = store.service();
        keys = known.orElseGet(this::found);
        outbound = Outbound.open(outside);
        copies = store.startCopies(
                access.gate(), outbound, account -> access.directory().credentials(account.value()));
        endpoint = new BlobEndpoint(
                blobs,
                new Callers(access.keys(), access.bearers(), new Tokens(oidc, clock)),
                access.gate(),
                outbound,
                BlobEndpoint.Settings.DEFAULT,
                clock);
        HttpConfig config = HttpConfig.at("127.0.0.1", 0).waiting(silence, Duration.ofSeconds(5), silence.dividedBy(2));
        server = HttpServer.start(config, endpoint);
    }

    private Bootstrap found() {
        store.createAccount(new AccountName(ACCOUNT));
        return access.directory().bootstrap(ACCOUNT, Authority.operator("test"));
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.port() + "/" + ACCOUNT;
    }

    /// The Azure SDK for Java with the steward's key. It tries once, so that no failure is hidden.
    BlobServiceClient sdk() {
        return new BlobServiceClientBuilder()
                .endpoint(endpoint())
                .httpClient(new JdkHttpClientBuilder().build())
                .retryOptions(
                        new RequestRetryOptions(RetryPolicyType.FIXED, 1, Duration.ofSeconds(60), null, null, null))
                .credential(
                        new StorageSharedKeyCredential(ACCOUNT, keys.steward().base64()))
                .buildClient();
    }

    /// What a container holds, and who may touch it.
    void declare(String container, Set<DataClass> classes, Set<PurposeId> openTo) {
        ContainerRef ref = ContainerRef.of(ACCOUNT, container);
        AccessRequest request = AccessRequest.in(
                () -> blobs.facts().of(ref),
                new Caller(keys.steward().credential(), "test"),
                Service.BLOB,
                Action.WRITE);
        access.gate()
                .pass(request, blobs.declareContainer(new DeclareContainer(ref, classes, openTo)))
                .orThrow();
    }

    void declare(String container, DataClass... classes) {
        declare(container, Set.of(classes), Set.of());
    }

    /// A key for a new purpose of this scope, in Base64.
    String keyFor(Scope scope) {
        PurposeDraft draft = new PurposeDraft(
                ACCOUNT,
                Text.of("A purpose of a test"),
                "dpv:LegalCompliance",
                "eu-gdpr:A6-1-c",
                scope,
                Duration.ofDays(100),
                List.of());
        Authority operator = Authority.operator("test");
        PurposeId purpose = access.directory().propose(draft, operator).id();
        access.directory().activate(purpose, operator);
        Principal nora = access.directory().principalNamed("Nora", Principal.Kind.PERSON);
        return access.directory()
                .issueKey(purpose, nora.id(), Duration.ofDays(30), operator)
                .base64();
    }

    void addScope(String name) {
        onAccount(blobs.addEncryptionScope(new AccountName(ACCOUNT), new ScopeName(name)));
    }

    void enableScope(String name, boolean enabled) {
        onAccount(blobs.setEncryptionScope(new AccountName(ACCOUNT), new ScopeName(name), enabled));
    }

    private <R> R onAccount(Plan<R> plan) {
        AccessRequest request = AccessRequest.on(
                blobs.facts().of(new AccountName(ACCOUNT)).orElseThrow(),
                new Caller(keys.steward().credential(), "test"),
                Service.BLOB,
                Action.WRITE);
        return access.gate().pass(request, plan).orThrow();
    }

    /// From now on each write keeps what was there as a previous version.
    void keepVersions() {
        safeguard(true, Duration.ZERO);
    }

    /// From now on a deleted container is kept for so long.
    void keepContainers(Duration time) {
        safeguard(false, time);
    }

    /// @param versions whether each write keeps what was there as a previous version
    /// @param containers for so long a deleted one is kept
    void safeguard(boolean versions, Duration containers) {
        onAccount(blobs.setSafeguards(new SetSafeguards(new AccountName(ACCOUNT), versions, containers)));
    }

    /// Turns the account's change feed on.
    void noteChanges() {
        onAccount(feed.set(new AccountName(ACCOUNT), new ChangeFeedSetting(true, Duration.ZERO)));
    }

    /// Writes into the change feed what was noted.
    void writeChanges() {
        Caller steward = new Caller(keys.steward().credential(), "test");
        feed.write(new ChangeFeed.Surroundings(
                store.keeper(),
                access.gate(),
                _ -> Optional.of(steward),
                URI.create("http://127.0.0.1:" + server.port())));
    }

    @Override
    public void close() {
        server.close();
        copies.close();
        outbound.close();
        access.close();
        ledger.close();
        extents.close();
        catalog.close();
    }
}
