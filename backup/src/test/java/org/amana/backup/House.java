package org.amana.backup;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerConfig;
import org.amana.store.Appending;
import org.amana.store.Catalog;
import org.amana.store.ContainerKey;
import org.amana.store.Extents;
import org.amana.store.ExtentsConfig;
import org.amana.store.Pending;
import org.amana.store.RootKey;

/// What a backup is made of, real, in one folder.
final class House implements AutoCloseable {
    private final Disk disk = new OsDisk();
    private final Path data;
    final RootKey root;
    final Catalog catalog;
    final Extents extents;
    final Ledger ledger;

    House(Path data) {
        this.data = data;
        disk.createDirectories(data);
        root = RootKey.loadOrCreate(disk, rootKey(), data);
        catalog = Catalog.open(disk, data.resolve("catalog.db"), List.of(), InstantSource.system());
        extents = Extents.open(disk, data.resolve("volumes/v1"), ExtentsConfig.DEFAULTS);
        ledger = Ledger.open(
                disk, data.resolve("ledger"), LedgerConfig.of("test.example/log"), root, InstantSource.system());
    }

    Path rootKey() {
        return data.resolve("root.key");
    }

    static Layout layout(Path data) {
        return new Layout(
                data,
                data.resolve("catalog.db"),
                data.resolve("volumes/v1"),
                data.resolve("ledger"),
                data.resolve("amana.lock"));
    }

    /// Appends to an extent.
    void write(byte[] content) {
        try (Appending body = extents.append(ContainerKey.create(), content.length)) {
            body.write(content, 0, content.length);
            try (Pending pending = body.finish()) {
                pending.await();
            }
        }
    }

    Backup.Result backUp(Depot depot, int keep) {
        return backUp(depot, keep, false);
    }

    Backup.Result backUp(Depot depot, int keep, boolean checkEarlier) {
        Backup.Source source = new Backup.Source(
                disk,
                InstantSource.system(),
                layout(data),
                data.resolve("backup.tmp"),
                catalog,
                extents,
                ledger,
                root,
                Map.of(Restore.ROOT_CHECK, data.resolve(Restore.ROOT_CHECK)),
                Map.of());
        return new Backup(source, depot, (_, _, _, _) -> {}).run(keep, checkEarlier);
    }

    @Override
    public void close() {
        ledger.close();
        extents.close();
        catalog.close();
    }
}
