package org.amana.store;

import java.nio.ByteBuffer;
import org.amana.durable.DurableFile;

/// The extent that an appender writes. Guarded by its appender's lock while frames are appended, but for
/// [#sync], which the appender's syncing thread alone calls. Once it is full it is handed over to that thread,
/// under the lock, and is that thread's alone.
final class OpenExtent {
    private final Volume volume;
    private final Extent extent;
    private final DurableFile file;

    private long position = ExtentFormat.HEADER; // where the next frame begins
    private long allocated; // room is reserved up to here
    private long end = ExtentFormat.HEADER; // where the last frame ends
    private long frames;
    private long payload;
    private volatile long syncedTo = ExtentFormat.HEADER;

    OpenExtent(Volume volume, Extent extent, DurableFile file) {
        this.volume = volume;
        this.extent = extent;
        this.file = file;
    }

    void begin(long nowMillis) {
        allocateTo(ExtentFormat.HEADER);
        file.write(ExtentFormat.header(extent.id(), nowMillis), 0);
        file.sync();
    }

    Extent extent() {
        return extent;
    }

    long position() {
        return position;
    }

    long syncedTo() {
        return syncedTo;
    }

    boolean hasFramesSince(long offset) {
        return end > offset;
    }

    /// Whether frames of `bytes` in all would make the extent larger than a full one. The first always fits.
    boolean isFullFor(long bytes) {
        return end > ExtentFormat.HEADER
                && position + bytes > volume.config().extentSize().bytes();
    }

    /// Reserves room for `bytes` at the position.
    ///
    /// @throws org.amana.kernel.AmanaException `INSUFFICIENT_STORAGE` if there is none; the extent is as it was
    void reserve(long bytes) {
        allocateTo(position + bytes);
    }

    private void allocateTo(long offset) {
        if (offset > allocated) {
            volume.requireRoom();
            long step = volume.config().allocation().bytes();
            long length = (offset - allocated + step - 1) / step * step;
            file.allocate(allocated, length);
            allocated += length;
        }
    }

    /// Writes whole frames at the position. After a failure the extent must not be written again: what did reach
    /// the disk has used up its nonces.
    void write(byte[] bytes, int length, int frameCount, long payloadBytes) {
        file.write(ByteBuffer.wrap(bytes, 0, length), position);
        position += length;
        end = position;
        frames += frameCount;
        payload += payloadBytes;
        extent.grewTo(end, payloadBytes);
    }

    /// A sync is about to begin: the next frame starts in a sector of its own.
    ///
    /// @return up to where the sync will make frames durable
    long beginSync() {
        position = ExtentFormat.align(position);
        return position;
    }

    /// Makes what was written durable, up to `offset` at least.
    void sync(long offset) {
        file.sync();
        syncedTo = offset;
        extent.syncedTo(offset);
    }

    /// Cuts what was allocated but not written, writes the footer and closes the file; nothing is appended
    /// afterwards.
    void seal() {
        ExtentFormat.Footer footer = footer();
        file.truncate(end);
        file.write(ExtentFormat.footer(extent.id(), footer), footer.offset());
        file.sync();
        file.close();
        extent.sealed(footer);
    }

    /// Closes the file as it is, since [#seal] has failed; the footer, or the rest of it, is for the next start.
    void leaveWithoutFooter() {
        extent.sealedWithoutFooter(footer());
        file.close();
    }

    private ExtentFormat.Footer footer() {
        return new ExtentFormat.Footer(end, frames, payload);
    }
}
