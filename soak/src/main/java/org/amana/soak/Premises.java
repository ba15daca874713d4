package org.amana.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.amana.blob.AccountName;
import org.amana.blob.BlobSchema;
import org.amana.blob.BlobStore;
import org.amana.blob.Fsck;
import org.amana.blob.SetSafeguards;
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
import org.amana.policy.Credential;
import org.amana.policy.Service;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.ExtentsConfig;
import org.amana.store.RootKey;
import org.amana.store.Schema;
import org.amana.store.Scrub;
import org.amana.web.blob.BlobEndpoint;
import org.amana.web.blob.Callers;
import org.amana.web.blob.IssuedSas;

/// All floors of the house on a folder in this process, from the wire protocol down to the disk, but without a socket
/// and with any clock: what a million requests can be asked of, and each again in the same order. Safe for many
/// threads.
final class Premises implements AutoCloseable {
    private static final String SERVERS_LOG = "amana.local/log/node-1"; // unless its settings say otherwise
    private static final String HOST = "127.0.0.1:10000";

    private final InstantSource clock;
    private final Catalog catalog;
    private final Extents extents;
    private final Ledger ledger;
    private final AccessControl control;
    private final BlobStore blobs;
    private final Outbound outbound;
    private final BlobEndpoint endpoint;

    private Premises(Path folder, InstantSource clock, String origin, ExtentsConfig config) {
        this.clock = clock;
        Disk disk = new OsDisk();
        disk.createDirectories(folder);
        RootKey root = RootKey.loadOrCreate(disk, folder.resolve("root.key"), folder);
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.add(BlobSchema.SCHEMA);
        catalog = Catalog.open(disk, folder.resolve("catalog.db"), schemas, clock);
        extents = Extents.open(disk, folder.resolve("volumes/v1"), config);
        ledger = Ledger.open(disk, folder.resolve("ledger"), LedgerConfig.of(origin), root, clock);
        control = AccessControl.open(catalog, ledger, root);
        blobs = BlobStore.open(catalog, extents, root, new Random(), List.of());
        outbound = Outbound.open(OutboundConfig.DEFAULTS);
        endpoint = new BlobEndpoint(
                blobs.service(),
                new Callers(control.keys(), control.bearers(), new Tokens(OidcConfig.NONE, clock)),
                control.gate(),
                outbound,
                BlobEndpoint.Settings.DEFAULT,
                clock);
    }

    static Premises open(Path folder, InstantSource clock) {
        return new Premises(folder, clock, "amana.test/log", ExtentsConfig.DEFAULTS);
    }

    /// The data folder of a server that does not run.
    static Premises of(Path folder) {
        return new Premises(folder, InstantSource.system(), SERVERS_LOG, ExtentsConfig.DEFAULTS);
    }

    /// A new account with nothing in it.
    Tenant tenant(String name) {
        blobs.createAccount(new AccountName(name));
        Bootstrap keys = control.directory().bootstrap(name, Authority.operator("soak"));
        return tenant(name, keys.steward().base64());
    }

    /// An account that there is.
    ///
    /// @param key of its steward
    Tenant tenant(String name, String key) {
        Instant now = clock.instant();
        String signature = IssuedSas.query(
                name,
                Base64.getDecoder().decode(key),
                "rwdxlactf",
                now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofDays(6)));
        return new Tenant(name, signature);
    }

    /// Who asks, in the account's name and with the right to everything.
    final class Tenant {
        private final String account;
        private final String signature;

        private Tenant(String account, String signature) {
            this.account = account;
            this.signature = signature;
        }

        DirectExchange.Answer ask(Client.Ask ask) {
            String query = ask.query().isEmpty() ? signature : ask.query() + "&" + signature;
            DirectExchange exchange = new DirectExchange(HOST, "/" + account + ask.path(), query, ask);
            try {
                endpoint.handle(exchange);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return exchange.answer();
        }

        /// What Azure's clients cannot say: whether versions are kept.
        void keepVersions(boolean versions) {
            AccountName name = new AccountName(account);
            Credential steward = control.directory().credentials(account).stream()
                    .filter(credential -> credential.kind() == Credential.Kind.ACCESS_KEY)
                    .min(Comparator.comparing(Credential::purpose))
                    .orElseThrow();
            AccessRequest request = AccessRequest.on(
                    blobs.facts().of(name).orElseThrow(), new Caller(steward, "soak"), Service.BLOB, Action.WRITE);
            control.gate()
                    .pass(request, blobs.service().setSafeguards(new SetSafeguards(name, versions, Duration.ZERO)))
                    .orThrow();
        }

        /// Address of a blob without its signature, as it is told of a copy.
        String url(String path) {
            return "http://" + HOST + "/" + account + path;
        }

        /// The same with all that is needed to read it.
        ///
        /// @param query may be empty
        String signed(String path, String query) {
            return url(path) + "?" + (query.isEmpty() ? "" : query + "&") + signature;
        }
    }

    /// What the operator's checks find.
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        Fsck.check(catalog, extents, ledger)
                .findings()
                .forEach(finding ->
                        findings.add(String.format(Locale.ROOT, "fsck: %s: %s", finding.about(), finding.what())));
        new Scrub(extents).run().damages().forEach(damage -> findings.add("scrub: " + damage));
        return findings;
    }

    @Override
    public void close() {
        outbound.close();
        control.close();
        ledger.close();
        extents.close();
        catalog.close();
    }
}
