package org.amana.durable;

import java.nio.file.Path;
import java.util.List;

/// A large file that is to go. It loses its name first, durably, and then its blocks, a few at a time: a file system
/// that tells the device of every freed block (ext4 mounted with `discard`) does so while everybody's syncs wait, and
/// removing a gibibyte at one stroke would hold up the commits beside it for as long as that takes.
///
/// A power cut leaves what was not removed yet, for [#in(Disk, Path)] to find.
public final class Remains {
    private static final String SUFFIX = ".gone";
    private static final long STEP = 4 << 20;

    private final Disk disk;
    private final Path file;

    private Remains(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
    }

    /// Takes a file its name. When this returns, nobody finds it under that name any more, power cut or not. After a
    /// failure it is safe to be done again.
    public static Remains of(Disk disk, Path file) {
        Path gone = file.resolveSibling(file.getFileName() + SUFFIX);
        if (disk.exists(file) || !disk.exists(gone)) {
            disk.rename(file, gone);
        }
        disk.syncName(file);
        return new Remains(disk, gone);
    }

    /// What is left in a folder of removals that did not come to their end.
    public static List<Remains> in(Disk disk, Path folder) {
        return disk.list(folder).stream()
                .filter(file -> String.valueOf(file.getFileName()).endsWith(SUFFIX))
                .map(file -> new Remains(disk, file))
                .toList();
    }

    /// Removes it. Each step is durable before the next, so that no commit has to wait for more than one.
    public void remove() {
        remove(() -> {});
    }

    /// The same.
    ///
    /// @param pause is called after each step
    public void remove(Runnable pause) {
        try (DurableFile open = disk.open(file, Mode.WRITE)) {
            for (long size = open.size() - STEP; size > 0; size -= STEP) {
                open.truncate(size);
                open.sync();
                pause.run();
            }
        }
        disk.delete(file);
    }
}
