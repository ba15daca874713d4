package org.amana.ledger;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.FatalDiskError;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.FormatVersion;
import org.amana.store.RootKey;

/// One file of the write-ahead file: a header with a key of its own, wrapped by the root key, then frames, then
/// nothing but zeros. Every frame begins on a page of its own, so that no page is written again once it was
/// synced, and whatever a power cut does to the page under way, it does to nobody's entry. Written by one
/// process, and never again after it; so a frame's number is a nonce that is never used twice. When the file
/// goes, the key goes, and with it the openings that it held.
final class WalSegment implements AutoCloseable {
    /// Frames begin at multiples of this; the header has the first page.
    static final int PAGE = 4096;

    private static final int PIECE = 512 * 1024;

    private static final byte[] MAGIC = "AMANAWAL".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final String SUFFIX = ".wal";

    private final DurableFile file;
    private final long first;
    private final SecretKeySpec key;
    private final long capacity;
    private final Cipher sealing = newCipher();
    private long end = PAGE;
    private long frames;

    private WalSegment(DurableFile file, long first, SecretKeySpec key, long capacity) {
        this.file = file;
        this.first = first;
        this.key = key;
        this.capacity = capacity;
    }

    /// The name of the segment that begins with the entry `first`.
    static String name(long first) {
        return String.format(Locale.ROOT, "%016x", first) + SUFFIX;
    }

    /// The index that a segment of this name begins with; empty if it is no segment's name.
    static Optional<Long> first(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.matches("[0-9a-f]{16}\\.wal")
                ? Optional.of(Long.parseUnsignedLong(name.substring(0, 16), 16))
                : Optional.empty();
    }

    /// Makes room for a segment in `file`, under whatever name: from here on, filling it cannot meet a full disk.
    static void reserve(Disk disk, Path file, long capacity) {
        try (DurableFile open = disk.open(file, Mode.REPLACE, Access.PRIVATE)) {
            open.allocate(0, capacity);
            open.sync();
        }
    }

