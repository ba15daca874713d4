package org.amana.durable;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Why a file could not be had, in words for who has to mend it. The JDK's own are often the file's name alone.
public final class FileTrouble {
    private FileTrouble() {}

    /// For example `/data/root.key: cannot open: user web may not use /data (it belongs to amana, rwx------): run the
    /// command as amana, or give web the right to it`.
    ///
    /// @param what was to be done: `open`
    public static String told(Path path, String what, IOException cause) {
        return cause instanceof NoSuchFileException
                ? path + ": is not there"
                : path + ": cannot " + what + ": " + why(path, cause);
    }

    /// The same without the path and the deed.
    public static String why(Path path, IOException cause) {
        return switch (cause) {
            case NoSuchFileException _ -> "it is not there";
            case AccessDeniedException _ -> denied(path);
            case NotDirectoryException _ -> "it is not a folder";
            case FileSystemException failure when failure.getReason() != null -> failure.getReason();
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }

    /// Whether the user of this process may list a folder and use what is in it.
    public static boolean isClosed(Path folder) {
        return !isPassable(folder) || (Files.isDirectory(folder) && !(Files.isReadable(folder) && enters(folder)));
    }

    /// Who may not use what, and what helps.
    public static String denied(Path path) {
        Path closed = closed(path.toAbsolutePath());
        String user = System.getProperty("user.name");
        try {
            String owner = Files.getOwner(closed, LinkOption.NOFOLLOW_LINKS).getName();
            String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(closed));
            String remedy = owner.equals(user)
                    ? "give yourself the right to it with chmod"
                    : "run the command as " + owner + ", or give " + user + " the right to it";
            return "user " + user + " may not use " + closed + " (it belongs to " + owner + ", " + rights + "): "
                    + remedy;
        } catch (IOException | UnsupportedOperationException _) {
            return "user " + user + " may not use " + closed + ": run the command as another user, or give " + user
                    + " the right to it";
        }
    }

    /// What keeps a user away from a path: the first folder on the way that he may not enter, else the path, or where
    /// it is not there the folder that it was to be made in.
    private static Path closed(Path path) {
        Path root = path.getRoot();
        Path at = root == null ? path : root;
        for (Path name : path) {
            if (Files.isDirectory(at) && !enters(at)) {
                return at;
            }
            Path next = at.resolve(name);
            if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private static boolean isPassable(Path path) {
        Path closed = closed(path.toAbsolutePath());
        return closed.equals(path.toAbsolutePath()) || !Files.isDirectory(closed) || enters(closed);
    }

    private static boolean enters(Path folder) {
        return Files.isExecutable(folder);
    }
}
