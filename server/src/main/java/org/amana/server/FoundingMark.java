package org.amana.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.amana.durable.Access;
import org.amana.durable.Disk;

/// Says that the first keys of a data folder were not handed out yet: a first start that ends before it has written
/// [Connection] leaves it behind, and the next one makes new keys in place of those that nobody knows.
record FoundingMark(Disk disk, Path dataFolder) {
    private static final byte[] TEXT = "The first start has not come to its end; the next one makes the keys anew.\n"
            .getBytes(StandardCharsets.UTF_8);

    private Path file() {
        return dataFolder.resolve("founding");
    }

    boolean isSet() {
        return disk.exists(file());
    }

    /// Durable when this returns.
    void set() {
        disk.replace(file(), TEXT, Access.PRIVATE);
    }

    void clear() {
        if (isSet()) {
            disk.delete(file());
            disk.syncDirectory(dataFolder);
        }
    }
}
