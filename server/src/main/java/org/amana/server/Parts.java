package org.amana.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.amana.analysis.Analysis;
import org.amana.analysis.AnalysisConfig;
import org.amana.analysis.AnalysisIntake;
import org.amana.blob.BlobStore;
import org.amana.blob.CommitHook;
import org.amana.changefeed.ChangeFeed;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.events.Events;
import org.amana.inventory.Inventory;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Courtesy;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerConfig;
import org.amana.lifecycle.Lifecycle;
import org.amana.outbound.Outbound;
import org.amana.policy.AccessControl;
import org.amana.policy.Directory;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.LiveRanges;
import org.amana.store.RootKey;

/// The parts of Amana on one data folder, opened from the disk upwards: each is given those that it stands on. Nothing
/// of them works by itself yet, and nobody can reach them from outside.
final class Parts {
    /// Between two rounds by the rules of an account (Azure: once a day).
    private static final Duration LIFECYCLE_EVERY = Duration.ofDays(1);

    final AmanaConfig config;
    final InstantSource clock = InstantSource.system();
    final SecureRandom random = new SecureRandom();
    final Disk disk = new OsDisk();
    final Traffic traffic = new Traffic();
    final Courtesy courtesy = new Courtesy(traffic::demand);
    final RootKey root;
    final Catalog catalog;
    final Extents extents;
    final Ledger ledger;
    final AccessControl control;
    final Steward steward;
    final Events events;
    final Outbound outbound;

    /// Connections of their own, so that long copies never take those of the webhooks.
    final Outbound eventsOutbound;

    final ChangeFeed changeFeed;
    final BlobStore blobs;
    final Lifecycle lifecycle;
    final Inventory inventory;
    final Analysis analysis;

    /// Opens the data folder, making it when missing.
    ///
    /// @param closing is given each part as soon as it is open, also when a later one fails
    /// @throws AmanaException `CONFIGURATION` when it is held by another process or its root key is missing or
    ///     wrong
    Parts(AmanaConfig config, Closing closing) {
        this.config = config;
        Path data = config.dataFolder();
        Ground ground = Ground.open(config, disk, clock, closing);
        root = ground.root();
        catalog = ground.catalog();
        extents = ground.extents();
        ledger = closing.add(Ledger.open(disk, DataFolder.ledger(data), LedgerConfig.of(config.origin()), root, clock));
        control = closing.add(AccessControl.open(catalog, ledger, root));
        steward = new Steward(control.directory());
        events = closing.add(Events.open(catalog, ledger.shard()));
        // Closed before those who wait for answers from outside.
        outbound = closing.add(Outbound.open(config.outbound()));
        eventsOutbound = closing.add(Outbound.open(config.outbound()));
        changeFeed = closing.add(ChangeFeed.open(catalog, config.changeFeed(), ledger.shard()));
        AnalysisIntake intake = new AnalysisIntake();
        List<CommitHook> hooks = List.of(intake, events.hook(), changeFeed.hook());
        blobs = BlobStore.open(catalog, extents, root, random, hooks, config.blob());
        lifecycle = closing.add(Lifecycle.open(
                catalog, blobs.service(), control.gate(), steward.everywhere("amana lifecycle"), LIFECYCLE_EVERY));
        inventory = closing.add(
                Inventory.open(catalog, blobs.service(), control.gate(), steward.everywhere("amana inventory")));
        analysis = closing.add(Analysis.open(
                intake,
                catalog,
                extents,
                blobs,
                control.gate(),
                directory(),
                AnalysisConfig.ofThisMachine(DataFolder.work(data), config.analysis())));
    }

    Directory directory() {
        return control.directory();
    }

    /// All that keeps places in its rows.
    List<LiveRanges> liveRanges() {
        return List.of(blobs.liveRanges(), analysis.liveRanges());
    }
}
