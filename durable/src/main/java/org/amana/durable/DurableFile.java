package org.amana.durable;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/// An open file, read and written by position. Safe for use by many threads at once. A thread's interrupt neither
/// closes the file nor cuts an operation short; it is still set afterwards.
///
/// Nothing written is durable before [#sync()] returns. Failures are [org.amana.kernel.AmanaException]s: a full disk
/// is `INSUFFICIENT_STORAGE`, anything else `DISK_FAILED`; a failed sync is a [FatalDiskError].
public interface DurableFile extends AutoCloseable {
    Path path();

    /// Reads from `position` until `target` is full or the file ends.
    ///
    /// @return how many bytes were read; fewer than fit only at the end of the file, 0 at or past it
    int read(ByteBuffer target, long position);

    /// Writes everything that remains in `source` at `position`, growing the file when needed. After a failure an
    /// unknown part of it has been written.
    void write(ByteBuffer source, long position);

    /// Makes everything written so far durable, the length of the file included (fdatasync). The *name* of a new
    /// file becomes durable with [Disk#syncDirectory(Path)].
    ///
    /// @throws FatalDiskError if the disk refuses; never to be retried
    void sync();

    /// The length in bytes.
    long size();

    /// Cuts the file at `size` bytes, or grows it with zeros.
    void truncate(long size);

    /// Reserves room for `length` bytes from `offset`, growing the file with zeros, so that writing there cannot
    /// meet a full disk. A file system that cannot reserve grows the file only.
    ///
    /// @throws org.amana.kernel.AmanaException `INSUFFICIENT_STORAGE` if there is no room; the file is then as it
    ///     was
    void allocate(long offset, long length);

    @Override
    void close();
}
