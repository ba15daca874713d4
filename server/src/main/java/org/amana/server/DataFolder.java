package org.amana.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.amana.backup.Layout;
import org.amana.backup.Restore;
import org.amana.durable.Disk;
import org.amana.durable.FileTrouble;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.ShellWord;
import org.amana.store.Extents;

/// Where everything lies in the data folder.
final class DataFolder {
    /// What may lie there before the first start.
    private static final Set<String> BEFOREHAND = Set.of("root.key", "tls", "volumes", "ledger", "lost+found");

    private DataFolder() {}

    /// @throws AmanaException `CONFIGURATION` when nothing was ever stored there, what was is not whole, or the user
    ///     may not look
    static void requireData(Path folder) {
        if (FileTrouble.isClosed(folder)) {
            throw wrong("cannot read data folder " + folder + ": " + FileTrouble.denied(folder));
        }
        if (!Files.exists(folder)) {
            throw wrong("there is no folder " + folder + ", so it holds no data of Amana's: name the data folder with"
                    + " --data, or make one with amana up");
        }
        requireNoFile(folder);
        requireRestored(folder);
        if (!Files.exists(catalog(folder))) {
            if (Files.exists(volume(folder)) || Files.exists(ledger(folder))) {
                throw missing(catalog(folder));
            }
            throw wrong(
                    folder + " is no data folder, it holds no data of Amana's: name another with --data, or make one"
                            + " with amana up --data, best in an empty folder");
        }
    }

    /// @throws AmanaException `CONFIGURATION` when what is there is a file
    static void requireNoFile(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw wrong(folder + " is not a folder but a file: name the data folder with --data");
        }
    }

    /// @throws AmanaException `CONFIGURATION` when a backup was being put back into it, and not all of it is
    static void requireRestored(Path folder) {
        if (Files.exists(folder.resolve(Restore.RESTORING))) {
            throw wrong(folder + " holds a backup that is not all back: a restore into it was interrupted, or is under"
                    + " way. Unless one is, run amana restore SRC --data " + ShellWord.of(folder)
                    + " again, which removes what the other left and begins anew");
        }
    }

    /// Refuses to found anything among files that are somebody's: keys would lie between documents, and go with them.
    ///
    /// @throws AmanaException `CONFIGURATION` when nothing was ever stored there, but something else is
    static void requireOurs(Path folder) {
        Stream<Path> marks = Stream.of(lock(folder), catalog(folder), folder.resolve(AmanaConfig.FILE_NAME));
        if (!Files.isDirectory(folder) || marks.anyMatch(Files::exists)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !BEFOREHAND.contains(name))
                    .min(Comparator.naturalOrder())
                    .ifPresent(name -> {
                        throw wrong(folder + " holds files that are none of Amana's, such as " + name
                                + ": name an empty folder with --data; to take files in, amana up "
                                + ShellWord.of(folder));
                    });
        } catch (IOException e) {
            throw wrong("cannot read data folder " + folder + ": " + e.getMessage());
        }
    }

    private static AmanaException wrong(String what) {
        return new AmanaException(ErrorCode.CONFIGURATION, what);
    }

    /// Refuses a folder of which a part is gone. To go on without it would take everything in the others for
    /// lost: the extents of a catalog that is begun anew are garbage, and so are the entries of its ledger.
    ///
    /// The parts are made in the order catalog, volume, ledger, so a first start that was cut short leaves out
    /// the later ones only.
    ///
    /// @throws AmanaException `CONFIGURATION` naming what is missing; nothing is changed then
    static void requireWhole(Disk disk, Path folder) {
        boolean catalog = disk.exists(catalog(folder)) && disk.size(catalog(folder)) > 0;
        boolean volume = disk.exists(volume(folder));
        boolean ledger = disk.exists(ledger(folder));
        if (!catalog && (volume || ledger)) {
            throw missing(catalog(folder));
        }
        if (!volume && ledger) {
            throw missing(volume(folder));
        }
    }

    /// Refuses to serve a catalog whose bytes are not there: what is written then would lie under the disk that is
    /// mounted again.
    ///
    /// @param contentKnown whether the catalog knows of bytes in extents
    static void requireVolume(Disk disk, Path folder, BooleanSupplier contentKnown) {
        Path volume = volume(folder);
        boolean empty = disk.exists(volume)
                && !disk.exists(Extents.lock(volume))
                && disk.list(volume).stream().noneMatch(Extents::isExtent);
        if (empty && contentKnown.getAsBoolean()) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    volume + " is empty, although the catalog knows of content in it: is a disk not mounted? Else put"
                            + " it back from your backup; to go on without what lay there, make an empty file "
                            + Extents.lock(volume));
        }
    }

    /// Refuses to begin a ledger beside a catalog that has lived with one.
    ///
    /// @param entriesKnown how many ledger entries the catalog knows of
    static void requireLedger(Disk disk, Path folder, long entriesKnown) {
        if (entriesKnown > 0 && !disk.exists(ledger(folder))) {
            throw missing(ledger(folder));
        }
    }

    private static AmanaException missing(Path part) {
        return new AmanaException(
                ErrorCode.CONFIGURATION,
                part
                        + " is missing or empty, although there is data beside it that belongs to it: put it back from"
                        + " your backup (is a disk not mounted?)");
    }

    /// What a command line needs to mean this data folder, too: ` --data DIR`, or nothing for the default.
    static String option(Path folder) {
        return folder.equals(AmanaConfig.DEFAULT_FOLDER) ? "" : " --data " + ShellWord.of(folder);
    }

    /// Whether a folder is one, of this server or of another. It need not hold any data yet.
    static boolean isOne(Path folder) {
        return Files.exists(lock(folder))
                && (Files.exists(catalog(folder)) || Files.exists(folder.resolve("root.check")));
    }

    static Path lock(Path folder) {
        return folder.resolve("amana.lock");
    }

    static Path catalog(Path folder) {
        return folder.resolve("catalog.db");
    }

    static Path volume(Path folder) {
        return folder.resolve("volumes").resolve("v1");
    }

    static Path ledger(Path folder) {
        return folder.resolve("ledger");
    }

    static Path publicLog(Path folder) {
        return ledger(folder).resolve("public");
    }

    static Path index(Path folder) {
        return folder.resolve("index");
    }

    /// Copies of the databases while a backup is made.
    static Path backup(Path folder) {
        return folder.resolve("backup.tmp");
    }

    static Layout layout(Path folder) {
        return new Layout(folder, catalog(folder), volume(folder), ledger(folder), lock(folder));
    }

    static Path work(Path folder) {
        return folder.resolve("work");
    }
}
