package org.amana.search;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKey;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.apache.lucene.store.BaseDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.OutputStreamIndexOutput;
import org.apache.lucene.store.SingleInstanceLockFactory;

/// A folder of index files, each sealed as [SealedFormat] says, on the one door to the disk. So the words of the index
/// are as unreadable at rest as the blobs they came from, and the faults that tests inject into files reach Lucene
/// too.
///
/// Failures of the disk come as `IOException`, as Lucene expects them; a failed sync is an
/// [org.amana.durable.FatalDiskError] and stops the process. One process at a time; the server's own lock sees to
/// that.
final class SealedDirectory extends BaseDirectory {
    private static final int BUFFER = 8192;

    private final Disk disk;
    private final Path folder;
    private final SecretKey key;
    private final ChunkCache cache;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong temporaries = new AtomicLong();

    SealedDirectory(Disk disk, Path folder, SecretKey key, ByteSize cache) {
        super(new SingleInstanceLockFactory());
        this.disk = disk;
        this.folder = folder;
        this.key = key;
        this.cache = new ChunkCache(cache);
        disk.createDirectories(folder);
    }

    /// The failure as Lucene expects it.
    static IOException asIoException(AmanaException failure) {
        if (failure.getCause() instanceof NoSuchFileException absent) {
            return absent;
        }
        return new IOException(failure.message(), failure);
    }

    @Override
    public String[] listAll() throws IOException {
        ensureOpen();
        return call(() -> disk.list(folder).stream()
                .map(path -> path.getFileName().toString())
                .sorted()
                .toArray(String[]::new));
    }

    @Override
    public void deleteFile(String name) throws IOException {
        ensureOpen();
        Path file = existing(name);
        call(() -> {
            disk.delete(file);
            return name;
        });
    }

    @Override
    public long fileLength(String name) throws IOException {
        ensureOpen();
        Path file = existing(name);
        long sealed = call(() -> {
            try (DurableFile open = disk.open(file, Mode.READ)) {
                return open.size();
            }
        });
        return SealedFormat.contentLength(sealed, name);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        ensureOpen();
        Path file = folder.resolve(name);
        if (exists(name)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        byte[] id = new byte[SealedFormat.idLength()];
        random.nextBytes(id);
        SealedOutput sealed = call(() -> new SealedOutput(disk.open(file, Mode.CREATE_NEW), SealedFormat.of(id, key)));
        return new OutputStreamIndexOutput("sealed(" + file + ")", name, sealed, BUFFER);
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        String name = freeName(prefix, suffix);
        return createOutput(name, context);
    }

    /// A name that no file has, left-overs of an earlier run included.
    private String freeName(String prefix, String suffix) throws IOException {
        String name;
        do {
            name = getTempFileName(prefix, suffix, temporaries.getAndIncrement());
        } while (exists(name));
        return name;
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        ensureOpen();
        Path file = existing(name);
        DurableFile open = call(() -> disk.open(file, Mode.READ));
        try {
            SealedFile sealed = new SealedFile(name, open, key, cache);
            return new SealedInput("sealed(" + file + ")", sealed, 0, sealed.contentLength(), true);
        } catch (IOException e) {
            open.close();
            throw e;
        }
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        ensureOpen();
        for (String name : names) {
            Path file = existing(name);
            call(() -> {
                try (DurableFile open = disk.open(file, Mode.WRITE)) {
                    open.sync();
                }
                return name;
            });
        }
    }

    @Override
    public void syncMetaData() throws IOException {
        ensureOpen();
        call(() -> {
            disk.syncDirectory(folder);
            return folder;
        });
    }

    @Override
    public void rename(String from, String to) throws IOException {
        ensureOpen();
        Path source = existing(from);
        call(() -> {
            disk.rename(source, folder.resolve(to));
            return to;
        });
    }

    @Override
    public void close() {
        isOpen = false;
    }

    @Override
    public Set<String> getPendingDeletions() {
        return Set.of();
    }

    /// Removes every file of the index, durably.
    static void wipe(Disk disk, Path folder) {
        disk.createDirectories(folder);
        disk.list(folder).forEach(disk::delete);
        disk.syncDirectory(folder);
    }

    private Path existing(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!exists(name)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    private boolean exists(String name) throws IOException {
        return call(() -> disk.exists(folder.resolve(name)));
    }

    private interface Deed<T> {
        T run();
    }

    private static <T> T call(Deed<T> deed) throws IOException {
        try {
            return deed.run();
        } catch (AmanaException e) {
            throw asIoException(e);
        }
    }
}
