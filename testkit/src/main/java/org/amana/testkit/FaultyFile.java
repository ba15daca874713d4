package org.amana.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.amana.durable.Access;

/// The content of a file in memory: what is read back now, and what could be left after a power cut. Every version
/// that a sector has had since it was synced is kept, for a disk may have written any of them.
///
/// Changes have numbers. One that is under way while a sync begins is not covered by it; whoever has only one thing
/// under way at a time need not care. For one thread.
public final class FaultyFile {
    private static final int PAGE = 4096;
    private static final int SECTOR = 512;

    final Access access;
    private byte[] content = new byte[0]; // as read back now; longer than the file
    private int size;
    private byte[] synced = new byte[0];

    /// By sector: what was written since it was synced, oldest first.
    private final TreeMap<Integer, List<Version>> versions = new TreeMap<>();

    private final List<Length> lengths = new ArrayList<>(); // since the last sync, oldest first
    private final Set<Long> underWay = new HashSet<>();
    private long changes;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Version(long change, byte[] bytes) {}

    private record Length(long change, int size) {}

    /// What a sync that begins now will have made durable when it ends.
    ///
    /// @param last   the last change so far
    /// @param except those that are still under way
    public record Mark(long last, Set<Long> except) {
        public Mark {
            except = Set.copyOf(except);
        }

        private boolean covers(long change) {
            return change <= last && !except.contains(change);
        }
    }

    public FaultyFile(Access access) {
        this.access = access;
    }

    public Access access() {
        return access;
    }

    public int size() {
        return size;
    }

    byte[] content() {
        return content;
    }

    /// The bytes as read back now.
    public byte[] bytes() {
        return Arrays.copyOf(content, size);
    }

    /// @return the number of the change
    public long write(byte[] bytes, int offset) {
        long change = ++changes;
        if (bytes.length > 0) {
            resize(Math.max(size, offset + bytes.length), change);
            System.arraycopy(bytes, 0, content, offset, bytes.length);
            for (int sector = offset / SECTOR; sector <= (offset + bytes.length - 1) / SECTOR; sector++) {
                versions.computeIfAbsent(sector, _ -> new ArrayList<>(1))
                        .add(new Version(change, sector(content, sector)));
            }
        }
        return change;
    }

    private static byte[] sector(byte[] bytes, int sector) {
        int from = Math.min(bytes.length, sector * SECTOR);
        return Arrays.copyOf(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SECTOR)), SECTOR);
    }

    /// Makes the file at least so long.
    ///
    /// @return the number of the change
    public long growTo(int length) {
        long change = ++changes;
        resize(Math.max(size, length), change);
        return change;
    }

    /// Makes the file exactly so long.
    ///
    /// @return the number of the change
    public long truncate(int length) {
        long change = ++changes;
        if (length < size) {
            Arrays.fill(content, length, size, (byte) 0);
            // What was written there and cut off must not come back when the file grows again.
            versions.tailMap(length / SECTOR)
                    .forEach((sector, written) -> written.add(new Version(change, sector(content, sector))));
        }
        resize(length, change);
        return change;
    }

    private void resize(int length, long change) {
        if (length > content.length) {
            content = Arrays.copyOf(content, Math.max(length, 2 * content.length));
        }
        if (length != size) {
            size = length;
            lengths.add(new Length(change, length));
        }
    }

    /// A change has begun, and it is not known yet that it has been made.
    public void begun(long change) {
        underWay.add(change);
    }

    /// A change that had begun has been made.
    public void ended(long change) {
        underWay.remove(change);
    }

    /// Where a sync begins.
    public Mark mark() {
        return new Mark(changes, underWay);
    }

    void sync() {
        sync(mark());
    }

    /// A sync has ended.
    ///
    /// @param begin where it began
    public void sync(Mark begin) {
        int shortest = synced.length;
        int last = synced.length;
        for (Iterator<Length> each = lengths.iterator(); each.hasNext(); ) {
            Length length = each.next();
            if (begin.covers(length.change)) {
                shortest = Math.min(shortest, length.size);
                last = length.size;
                each.remove();
            }
        }
        if (last != synced.length || shortest != synced.length) {
            synced = Arrays.copyOf(Arrays.copyOf(synced, shortest), last);
        }
        for (Iterator<Map.Entry<Integer, List<Version>>> all =
                        versions.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<Integer, List<Version>> each = all.next();
            List<Version> durable = each.getValue().stream()
                    .filter(version -> begin.covers(version.change))
                    .toList();
            if (!durable.isEmpty()) {
                put(synced, each.getKey(), durable.getLast().bytes);
                each.getValue().removeAll(durable);
                if (each.getValue().isEmpty()) {
                    all.remove();
                }
            }
        }
    }

    private static void put(byte[] target, int sector, byte[] bytes) {
        int length = Math.min(SECTOR, target.length - sector * SECTOR);
        if (length > 0) {
            System.arraycopy(bytes, 0, target, sector * SECTOR, length);
        }
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
    public FaultyFile survivor(RandomGenerator random, Tearing tearing) {
        FaultyFile survivor = new FaultyFile(access);
        int length = length(random, tearing);
        survivor.growTo(length);
        System.arraycopy(synced, 0, survivor.content, 0, Math.min(length, synced.length));
        if (tearing != Tearing.LOST) {
            versions.keySet().stream()
                    .map(sector -> sector * SECTOR / PAGE)
                    .distinct()
                    .forEach(page -> tear(survivor, page, random, tearing));
        }
        survivor.synced = survivor.bytes(); // as it is found: what was put in its content above was no write
        survivor.sync();
        return survivor;
    }

    /// The synced length, or any that the file has had since, or one on the way.
    private int length(RandomGenerator random, Tearing tearing) {
        if (tearing == Tearing.LOST || lengths.isEmpty() || random.nextBoolean()) {
            return synced.length;
        }
        int later = lengths.get(random.nextInt(lengths.size())).size;
        return random.nextBoolean() ? later : between(random, synced.length, later);
    }

    private static int between(RandomGenerator random, int first, int second) {
        int low = Math.min(first, second);
        return low + random.nextInt(Math.abs(first - second) + 1);
    }

    private void tear(FaultyFile survivor, int page, RandomGenerator random, Tearing tearing) {
        boolean whole = random.nextInt(4) == 0; // often enough nothing is torn
        for (int sector = page * PAGE / SECTOR; sector < (page + 1) * PAGE / SECTOR; sector++) {
            int length = Math.min(SECTOR, survivor.size - sector * SECTOR);
            if (length <= 0) {
                return;
            }
            List<Version> written = versions.getOrDefault(sector, List.of());
            int fate = whole ? 0 : random.nextInt(8);
            if (fate == 7 && tearing == Tearing.GARBLED) {
                byte[] noise = Seeds.bytes(random, length);
                System.arraycopy(noise, 0, survivor.content, sector * SECTOR, length);
            } else if (!written.isEmpty() && fate < 5) {
                int which = fate == 4 ? random.nextInt(written.size()) : written.size() - 1;
                System.arraycopy(written.get(which).bytes, 0, survivor.content, sector * SECTOR, length);
            }
        }
    }
}
