package org.amana.durable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The disk of the operating system (Linux; another POSIX system lacks only preallocation).
public final class OsDisk implements Disk {
    @Override
    public DurableFile open(Path file, Mode mode, Access access) {
        return OsFile.open(file, mode, access);
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public boolean isFolder(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw DiskFailure.of(file, "read the size", e);
        }
    }

    @Override
    public List<Path> list(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList();
        } catch (IOException e) {
            throw DiskFailure.of(folder, "list", e);
        }
    }

    @Override
    public void createDirectories(Path folder) {
        createDirectories(folder.toAbsolutePath(), this::syncDirectory);
    }

    /// @param sync makes the names in a folder durable
    static void createDirectories(Path absolute, Consumer<Path> sync) {
        Path parent = absolute.getParent();
        if (Files.isDirectory(absolute)) {
            if (parent != null && mayHaveMadeFoldersIn(parent)) {
                sync.accept(parent);
            }
            return;
        }
        if (parent == null) {
            throw new AmanaException(ErrorCode.DISK_FAILED, absolute + ": cannot be made");
        }
        createDirectories(parent, sync);
        createDirectory(absolute);
        sync.accept(parent);
    }

    /// A process of ours may have ended between making a folder and making its name durable. Where this one may not
    /// write, or not sync for want of the right to read, that was somebody else.
    private static boolean mayHaveMadeFoldersIn(Path parent) {
        return Files.isWritable(parent) && Files.isReadable(parent);
    }

    private static void createDirectory(Path absolute) {
        try {
            Files.createDirectory(absolute);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(absolute)) {
                throw DiskFailure.of(absolute, "make the folder", e);
            }
        } catch (IOException e) {
            throw DiskFailure.of(absolute, "make the folder", e);
        }
    }

    @Override
    public void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw DiskFailure.of(from, "rename to " + to, e);
        }
    }

    @Override
    public void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw DiskFailure.of(path, "delete", e);
        }
    }

    /// Opening the folder may fail for want of a descriptor, which says nothing about the disk; only the sync does.
    @Override
    public void syncDirectory(Path folder) {
        try (FileChannel channel = opened(folder)) {
            force(channel, folder);
        } catch (IOException e) {
            throw DiskFailure.of(folder, "close", e);
        }
    }

    private static FileChannel opened(Path folder) {
        try {
            return FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            throw DiskFailure.of(folder, "open to sync", e);
        }
    }

    /// The channel is nobody else's. An interrupt waits until that is done.
    ///
    /// @throws FatalDiskError if it fails, or was cut short: an error of the disk may be hidden behind that
    private static void force(FileChannel channel, Path path) {
        boolean interrupted = Thread.interrupted();
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new FatalDiskError(path + ": fsync of the folder failed", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public long freeBytes(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            throw DiskFailure.of(path, "ask for the free space", e);
        }
    }

    @Override
    public Access access(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            boolean owned = Set.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE)
                    .containsAll(permissions);
            return owned ? Access.PRIVATE : Access.PUBLIC;
        } catch (IOException e) {
            throw DiskFailure.of(file, "read the permissions", e);
        }
    }

    @Override
    @SuppressWarnings("resource") // the channel lives as long as the claim and is closed with it
    public DiskLock lock(Path file) {
        FileChannel channel = OsFile.channel(file, Mode.CREATE, Access.PRIVATE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return () -> close(channel, file);
            }
        } catch (OverlappingFileLockException _) {
            // Held by this very process: refused below like any other.
        } catch (IOException e) {
            close(channel, file);
            throw DiskFailure.of(file, "claim", e);
        }
        close(channel, file);
        throw new AmanaException(
                ErrorCode.CONFIGURATION, file + ": another server is using this folder; stop it first");
    }

    private static void close(FileChannel channel, Path file) {
        try {
            channel.close();
        } catch (IOException e) {
            throw DiskFailure.of(file, "close", e);
        }
    }
}
