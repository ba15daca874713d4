package org.amana.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.amana.durable.DurableFile;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Courtesy;

/// Reads every byte of every extent and compares it with its checksums, and then looks for what rows refer to and no
/// extent has; no key is needed. Whoever knows which blobs lie at the damaged bytes can name them. Reading and
/// appending go on meanwhile; an extent that is open is checked up to its last sync.
public final class Scrub {
    private final Extents extents;
    private final List<LiveRanges> live;
    private final Courtesy courtesy;
    private final Progress progress;

    /// Rests for nobody, says nothing until it is done, and knows of no rows.
    public Scrub(Extents extents) {
        this(extents, List.of(), Courtesy.none(), (_, _, _, _) -> {});
    }

    /// @param live all modules that keep places in their rows
    public Scrub(Extents extents, List<LiveRanges> live, Courtesy courtesy, Progress progress) {
        this.extents = extents;
        this.live = List.copyOf(live);
        this.courtesy = courtesy;
        this.progress = progress;
    }

    /// Is told how far a scrub is, on its thread.
    @FunctionalInterface
    public interface Progress {
        /// @param extents how many have been read
        /// @param extentsInAll how many there were in the beginning
        /// @param bytes how many have been read, those of the extent at hand included
        /// @param bytesInAll how many there were in the beginning
        void read(int extents, int extentsInAll, long bytes, long bytesInAll);

        /// All has been read. What follows is a look at every row that refers to it, of which there may be many.
        default void looksAtRows() {}
    }

    /// What a scrub found.
    ///
    /// @param extents how many extents were read
    /// @param frames how many sound frames they hold
    /// @param bytes how many bytes were read
    /// @param damages what is not as it was written, in the order of the extents, then what is gone
    public record Result(int extents, long frames, long bytes, List<Damage> damages) {}

    public Result run() {
        List<Damage> damages = new ArrayList<>();
        List<Extent> all = List.copyOf(extents.volume().extents());
        long bytesInAll = all.stream().mapToLong(Extent::fileSize).sum();
        Courtesy.Stint stint = courtesy.begin();
        int count = 0;
        long frames = 0;
        long bytes = 0;
        for (Extent extent : all) {
            if (!extent.pin()) {
                continue; // gone meanwhile
            }
            try {
                int extentsBefore = count;
                long bytesBefore = bytes;
                One one = new One(extent, end -> {
                    progress.read(extentsBefore, all.size(), bytesBefore + end, bytesInAll);
                    stint.pause();
                });
                one.check();
                damages.addAll(one.damages);
                frames += one.frames;
                bytes += extent.fileSize();
                count++;
            } finally {
                extent.unpin();
            }
        }
        progress.read(all.size(), all.size(), bytesInAll, bytesInAll);
        progress.looksAtRows();
        // While rows are looked at compaction removes nothing, and where room is short, requests wait for that.
        Runnable pause = () -> stint.pauseUnless(extents.volume()::isShortOfRoom);
        damages.addAll(new LostBytes(extents, live, damages, pause).find());
        return new Result(count, frames, bytes, damages);
    }

    /// The check of one extent.
    private final class One implements ExtentScan.Visitor {
        private final Extent extent;
        private final LongConsumer readUpTo;
        private final List<Damage> damages = new ArrayList<>();
        private long frames;

        /// @param readUpTo is told where in the extent the check is
        One(Extent extent, LongConsumer readUpTo) {
            this.extent = extent;
            this.readUpTo = readUpTo;
        }

        void check() {
            try (OpenFiles.Handle handle = extents.files().use(extent.path())) {
                ExtentFormat.Footer footer = extent.footer();
                long end = footer == null ? extent.durableEnd() : footer.offset();
                checkHeader(handle.file());
                new ExtentScan(handle.file(), extent.id(), end).walk(this);
                if (footer != null && footer.torn() > 0 && frames == footer.frames()) {
                    damages.removeIf(damage -> damage.offset() >= footer.torn()); // never durable; all else is there
                }
                if (footer != null && footer.frames() > 0 && extent.hasFooterOnDisk()) {
                    checkEnd(handle.file(), footer);
                }
            } catch (AmanaException e) {
                damaged(0, 0, e.message());
            }
        }

        private void checkHeader(DurableFile file) {
            if (!Recovery.hasHeader(file, extent.id())) {
                damaged(0, ExtentFormat.HEADER, "the extent's header is not what was written");
            }
        }

        private void checkEnd(DurableFile file, ExtentFormat.Footer footer) {
            Optional<ExtentFormat.Footer> found = Recovery.footer(file, extent.id());
            if (!found.equals(Optional.of(footer))) {
                long size = file.size();
                damaged(
                        Math.min(size, footer.offset()),
                        Math.max(0, footer.fileSize() - size),
                        "the extent's end is not what was written");
            } else if (damages.isEmpty() && frames != footer.frames()) {
                damaged(0, 0, "holds " + frames + " frames, its footer says " + footer.frames());
            }
        }

        private void damaged(long offset, long length, String what) {
            damages.add(new Damage(extent.id(), offset, length, what));
        }

        @Override
        public void frame(Frame frame) {
            frames++;
            readUpTo.accept(frame.offset() + frame.size());
        }

        @Override
        public void bad(long offset, long length) {
            readUpTo.accept(offset + length);
            damaged(offset, length, "bytes are not what was written");
        }
    }
}
