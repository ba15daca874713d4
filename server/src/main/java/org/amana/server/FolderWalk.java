package org.amana.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amana.durable.FileTrouble;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Finds the files of a folder that is to be taken in, by the names that their blobs get. Links are not followed, and
/// a data folder of Amana's is never entered: it holds the keys to all that it keeps.
final class FolderWalk extends SimpleFileVisitor<Path> {
    /// A regular file.
    ///
    /// @param name its path below the folder, with `/` between folders
    /// @param size bytes, when it was found
    record Source(Path file, String name, long size) {}

    private final Path folder;
    private final Map<String, Source> sources = new TreeMap<>(); // by name
    private final List<String> failures = new ArrayList<>();
    private final List<Path> dataFolders = new ArrayList<>();
    private final List<Path> links = new ArrayList<>();

    private FolderWalk(Path folder) {
        this.folder = folder;
    }

    /// @throws AmanaException `INVALID_ARGUMENT` if it is no folder, or lies in a data folder of Amana's
    static FolderWalk of(Path folder) {
        try {
            FolderWalk walk = new FolderWalk(requireFolder(folder));
            Files.walkFileTree(walk.folder, walk);
            return walk;
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /// The folder, behind whatever links lead there.
    ///
    /// @throws AmanaException `INVALID_ARGUMENT` if it is no folder, or lies in a data folder of Amana's
    static Path requireFolder(Path folder) {
        if (FileTrouble.isClosed(folder)) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT, "cannot read folder " + folder + ": " + FileTrouble.denied(folder));
        }
        if (!Files.isDirectory(folder)) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, folder + " is not a folder");
        }
        Path real = real(folder);
        for (Path at = real; at != null; at = at.getParent()) {
            if (DataFolder.isOne(at)) {
                throw new AmanaException(
                        ErrorCode.INVALID_ARGUMENT,
                        folder + " is or lies in " + at
                                + ", a data folder of Amana's: its keys are not to be taken in");
            }
        }
        return real;
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static AmanaException unreadable(Path folder, IOException reason) {
        return new AmanaException(
                ErrorCode.INVALID_ARGUMENT, "cannot read folder " + FileTrouble.told(folder, "list", reason), reason);
    }

    /// What is to be taken in, by rising name.
    List<Source> sources() {
        return List.copyOf(sources.values());
    }

    /// What cannot be taken in, a line each.
    List<String> failures() {
        return List.copyOf(failures);
    }

    /// Folders that were not entered.
    List<Path> dataFolders() {
        return List.copyOf(dataFolders);
    }

    /// Links, sockets and the like, which were passed over.
    List<Path> links() {
        return List.copyOf(links);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        if (DataFolder.isOne(directory)) {
            dataFolders.add(directory);
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile()) {
            links.add(folder.relativize(file));
            return FileVisitResult.CONTINUE;
        }
        String path = folder.relativize(file).toString();
        String name = path.replace('\\', '/'); // as the service has it
        if (path.indexOf('\uFFFD') >= 0) {
            failures.add(path + ": its name is not UTF-8");
        } else if (sources.putIfAbsent(name, new Source(file, name, attributes.size())) != null) {
            failures.add(path + ": another file has this name too, as \\ is / in names of blobs");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) {
        failures.add(folder.relativize(file) + ": cannot be read: " + FileTrouble.why(file, reason));
        return FileVisitResult.CONTINUE;
    }
}
