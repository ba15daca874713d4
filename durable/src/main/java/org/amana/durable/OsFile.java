package org.amana.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A file over a `FileChannel`. Java closes a channel under everybody who shares it when one thread is interrupted in
/// an operation; here the channel is opened again and the operation, which is by position, repeated. A sync is not:
/// a channel that is closed in the middle of one hides whether the disk failed.
final class OsFile implements DurableFile {
    private final Path path;
    private final Mode mode;

    // Both guarded by this object's monitor for writing; read without it.
    private volatile FileChannel channel;
    private volatile boolean closed;

    OsFile(Path path, Mode mode, FileChannel channel) {
        this.path = path;
        this.mode = mode;
        this.channel = channel;
    }

    static OsFile open(Path path, Mode mode, Access access) {
        return new OsFile(path, mode, channel(path, mode, access));
    }

    static FileChannel channel(Path path, Mode mode, Access access) {
        try {
            return mode.creates()
                    ? FileChannel.open(path, options(mode), permissions(access))
                    : FileChannel.open(path, options(mode));
        } catch (IOException e) {
            throw DiskFailure.of(path, "open", e);
        }
    }

    private static Set<OpenOption> options(Mode mode) {
        Set<OpenOption> options = new HashSet<>();
        options.add(StandardOpenOption.READ);
        if (mode.writes()) {
            options.add(StandardOpenOption.WRITE);
        }
        switch (mode) {
            case READ, WRITE -> {}
            case CREATE -> options.add(StandardOpenOption.CREATE);
            case CREATE_NEW -> options.add(StandardOpenOption.CREATE_NEW);
            case REPLACE -> {
                options.add(StandardOpenOption.CREATE);
                options.add(StandardOpenOption.TRUNCATE_EXISTING);
            }
        }
        return options;
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(Access access) {
        Set<PosixFilePermission> permissions =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        switch (access) {
            case PRIVATE -> {}
            case PUBLIC -> {
                permissions.add(PosixFilePermission.GROUP_READ);
                permissions.add(PosixFilePermission.OTHERS_READ);
            }
        }
        return PosixFilePermissions.asFileAttribute(permissions);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public int read(ByteBuffer target, long position) {
        int start = target.position();
        return uninterrupted("read", open -> {
            target.position(start);
            while (target.hasRemaining()) {
                if (open.read(target, position + target.position() - start) < 0) {
                    break;
                }
            }
            return target.position() - start;
        });
    }

    @Override
    public void write(ByteBuffer source, long position) {
        int start = source.position();
        uninterrupted("write", open -> {
            source.position(start);
            while (source.hasRemaining()) {
                open.write(source, position + source.position() - start);
            }
            return 0;
        });
    }

    @Override
    public void sync() {
        // An interrupt from before waits, and so it closes nothing.
        boolean interrupted = Thread.interrupted();
        try {
            uninterrupted("sync", this::force);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// A channel that was closed before the sync began may be opened again: the kernel tells an error that nobody was
    /// told to who opens the file next (Linux 4.17). One that is closed meanwhile throws that error away.
    private int force(FileChannel open) throws IOException {
        try {
            open.force(false);
            return 0;
        } catch (AsynchronousCloseException e) {
            throw new FatalDiskError(path + ": fsync was cut short, and whether it failed is not known", e);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new FatalDiskError(path + ": fsync failed", e);
        }
    }

    @Override
    public long size() {
        return uninterrupted("read the size", FileChannel::size);
    }

    @Override
    public void truncate(long size) {
        long before = size();
        if (size > before) {
            write(ByteBuffer.allocate(1), size - 1);
        } else {
            uninterrupted("truncate", open -> open.truncate(size).size());
        }
    }

    @Override
    public void allocate(long offset, long length) {
        long before = size();
        try {
            if (!Preallocation.reserve(path, offset, length) && before < offset + length) {
                truncate(offset + length);
            }
        } catch (IOException e) {
            truncate(before); // ext4 keeps what it could reserve before the disk was full
            throw DiskFailure.of(path, "reserve " + length + " bytes", e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            try {
                channel.close();
            } catch (IOException e) {
                throw DiskFailure.of(path, "close", e);
            }
        }
    }

    @FunctionalInterface
    private interface Operation<T> {
        T on(FileChannel channel) throws IOException;
    }

    private <T> T uninterrupted(String what, Operation<T> operation) {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel open = channel;
                try {
                    return operation.on(open);
                } catch (ClosedChannelException e) {
                    if (closed) {
                        throw new AmanaException(ErrorCode.DISK_FAILED, path + ": cannot " + what + ": is closed", e);
                    }
                    interrupted |= Thread.interrupted();
                    reopen();
                } catch (IOException e) {
                    throw DiskFailure.of(path, what, e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void reopen() {
        synchronized (this) {
            if (!channel.isOpen() && !closed) {
                channel = channel(path, mode.writes() ? Mode.WRITE : Mode.READ, Access.PRIVATE);
            }
        }
    }
}
