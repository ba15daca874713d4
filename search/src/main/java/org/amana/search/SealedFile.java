package org.amana.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.crypto.SecretKey;
import org.amana.durable.DurableFile;
import org.amana.kernel.AmanaException;
import org.apache.lucene.index.CorruptIndexException;

/// A sealed file that is open for reading. Safe for use by many threads.
final class SealedFile implements AutoCloseable {
    private final String name;
    private final DurableFile file;
    private final ChunkCache cache;
    private final SealedFormat format;
    private final long content;

    SealedFile(String name, DurableFile file, SecretKey indexKey, ChunkCache cache) throws IOException {
        this.name = name;
        this.file = file;
        this.cache = cache;
        this.content = SealedFormat.contentLength(file.size(), name);
        this.format = SealedFormat.read(bytes(0, SealedFormat.HEADER), indexKey, name);
        requireWhole();
    }

    /// The last chunk says that it is the last, so a file that was cut off shows here.
    private void requireWhole() throws IOException {
        chunk(SealedFormat.chunks(content) - 1);
    }

    long contentLength() {
        return content;
    }

    /// The content of a chunk. It is shared: nobody writes in it.
    ///
    /// @throws CorruptIndexException if it does not open
    byte[] chunk(long number) throws IOException {
        byte[] cached = cache.find(this, number);
        if (cached != null) {
            return cached;
        }
        boolean last = number == SealedFormat.chunks(content) - 1;
        int length = SealedFormat.TAG + (last ? (int) (content - number * SealedFormat.CHUNK) : SealedFormat.CHUNK);
        byte[] sealed = bytes(SealedFormat.HEADER + number * SealedFormat.SEALED_CHUNK, length);
        byte[] opened = format.open(sealed, length, number, last, name);
        cache.keep(this, number, opened);
        return opened;
    }

    private byte[] bytes(long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        try {
            if (file.read(ByteBuffer.wrap(bytes), from) < length) {
                throw new CorruptIndexException("ends within " + length + " bytes from " + from, name);
            }
        } catch (AmanaException e) {
            throw SealedDirectory.asIoException(e);
        }
        return bytes;
    }

    @Override
    public void close() {
        file.close();
        cache.forget(this);
    }
}
