package org.amana.testkit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.amana.durable.Access;

/// The content of a file in memory: what is read back now, and what would be left after a power cut.
final class FaultyFile {
    private static final int PAGE = 4096;
    private static final int SECTOR = 512;

    final Access access;
    private byte[] content = new byte[0]; // as read back now; longer than the file
    private int size;
    private byte[] synced = new byte[0];
    private final BitSet dirtyPages = new BitSet();

    FaultyFile(Access access) {
        this.access = access;
    }

    int size() {
        return size;
    }

    byte[] content() {
        return content;
    }

    void write(byte[] bytes, int offset) {
        if (bytes.length > 0) {
            growTo(offset + bytes.length);
            System.arraycopy(bytes, 0, content, offset, bytes.length);
            dirtyPages.set(offset / PAGE, (offset + bytes.length - 1) / PAGE + 1);
        }
    }

    void growTo(int length) {
        if (length > content.length) {
            content = Arrays.copyOf(content, Math.max(length, 2 * content.length));
        }
        size = Math.max(size, length);
    }

    void truncate(int length) {
        if (length < size) {
            Arrays.fill(content, length, size, (byte) 0);
            size = length;
        } else {
            growTo(length);
        }
    }

    void sync() {
        synced = Arrays.copyOf(content, size);
        dirtyPages.clear();
    }

    /// Damages the file as a bad medium does: both what is read now and what survives.
    void flip(long bit) {
        int at = Math.toIntExact(bit / 8);
        content[at] ^= (byte) (1 << (bit % 8));
        if (at < synced.length) {
            synced[at] ^= (byte) (1 << (bit % 8));
        }
    }

    /// The file as it is found after a power cut.
    FaultyFile survivor(RandomGenerator random, Tearing tearing) {
        FaultyFile survivor = new FaultyFile(access);
        boolean keepsLength = tearing == Tearing.LOST || random.nextBoolean();
        int length = keepsLength ? synced.length : between(random, synced.length, size);
        survivor.growTo(length);
        System.arraycopy(synced, 0, survivor.content, 0, Math.min(length, synced.length));
        if (tearing != Tearing.LOST) {
            dirtyPages.stream().forEach(page -> tear(survivor, page, random, tearing));
        }
        survivor.sync();
        return survivor;
    }

    private static int between(RandomGenerator random, int first, int second) {
        int low = Math.min(first, second);
        return low + random.nextInt(Math.abs(first - second) + 1);
    }

    private void tear(FaultyFile survivor, int page, RandomGenerator random, Tearing tearing) {
        boolean whole = random.nextInt(4) == 0; // often enough nothing is torn
        for (int at = page * PAGE; at < (page + 1) * PAGE; at += SECTOR) {
            int length = Math.min(SECTOR, Math.min(size, survivor.size) - at);
            if (length <= 0) {
                return;
            }
            int fate = whole ? 0 : random.nextInt(8);
            if (fate < 4) {
                System.arraycopy(content, at, survivor.content, at, length);
            } else if (fate == 7 && tearing == Tearing.GARBLED) {
                byte[] noise = Seeds.bytes(random, length);
                System.arraycopy(noise, 0, survivor.content, at, length);
            }
        }
    }
}
