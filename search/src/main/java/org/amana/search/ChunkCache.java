package org.amana.search;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amana.kernel.ByteSize;
import org.jspecify.annotations.Nullable;

/// The chunks of the index that were opened last, up to a size. Without it each jump in a file would decrypt 64 KiB.
/// Safe for use by many threads; two that miss the same chunk at once both open it, which does no harm.
final class ChunkCache {
    private final int most;

    /// In the order of use, the oldest first. Guarded by this.
    private final LinkedHashMap<Key, byte[]> chunks = new LinkedHashMap<>(64, 0.75f, true);

    /// Files are told apart by identity: each opening of a file is another.
    private record Key(SealedFile file, long number) {}

    ChunkCache(ByteSize size) {
        this.most = (int) Math.max(16, size.bytes() / SealedFormat.CHUNK);
    }

    synchronized byte @Nullable [] find(SealedFile file, long number) {
        return chunks.get(new Key(file, number));
    }

    synchronized void keep(SealedFile file, long number, byte[] chunk) {
        chunks.put(new Key(file, number), chunk);
        if (chunks.size() > most) {
            Map.Entry<Key, byte[]> oldest = chunks.firstEntry();
            chunks.remove(oldest.getKey());
        }
    }

    synchronized void forget(SealedFile file) {
        chunks.keySet().removeIf(key -> key.file() == file);
    }
}
