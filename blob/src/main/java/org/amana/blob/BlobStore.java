package org.amana.blob;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.amana.outbound.Outbound;
import org.amana.policy.Caller;
import org.amana.policy.Credential;
import org.amana.policy.Gate;
import org.amana.store.Catalog;
import org.amana.store.Damage;
import org.amana.store.Extents;
import org.amana.store.LiveRanges;
import org.amana.store.RootKey;

/// All blobs of this server, for whoever runs it: opens what the others use, and does what goes on behind them.
/// Safe for any number of threads.
public final class BlobStore {
    private final BlobParts parts;
    private final PendingCopies copies;

    private BlobStore(BlobParts parts, PendingCopies copies) {
        this.parts = parts;
        this.copies = copies;
    }

    /// Opens what is kept over a catalog that knows [BlobSchema#SCHEMA].
    ///
    /// @param random for pseudonyms and ids: a secure one, but in tests
    /// @param hooks take part in every commit, in this order
    public static BlobStore open(
            Catalog catalog, Extents extents, RootKey root, RandomGenerator random, List<CommitHook> hooks) {
        return open(catalog, extents, root, random, hooks, BlobConfig.DEFAULTS);
    }

    /// The same, told how blobs are kept.
    public static BlobStore open(
            Catalog catalog,
            Extents extents,
            RootKey root,
            RandomGenerator random,
            List<CommitHook> hooks,
            BlobConfig config) {
        return open(catalog, extents, root, random, hooks, config, RowLimits.DEFAULTS);
    }

    static BlobStore open(
            Catalog catalog,
            Extents extents,
            RootKey root,
            RandomGenerator random,
            List<CommitHook> hooks,
            BlobConfig config,
            RowLimits rows) {
        Accounts accounts = new Accounts(catalog, random);
        BlobParts parts = new BlobParts(
                catalog,
                extents,
                accounts,
                new Containers(catalog, root, accounts),
                new EncryptionScopes(catalog, root, accounts),
                new BlobLocks(),
                VersionClock.open(catalog),
                new Commits(catalog, hooks),
                new References(catalog, root),
                new Readings(),
                random,
                config,
                rows);
        return new BlobStore(parts, new PendingCopies(parts, root));
    }

    /// Whether a catalog knows of blobs whose bytes lie in extents.
    public static boolean knowsContent(Catalog catalog) {
        return catalog.read(reader -> reader.first(
                        "SELECT 1 AS one FROM blob WHERE places IS NOT NULL AND length > 0"
                                + " UNION ALL SELECT 1 FROM long_content LIMIT 1",
                        row -> row.number("one")))
                .isPresent();
    }

    BlobParts parts() {
        return parts;
    }

    /// What clients can do with the blobs.
    public BlobService service() {
        return new BlobService(parts, copies);
    }

    /// The same, for those who write what the service keeps for itself: the container of the change feed. Whoever
    /// serves clients has no use for it.
    public BlobService keeper() {
        return new BlobService(parts.forKeeper(), copies);
    }

    public BlobFacts facts() {
        return new BlobFacts(parts);
    }

    public Vaults vaults() {
        return new Vaults(parts);
    }

    /// Makes an account with a random pseudonym. That is its owner's business and passes no gate.
    ///
    /// @throws org.amana.kernel.AmanaException `RESOURCE_EXISTS` when there is one of this name
    public Account createAccount(AccountName name) {
        return parts.accounts().create(name);
    }

    /// Begins to carry copies from elsewhere on, those first that were pending when the server stopped.
    ///
    /// @param outbound fetches the sources
    /// @param credentials those of an account that are worth something now; a copy goes on under the one that asked
    public PendingCopies startCopies(
            Gate gate, Outbound outbound, Function<AccountName, List<Credential>> credentials) {
        copies.start(new PendingCopies.Outside(gate, outbound, credentials));
        return copies;
    }

    /// Starts the background work.
    ///
    /// @param housekeeper with which credential it passes the gate in an account; while there is none,
    ///     uncommitted blocks of that account are kept
    public Janitor startJanitor(Gate gate, Function<AccountName, Optional<Caller>> housekeeper) {
        Janitor janitor = new Janitor(parts, parts.config(), gate, housekeeper);
        janitor.start();
        return janitor;
    }

    /// Tells which bytes of which blobs lie in damaged parts of extents, as scrub found them.
    public List<Finding> damaged(List<Damage> damages) {
        return new DamagedBlobs(parts.catalog(), damages).findings();
    }

    /// What the catalog refers to in extents, for compaction.
    public LiveRanges liveRanges() {
        return parts.references();
    }
}
