package org.amana.policy;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.amana.kernel.Rounds;
import org.amana.ledger.Entries;
import org.amana.ledger.Ledger;
import org.amana.policy.DayCounters.Used;
import org.amana.store.Catalog;
import org.amana.store.RootKey;
import org.amana.store.Schema;

/// Everything that decides who may use what for which purpose, put together and running. When it is open, what a
/// crash left half done is settled, so that the first request meets exact sums.
public final class AccessControl implements AutoCloseable {
    /// Every so many rounds of upkeep, what has expired is forgotten.
    private static final int ROUNDS_TO_FORGET = 600;

    private final Register register;
    private final CommitWatch commits;
    private final Noise noise;
    private final Tally tally;
    private final Directory directory;
    private final Keys keys;
    private final Bearers bearers;
    private final Sessions sessions;
    private final Approvals approvals;
    private final SitePolicies policies;
    private final UseRecord use;
    private final Gate gate;
    private final int voidedAtStart;
    private final Rounds upkeep;

    /// Touched by the thread of [#upkeep] alone (and by tests, which keep that thread asleep).
    private int rounds;

    private AccessControl(
            Catalog catalog, Ledger ledger, RootKey rootKey, PolicyConfig config, RandomGenerator random) {
        CedarEngine engine = CedarEngine.load();
        this.register = new Register(catalog, ledger);
        this.commits = new CommitWatch(catalog, ledger);
        LedgerClock clock = new LedgerClock(catalog, ledger);
        this.voidedAtStart = commits.settle();
        RegisterCheck.require(catalog, ledger);
        this.policies = SitePolicies.open(catalog, register, engine, config.cachedDecisions());
        Decisions decisions = policies.decisions();
        this.directory = Directory.open(catalog, register, clock, rootKey, random, decisions::drop);
        this.keys = new Keys(directory, random);
        this.bearers = new Bearers(directory, rootKey);
        this.sessions = new Sessions(catalog, directory, random);
        this.approvals = Approvals.open(catalog, register, directory);
        this.noise = new Noise(catalog, ledger);
        this.tally = new Tally(catalog, ledger);
        DayCounters counters = new DayCounters();
        this.use = new UseRecord(catalog, ledger, tally, counters);
        this.gate = new Gate(
                new Rulings(catalog, directory, decisions),
                new AccessEntries(ledger),
                ledger,
                counters,
                approvals,
                commits,
                noise);
        restore(counters);
        this.upkeep = Rounds.inTime("policy-upkeep", config.upkeepEvery(), this::keepUp);
        upkeep.start();
    }

    /// The tables that the catalog must be opened with.
    public static List<Schema> schemas() {
        return List.of(PolicySchema.SCHEMA);
    }

    /// How many ledger entries a catalog knows of; the ledger that belongs to it has at least so many.
    public static long entriesKnown(Catalog catalog) {
        return catalog.read(AppliedEntries::settledUpTo);
    }

    /// The entries that promise a change of stored bytes which a crash has taken: the next start voids
    /// them. For a catalog and a ledger that nobody goes on with.
    ///
    /// @throws org.amana.kernel.AmanaException `CORRUPT` if the two are not of one folder, or either has
    ///     lost more than a crash can take
    public static Set<Long> lostCommits(Catalog catalog, Entries ledger) {
        return LostCommits.find(catalog, ledger);
    }

    /// Opens with default settings; see the other `open`.
    public static AccessControl open(Catalog catalog, Ledger ledger, RootKey rootKey) {
        return open(catalog, ledger, rootKey, PolicyConfig.DEFAULTS, new SecureRandom());
    }

    /// Settles what a crash left half done, puts the policy set in force and restores the day's counters. It may
    /// append to the ledger: `void` entries for accesses whose commit was lost, a `policy` entry for a new set.
    ///
    /// @param random cryptographically strong: secrets and tokens come from it
    /// @throws org.amana.kernel.AmanaException `CONFIGURATION` if the policy engine's native library cannot be
    ///     loaded: without it nothing can be decided
    public static AccessControl open(
            Catalog catalog, Ledger ledger, RootKey rootKey, PolicyConfig config, RandomGenerator random) {
        return new AccessControl(catalog, ledger, rootKey, config, random);
    }

    public Directory directory() {
        return directory;
    }

    public Keys keys() {
        return keys;
    }

    public Bearers bearers() {
        return bearers;
    }

    public Sessions sessions() {
        return sessions;
    }

    public Approvals approvals() {
        return approvals;
    }

    public SitePolicies policies() {
        return policies;
    }

    public UseRecord use() {
        return use;
    }

    public Gate gate() {
        return gate;
    }

    /// How many entries were voided when this was opened, because a crash had lost their catalog commit.
    public int voidedAtStart() {
        return voidedAtStart;
    }

    /// Writes what was put off. To be called before ledger and catalog are closed, when nothing passes the gate
    /// any more.
    @Override
    public void close() {
        upkeep.close();
        register.payOwed();
        noise.writeAll();
        commits.payOwed();
        commits.clearAway();
        tally.catchUp();
    }

    /// Stops as if the power had gone: nothing more is written.
    void stopUpkeep() {
        upkeep.close();
    }

    private void restore(DayCounters counters) {
        tally.catchUp();
        LocalDate today = use.today();
        for (PurposeUse each : use.byPurpose(today)) {
            counters.restore(each.purpose(), each.day(), new Used(each.bytes(), each.objects()));
        }
    }

    void keepUp() {
        register.payOwed();
        noise.writeEnded();
        commits.payOwed();
        commits.clearAway();
        tally.catchUp();
        if (++rounds % ROUNDS_TO_FORGET == 0) {
            directory.forgetExpired();
            sessions.forgetExpired();
            approvals.forgetExpired();
        }
    }
}