    /// Writes the zeros of what is reserved. Room alone becomes content with the first write to it, and each sync
    /// then waits for the file system to note that as well: half as long again. In pieces, each synced, so that
    /// nobody else's sync finds much to do.
    static void layZeros(Disk disk, Path file, long capacity) {
        ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE);
        try (DurableFile open = disk.open(file, Mode.WRITE, Access.PRIVATE)) {
            for (long at = 0; at < capacity; at += PIECE) {
                open.write(zeros.clear().limit((int) Math.min(PIECE, capacity - at)), at);
                open.sync();
            }
        }
    }

    /// Turns the reserved file into the segment that begins with the entry `first`, durably.
    static WalSegment begin(
            Disk disk, Path reserved, Path folder, long first, long capacity, RootKey root, Salts random) {
        byte[] key = new byte[KEY_LENGTH];
        random.next(key);
        Path named = folder.resolve(name(first));
        DurableFile file = disk.open(reserved, Mode.WRITE, Access.PRIVATE);
        try {
            file.write(header(first, root.wrap(key, boundTo(first))), 0);
            file.sync();
        } finally {
            file.close();
        }
        disk.rename(reserved, named);
        disk.syncDirectory(folder);
        return new WalSegment(
                disk.open(named, Mode.WRITE, Access.PRIVATE), first, new SecretKeySpec(key, "AES"), capacity);
    }

    private static ByteBuffer header(long first, byte[] wrapped) {
        ByteBuffer header = ByteBuffer.allocate(PAGE);
        header.put(MAGIC).putInt(VERSION).putLong(first).putInt(wrapped.length).put(wrapped);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, header.position());
        header.putInt((int) crc.getValue());
        return header.position(0).limit(PAGE);
    }

    private static byte[] boundTo(long first) {
        return ("ledger wal " + first).getBytes(StandardCharsets.US_ASCII);
    }

    long first() {
        return first;
    }

    /// Where what was written ends; all of it but a mark is durable.
    long end() {
        return end;
    }

    /// Whether a batch of this size still fits, with a mark behind it.
    boolean hasRoomFor(List<Pending> batch) {
        long length = PAGE + WalFrame.HEADER + NONCE_LENGTH + TAG_BITS / 8;
        for (Pending pending : batch) {
            length += 2 + pending.entry().length + pending.names().length;
        }
        return end + length <= capacity || end == PAGE;
    }

    /// Writes a batch behind the last and makes it durable.
    ///
    /// @throws AmanaException if it could not be written; the file then ends where it ended before
    /// @throws org.amana.durable.FatalDiskError if it could not be made durable, or not be taken back
    void append(List<Pending> batch) {
        List<byte[]> entries = new ArrayList<>(batch.size());
        batch.forEach(pending -> entries.add(pending.entry()));
        long index = batch.getFirst().index();
        ByteBuffer frame = new WalFrame(WalFrame.BATCH, index, entries, seal(index, batch)).encode(first);
        long next = nextPage(end + frame.remaining());
        write(frame);
        file.sync();
        end = next;
    }

    /// Notes, not durably, that everything before `next` was made durable and may have been answered.
    void mark(long next) {
        ByteBuffer frame = WalFrame.mark(next).encode(first);
        write(frame);
        end += PAGE;
    }

    private static long nextPage(long at) {
        return (at + PAGE - 1) / PAGE * PAGE;
    }

    private void write(ByteBuffer frame) {
        try {
            file.write(frame, end);
        } catch (AmanaException e) {
            takeBack(e);
            throw e;
        }
    }

    /// Part of a frame that is not a frame would look like a torn one, or like a damaged one, to whoever reads
    /// the file.
    private void takeBack(AmanaException reason) {
        try {
            file.truncate(end);
        } catch (AmanaException e) {
            reason.addSuppressed(e);
            throw new FatalDiskError(
                    file.path() + ": half a frame at " + end + " can neither be finished nor taken back", reason);
        }
    }

    private ByteBuffer seal(long index, List<Pending> batch) {
        int length = batch.stream().mapToInt(pending -> pending.names().length).sum();
        ByteBuffer out = ByteBuffer.allocate(NONCE_LENGTH + length + TAG_BITS / 8);
        out.putInt(0).putLong(frames++); // counted also when writing then fails: no nonce is used twice
        try {
            init(sealing, Cipher.ENCRYPT_MODE, key, out.array(), index, batch.size());
            ByteBuffer all = ByteBuffer.allocate(length);
            batch.forEach(pending -> all.put(pending.names()));
            sealing.doFinal(all.flip(), out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM of a batch", e);
        }
        return out.flip();
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static void init(Cipher cipher, int mode, SecretKeySpec key, byte[] nonce, long index, int count)
            throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_LENGTH));
        cipher.updateAAD(ByteBuffer.allocate(12).putLong(index).putInt(count).flip());
    }

    @Override
    public void close() {
        file.close();
    }

    /// What a segment holds.
    ///
    /// @param entries in order, the first with the index `first`
    /// @param torn bytes behind the last valid frame that are no frame
    record Content(Path path, long first, List<Pending> entries, long torn) {
        Content {
            entries = List.copyOf(entries);
        }

        long next() {
            return first + entries.size();
        }
    }

    /// Reads a segment back, and makes durable what was read: part of it may never have been synced.
    ///
    /// @param minimum entries below this index are not unsealed
    /// @throws AmanaException `CORRUPT` if it is damaged before its end, `CONFIGURATION` if it is of a newer format
    static Content read(Disk disk, Path path, long minimum, RootKey root) {
        long first = first(path).orElseThrow();
        byte[] bytes = disk.read(path);
        ByteBuffer segment = ByteBuffer.wrap(bytes);
        byte[] wrapped = wrappedKey(path, segment, first).orElseThrow(() -> corrupt(path, 0, "its header is damaged"));
        SecretKeySpec key = new SecretKeySpec(unwrap(path, root, wrapped, first), "AES");
        List<Pending> entries = new ArrayList<>();
        int end = PAGE;
        for (int at = PAGE; at < bytes.length; ) {
            Optional<WalFrame> frame = WalFrame.at(segment, at, first);
            if (frame.isPresent()) {
                take(path, at, frame.get(), first + entries.size(), minimum, key, entries);
                end = at + frame.get().length();
                at = (int) nextPage(end);
            } else {
                at += PAGE; // a mark may be lost while what was written after it is there
            }
        }
        try (DurableFile file = disk.open(path, Mode.WRITE, Access.PRIVATE)) {
            file.sync();
        }
        return new Content(path, first, entries, lastByte(bytes, end) - end);
    }

    private static void take(
            Path path, int at, WalFrame frame, long next, long minimum, SecretKeySpec key, List<Pending> entries) {
        if (frame.first() != next) {
            throw corrupt(
                    path,
                    at,
                    "a frame before this is damaged: the next entry is " + next + ", but the frame has "
                            + frame.first());
        }
        if (frame.kind() == WalFrame.MARK || frame.count() == 0) {
            return;
        }
        boolean needed = next + frame.count() > minimum;
        List<SaltedOpening> openings = needed ? unseal(path, at, frame, key) : List.of();
        for (int i = 0; i < frame.count(); i++) {
            entries.add(
                    Pending.replayed(next + i, frame.entries().get(i), needed ? openings.get(i) : SaltedOpening.NONE));
        }
    }

    private static List<SaltedOpening> unseal(Path path, int at, WalFrame frame, SecretKeySpec key) {
        try {
            byte[] sealed = new byte[frame.sealed().remaining()];
            frame.sealed().duplicate().get(sealed);
            Cipher cipher = newCipher();
            init(cipher, Cipher.DECRYPT_MODE, key, sealed, frame.first(), frame.count());
            ByteBuffer plain = ByteBuffer.wrap(cipher.doFinal(sealed, NONCE_LENGTH, sealed.length - NONCE_LENGTH));
            List<SaltedOpening> openings = new ArrayList<>();
            for (int i = 0; i < frame.count(); i++) {
                openings.add(SaltedOpening.decode(plain));
            }
            return openings;
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException e) {
            throw corrupt(path, at, "the sealed openings of a frame do not open: " + e.getMessage());
        }
    }

    private static Optional<byte[]> wrappedKey(Path path, ByteBuffer segment, long first) {
        int fixed = MAGIC.length + 4 + 8 + 4;
        if (segment.limit() < PAGE || !segment.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            return Optional.empty();
        }
        int length = segment.getInt(fixed - 4);
        if (length < 0 || length > PAGE - fixed - 4) {
            return Optional.empty();
        }
        CRC32C crc = new CRC32C();
        crc.update(segment.slice(0, fixed + length));
        if (segment.getInt(fixed + length) != (int) crc.getValue()) {
            return Optional.empty();
        }
        FormatVersion.requireKnown(path, segment.getInt(MAGIC.length), VERSION); // no flipped bit: it is summed
        if (segment.getInt(MAGIC.length) != VERSION || segment.getLong(MAGIC.length + 4) != first) {
            return Optional.empty();
        }
        byte[] wrapped = new byte[length];
        segment.get(fixed, wrapped);
        return Optional.of(wrapped);
    }

    private static byte[] unwrap(Path path, RootKey root, byte[] wrapped, long first) {
        try {
            return root.unwrap(wrapped, boundTo(first));
        } catch (AmanaException e) {
            throw new AmanaException(ErrorCode.CORRUPT, path + ": its key does not open: " + e.message(), e);
        }
    }

    /// One behind the last byte from `from` on that is not zero; `from` if there is none.
    private static int lastByte(byte[] bytes, int from) {
        int end = bytes.length;
        while (end > from && bytes[end - 1] == 0) {
            end--;
        }
        return Math.max(end, from);
    }

    private static AmanaException corrupt(Path path, long at, String what) {
        return new AmanaException(ErrorCode.CORRUPT, path + " at byte " + at + ": " + what);
    }
}
