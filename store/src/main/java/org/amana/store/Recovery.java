package org.amana.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;

/// Looks at one extent when the volume is opened. A sealed one is taken as it is. One that was open when the server
/// stopped without warning is read through: what follows its last sound frame is a torn tail, never acknowledged, and
/// is cut; then it is sealed. A bad place *before* bytes that are known to have been durable is no torn tail but
/// corruption: it stays, and is told. One behind these, with a sound frame behind it, stays too, and the footer says
/// from where on there may be such: a power cut does not keep to the order of writes.
final class Recovery {
    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

    /// For an extent whose content is not known: in memory alone, never written.
    private static final ExtentFormat.Footer NOTHING_KNOWN = new ExtentFormat.Footer(ExtentFormat.HEADER, 0, 0);

    private final Volume volume;
    private final Extent extent;
    private final List<Damage> damages = new ArrayList<>();

    Recovery(Volume volume, Extent extent) {
        this.volume = volume;
        this.extent = extent;
    }

    /// @return whether the extent holds anything; one that never came to its first frame is removed
    boolean run() {
        try {
            return recover();
        } catch (AmanaException e) {
            damages.add(new Damage(extent.id(), 0, 0, e.message()));
            extent.sealed(NOTHING_KNOWN);
            return true;
        }
    }

    private boolean recover() {
        boolean sealed;
        try (DurableFile file = volume.disk().open(extent.path(), Mode.READ)) {
            Optional<ExtentFormat.Footer> footer = footer(file, extent.id());
            footer.ifPresent(extent::sealed);
            sealed = footer.isPresent();
        }
        return sealed || sealTorn();
    }

    /// What was found to be corrupt.
    List<Damage> damages() {
        return damages;
    }

    static Optional<ExtentFormat.Footer> footer(DurableFile file, ExtentId id) {
        long size = file.size();
        if (size < ExtentFormat.HEADER + ExtentFormat.FOOTER) {
            return Optional.empty();
        }
        ByteBuffer block = ByteBuffer.allocate(ExtentFormat.FOOTER);
        file.read(block, size - ExtentFormat.FOOTER);
        return ExtentFormat.parseFooter(block.flip(), id, size);
    }

    /// Whether the header is there; it is durable before the first frame is written.
    static boolean hasHeader(DurableFile file, ExtentId id) {
        ByteBuffer block = ByteBuffer.allocate(ExtentFormat.HEADER);
        file.read(block, 0);
        return ExtentFormat.isHeader(block.flip(), id);
    }

    private boolean sealTorn() {
        try (DurableFile file = volume.disk().open(extent.path(), Mode.WRITE)) {
            Sound sound = new Sound();
            long size = file.size();
            new ExtentScan(file, extent.id(), size).walk(sound);
            if (sound.frames == 0 && (!hasHeader(file, extent.id()) || isBlank(file, size))) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "extent {0} of {1} bytes never came to its first frame, and is removed",
                        extent.id(),
                        size);
                return false;
            }
            if (sound.frames == 0) {
                extent.sealed(
                        NOTHING_KNOWN); // a torn first write, or worse: if nobody refers to it, compaction removes it
                return true;
            }
            damages.addAll(sound.beforeSync());
            cutAndSeal(file, new ExtentFormat.Footer(sound.end, sound.frames, sound.payload, sound.torn()), size);
            return true;
        }
    }

    private static boolean isBlank(DurableFile file, long size) {
        ByteBuffer window = ByteBuffer.allocate(1 << 20);
        for (long at = ExtentFormat.HEADER; at < size; at += window.capacity()) {
            file.read(window.clear(), at);
            window.flip();
            while (window.hasRemaining()) {
                if (window.get() != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private void cutAndSeal(DurableFile file, ExtentFormat.Footer footer, long size) {
        LOG.log(
                System.Logger.Level.INFO,
                "extent {0} was open when the server stopped: cut at {1} of {2} bytes, {3} frames are sound",
                extent.id(),
                footer.end(),
                size,
                footer.frames());
        try {
            file.truncate(footer.end());
            file.write(ExtentFormat.footer(extent.id(), footer), footer.offset());
            file.sync();
            extent.sealed(footer);
        } catch (AmanaException e) {
            // A full disk. The footer, or half of it, is for the next start.
            extent.sealedWithoutFooter(footer);
            LOG.log(System.Logger.Level.WARNING, "extent " + extent.id() + " could not be sealed", e);
        }
    }

    /// The sound frames of an extent, and the bad places among them.
    private final class Sound implements ExtentScan.Visitor {
        private final List<Damage> bad = new ArrayList<>();
        private long frames;
        private long payload;
        private long end = ExtentFormat.HEADER; // of the last sound frame
        private long syncedTo; // as the frames themselves tell

        @Override
        public void frame(Frame frame) {
            frames++;
            payload += frame.length();
            end = frame.offset() + frame.size();
            syncedTo = Math.max(syncedTo, frame.syncedTo());
        }

        @Override
        public void bad(long offset, long length) {
            bad.add(new Damage(extent.id(), offset, length, "durable bytes are no longer what was written"));
        }

        /// The first bad place among the sound frames that nobody was told to be durable. If there is none, their end:
        /// a power cut while the footer is written may leave of the bytes before it what was cut off.
        private long torn() {
            return bad.stream()
                    .mapToLong(Damage::offset)
                    .filter(offset -> offset >= syncedTo && offset < end)
                    .min()
                    .orElse(end);
        }

        private List<Damage> beforeSync() {
            return bad.stream().filter(damage -> damage.offset() < syncedTo).toList();
        }
    }
}
