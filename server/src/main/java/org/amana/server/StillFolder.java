package org.amana.server;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.amana.analysis.Analysis;
import org.amana.blob.BlobStore;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Courtesy;
import org.amana.ledger.Entries;
import org.amana.ledger.LedgerConfig;
import org.amana.ledger.LedgerView;
import org.amana.policy.AccessControl;
import org.amana.policy.Credential;
import org.amana.policy.Purpose;
import org.amana.policy.Registered;
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
    public List<Purpose> purposes() {
        return Registered.of(ground.catalog(), config.account()).purposes();
    }

    @Override
    public List<Credential> credentials() {
        return Registered.of(ground.catalog(), config.account()).credentials();
    }

    @Override
    public int scrub(Terminal terminal) {
        BlobStore blobs =
                BlobStore.open(ground.catalog(), ground.extents(), ground.root(), new SecureRandom(), List.of());
        List<LiveRanges> live = List.of(blobs.liveRanges(), Analysis.liveRanges(ground.catalog(), blobs));
        return new Checkup(terminal).scrub(ground.extents(), blobs, live, Courtesy.none());
    }

    @Override
    public int fsck(Terminal terminal) {
        Checkup checkup = new Checkup(terminal);
        if (!LedgerView.hasBegun(disk, DataFolder.ledger(config.dataFolder()))) {
            return checkup.fsck(ground.catalog(), ground.extents(), Entries.NONE, Set.of(), List.of());
        }
        try (LedgerView ledger = LedgerView.open(
                disk, DataFolder.ledger(config.dataFolder()), LedgerConfig.of(config.origin()), ground.root(), clock)) {
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
