package org.amana.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.amana.durable.Access;
import org.amana.durable.Disk;

/// Says that a backup is being put back into a data folder: it is there before anything else is, and goes last.
/// Lines of ASCII: what it is, and the files outside the volume and the ledger that the restore makes. Format:
/// `docs/formats/backup.md`.
final class RestoringMark {
    private static final String FIRST = "amana-restoring 1";

    private final Disk disk;
    private final Path file;

    RestoringMark(Disk disk, Path folder) {
        this.disk = disk;
        this.file = folder.resolve(Restore.RESTORING);
    }

    boolean isThere() {
        return disk.exists(file) && !disk.isFolder(file) && lines().getFirst().equals(FIRST);
    }

    private List<String> lines() {
        return List.of(new String(disk.read(file), StandardCharsets.US_ASCII).split("\n", -1));
    }

    /// What restores that were interrupted may have made outside the volume and the ledger.
    Set<String> made() {
        Set<String> made = new LinkedHashSet<>();
        if (isThere()) {
            lines().stream().skip(1).filter(Part::isName).forEach(made::add);
        }
        return made;
    }

    /// Leaves it; durable when this returns.
    void leave(Set<String> making) {
        String text = FIRST + "\n" + String.join("\n", making) + "\n";
        disk.replace(file, text.getBytes(StandardCharsets.US_ASCII), Access.PRIVATE);
    }

    void remove() {
        disk.delete(file);
        disk.syncName(file);
    }
}
