package org.amana.durable;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The files of a machine. The real one is [OsDisk]; tests put one in its place that fails on command. Safe for use
/// by many threads.
///
/// Failures are [AmanaException]s: a full disk is `INSUFFICIENT_STORAGE`, anything else `DISK_FAILED`, with the path
/// in the message. A failed fsync is a [FatalDiskError].
public interface Disk {
    /// Opens a file. One that is made here belongs to its owner alone from the first moment; its name is durable
    /// only after [#syncDirectory(Path)].
    default DurableFile open(Path file, Mode mode) {
        return open(file, mode, Access.PRIVATE);
    }

    /// Opens a file; `access` counts when this makes it.
    DurableFile open(Path file, Mode mode, Access access);

    boolean exists(Path path);

    /// Whether there is a folder of this name.
    boolean isFolder(Path path);

    /// The length of a file in bytes.
    long size(Path file);

    /// The files and folders directly inside `folder`, sorted by name.
    List<Path> list(Path folder);

    /// Makes a folder and those above it, durably. The name of one that is there is made durable too, since its
    /// maker may have ended before that: so this is not for each request.
    void createDirectories(Path folder);

    /// Renames a file within one file system, replacing `to` at one stroke. Durable only after
    /// [#syncDirectory(Path)].
    void rename(Path from, Path to);

    /// Removes a file or an empty folder; nothing happens when it is not there. Durable only after
    /// [#syncDirectory(Path)].
    void delete(Path path);

    /// Makes the names in `folder` durable: files made, renamed and removed.
    ///
    /// @throws AmanaException if the folder could not be opened, for want of descriptors above all: nothing
    ///     is known to be durable then, and whoever goes on does it all again
    /// @throws FatalDiskError if the disk refuses; never to be retried
    void syncDirectory(Path folder);

    /// Bytes that this process may still write on the file system that holds `path`.
    long freeBytes(Path path);

    /// Who may read or write the file: `PRIVATE` only when nobody but its owner can do either.
    Access access(Path file);

    /// Claims `file` (made when absent) for this process until it is closed or the process ends.
    ///
    /// @throws AmanaException `CONFIGURATION` if another process, or this one, holds it
    DiskLock lock(Path file);

    /// The whole content of a file of at most 2 GiB.
    default byte[] read(Path file) {
        try (DurableFile open = open(file, Mode.READ)) {
            ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(open.size()));
            if (open.read(content, 0) < content.capacity()) {
                throw new AmanaException(ErrorCode.DISK_FAILED, file + ": became shorter while it was read");
            }
            return content.array();
        }
    }

    /// Puts `content` in the place of `file` so that after a power cut there is either the old content or the
    /// new, whole: a temporary beside it is written and synced, then renamed, then the folder is synced. Two
    /// threads must not replace the same file at once. After a failure it is the old one or the new one, and is
    /// to be replaced again.
    default void replace(Path file, byte[] content, Access access) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            try (DurableFile open = open(temporary, Mode.REPLACE, access)) {
                open.write(ByteBuffer.wrap(content), 0);
                open.sync();
            }
            rename(temporary, file);
        } catch (AmanaException e) {
            deleteLeftOver(temporary, e);
            throw e;
        }
        syncName(file);
    }

    /// Makes durable what became of a file's name: that it was made, renamed or removed.
    ///
    /// @throws AmanaException as [#syncDirectory(Path)]
    /// @throws FatalDiskError as [#syncDirectory(Path)]
    default void syncName(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        syncDirectory(folder == null ? file : folder);
    }

    private void deleteLeftOver(Path temporary, AmanaException reason) {
        try {
            delete(temporary);
        } catch (AmanaException e) {
            reason.addSuppressed(e);
        }
    }
}
