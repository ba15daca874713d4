package org.amana.server;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.amana.analysis.Analysis;
import org.amana.blob.AccountName;
import org.amana.blob.BlobStore;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Courtesy;
import org.amana.ledger.Entries;
import org.amana.ledger.LedgerConfig;
import org.amana.ledger.LedgerView;
import org.amana.ledger.Subject;
import org.amana.policy.AccessControl;
import org.amana.policy.Approval;
import org.amana.policy.Approvals;
import org.amana.policy.Credential;
import org.amana.policy.PolicyText;
import org.amana.policy.Principal;
import org.amana.policy.Purpose;
import org.amana.policy.Registered;
import org.amana.policy.SitePolicies;
import org.amana.store.LiveRanges;

/// A data folder that no server holds, opened to be looked at: nothing works in the background, and its
/// ledger is not gone on with, so that a look at a copy makes no second history. What a crash left of
/// the ledger and of changes half done is left to the next start; extents are sealed, and tables brought
/// to this build, as at any opening.
final class StillFolder implements Inspection, AutoCloseable {
    private final AmanaConfig config;
    private final Closing closing;
    private final InstantSource clock = InstantSource.system();
    private final Disk disk = new OsDisk();
    private final Ground ground;

    private StillFolder(AmanaConfig config, Closing closing) {
        this.config = config;
        this.closing = closing;
        this.ground = Ground.open(config, disk, clock, closing);
    }

    /// @throws AmanaException `CONFIGURATION` when it is held by another process, a part of it is gone, or
    ///     its root key is missing or wrong
    static StillFolder open(AmanaConfig config) {
        Closing closing = new Closing();
        try {
            return new StillFolder(config, closing);
        } catch (RuntimeException | Error e) {
            closing.closeAfter(e);
            throw e;
        }
    }

    @Override
    public String account() {
        return config.account();
    }

    @Override
    public List<Purpose> purposes() {
        return Registered.of(ground.catalog(), account()).purposes();
    }

    @Override
    public List<Credential> credentials() {
        return Registered.of(ground.catalog(), account()).credentials();
    }

    @Override
    public List<Principal> principals() {
        return Registered.principals(ground.catalog());
    }

    @Override
    public List<Approval> approvals() {
        return Approvals.stored(ground.catalog(), account());
    }

    @Override
    public SitePolicies.Wording policiesInForce() {
        return SitePolicies.stored(ground.catalog());
    }

    @Override
    public void checkPolicies(List<PolicyText> site) {
        SitePolicies.checkAlone(site);
    }

    @Override
    public Settings settings() {
        return new StillSettings(ground.catalog(), blobs().facts(), new AccountName(account()));
    }

    @Override
    public AnalysisWatch.Work analysisProgress() {
        return AnalysisWatch.Work.of(Analysis.progress(ground.catalog()));
    }

    private BlobStore blobs() {
        return BlobStore.open(ground.catalog(), ground.extents(), ground.root(), new SecureRandom(), List.of());
    }

    @Override
    public int countOf(Subject subject, int most) {
        if (!LedgerView.hasBegun(disk, DataFolder.ledger(config.dataFolder()))) {
            return 0;
        }
        try (LedgerView ledger = ledger()) {
            return ledger.countOf(subject, most);
        }
    }

    private LedgerView ledger() {
        return LedgerView.open(
                disk, DataFolder.ledger(config.dataFolder()), LedgerConfig.of(config.origin()), ground.root(), clock);
    }

    @Override
    public int scrub(Terminal terminal) {
        BlobStore blobs = blobs();
        List<LiveRanges> live = List.of(blobs.liveRanges(), Analysis.liveRanges(ground.catalog(), blobs));
        return new Checkup(terminal).scrub(ground.extents(), blobs, live, Courtesy.none());
    }

    @Override
    public int fsck(Terminal terminal) {
        Checkup checkup = new Checkup(terminal);
        if (!LedgerView.hasBegun(disk, DataFolder.ledger(config.dataFolder()))) {
            return checkup.fsck(ground.catalog(), ground.extents(), Entries.NONE, Set.of(), List.of());
        }
        try (LedgerView ledger = ledger()) {
            checkup.torn(ledger.torn());
            checkup.unshown(ledger.isShown());
            Set<Long> lost = AccessControl.lostCommits(ground.catalog(), ledger);
            return checkup.fsck(
                    ground.catalog(),
                    ground.extents(),
                    ledger,
                    lost,
                    Checkup.ofLedger(ledger.checkOpenings(), ledger.verify()));
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
