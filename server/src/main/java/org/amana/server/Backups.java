package org.amana.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.amana.backup.Backup;
import org.amana.backup.Depot;
import org.amana.backup.ProgressListener;
import org.amana.backup.Restore;

/// Makes backups of the data folder while it is in use, one at a time.
final class Backups {
    private final Parts parts;
    private final ReentrantLock one = new ReentrantLock();

    Backups(Parts parts) {
        this.parts = parts;
    }

    /// Makes a backup; waits while another is made.
    ///
    /// @param withRootKey whether what tells the data to whoever has the backup goes in as well
    /// @param keep how many backups stay in the depot
    /// @param checkEarlier whether the newest one there is read through first
    Backup.Result make(Depot depot, boolean withRootKey, int keep, boolean checkEarlier, ProgressListener progress) {
        Backup.Source source = source(withRootKey);
        one.lock();
        try {
            return new Backup(source, depot, progress).run(keep, checkEarlier);
        } finally {
            one.unlock();
        }
    }

    private Backup.Source source(boolean withRootKey) {
        Path data = parts.config.dataFolder();
        Map<String, Path> others = new HashMap<>();
        others.put(Restore.ROOT_CHECK, data.resolve(Restore.ROOT_CHECK));
        addIfThere(others, AmanaConfig.FILE_NAME);
        Map<String, Path> secrets = new HashMap<>();
        if (withRootKey) {
            secrets.put(Restore.ROOT_KEY, parts.config.rootKey());
            addIfThere(secrets, Connection.FILE_NAME);
            TlsFiles.OWN.forEach(name -> addIfThere(secrets, name));
        }
        return new Backup.Source(
                parts.disk,
                parts.clock,
                DataFolder.layout(data),
                DataFolder.backup(data),
                parts.catalog,
                parts.extents,
                parts.ledger,
                parts.root,
                others,
                secrets);
    }

    private void addIfThere(Map<String, Path> files, String name) {
        Path file = parts.config.dataFolder().resolve(name);
        if (parts.disk.exists(file)) {
            files.put(name, file);
        }
    }
}
