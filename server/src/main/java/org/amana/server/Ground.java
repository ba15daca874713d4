package org.amana.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.amana.analysis.AnalysisSchema;
import org.amana.backup.Backup;
import org.amana.blob.BlobSchema;
import org.amana.blob.BlobStore;
import org.amana.changefeed.ChangeFeedSchema;
import org.amana.durable.Disk;
import org.amana.events.EventSchema;
import org.amana.inventory.InventorySchema;
import org.amana.kernel.AmanaException;
import org.amana.lifecycle.LifecycleSchema;
import org.amana.policy.AccessControl;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.RootKey;
import org.amana.store.Schema;

/// What everything on a data folder stands on: the claim to it, its root key, its catalog and its extents.
record Ground(RootKey root, Catalog catalog, Extents extents) {
    /// Opens the data folder, making it when missing.
    ///
    /// @param closing is given each part as soon as it is open, also when a later one fails
    /// @throws AmanaException `CONFIGURATION` when it is held by another process, a part of it is gone, or
    ///     its root key is missing or wrong
    static Ground open(AmanaConfig config, Disk disk, InstantSource clock, Closing closing) {
        Path data = config.dataFolder();
        DataFolder.requireOurs(data);
        disk.createDirectories(data);
        closing.add(disk.lock(DataFolder.lock(data)));
        Backup.clear(disk, DataFolder.backup(data));
        RootKey root = RootKey.loadOrCreate(disk, config.rootKey(), data);
        DataFolder.requireWhole(disk, data);
        Catalog catalog = closing.add(Catalog.open(disk, DataFolder.catalog(data), schemas(), clock));
        DataFolder.requireLedger(disk, data, AccessControl.entriesKnown(catalog));
        DataFolder.requireVolume(disk, data, () -> BlobStore.knowsContent(catalog));
        Extents extents = closing.add(Extents.open(disk, DataFolder.volume(data), config.extents()));
        return new Ground(root, catalog, extents);
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
}
