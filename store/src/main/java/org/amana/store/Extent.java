package org.amana.store;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of one extent while the server runs. Safe for use by many threads.
final class Extent {
    private static final String SUFFIX = ".extent";

    private final ExtentId id;
    private final Path path;

    // All guarded by this object's monitor.
    private ExtentFormat.@Nullable Footer footer; // absent while the extent is open
    private boolean footerOnDisk = true; // or will be, once it is sealed
    private long end = ExtentFormat.HEADER; // where the frames end
    private long syncedTo = ExtentFormat.HEADER; // every byte before is durable
    private long payload;
    private long released; // payload bytes that some row no longer refers to: a hint
    private int pins; // bodies and readers that need it to stay
    private boolean givenUp; // about to be removed, or removed
    private @Nullable Instant retired; // since when nothing refers to it any more

    Extent(ExtentId id, Path volume) {
        this.id = id;
        this.path = volume.resolve(id + SUFFIX);
    }

    /// Whether a file in a volume is named as an extent.
    static boolean isNamedSo(Path file) {
        return String.valueOf(file.getFileName()).matches("[0-9a-f]{32}\\" + SUFFIX);
    }

    static ExtentId idOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return ExtentId.parse(name.substring(0, name.length() - SUFFIX.length()));
    }

    ExtentId id() {
        return id;
    }

    Path path() {
        return path;
    }

    synchronized boolean isSealed() {
        return footer != null;
    }

    synchronized void sealed(ExtentFormat.Footer with) {
        footer = with;
        end = with.end();
        syncedTo = with.end();
        payload = with.payload();
    }

    /// As good as sealed, since nothing is appended to it; but its footer could not be written.
    synchronized void sealedWithoutFooter(ExtentFormat.Footer with) {
        sealed(with);
        footerOnDisk = false;
    }

    synchronized boolean hasFooterOnDisk() {
        return footerOnDisk;
    }

    /// Whether what is there may have been torn by a power cut, and so is there only if it is a sound frame.
    synchronized boolean mayBeTorn(long offset) {
        ExtentFormat.Footer it = footer;
        return it != null && it.torn() > 0 && offset >= it.torn();
    }

    synchronized ExtentFormat.@Nullable Footer footer() {
        return footer;
    }

    /// Bytes that its file takes up, without what is reserved for more.
    synchronized long fileSize() {
        return footer == null ? end : footer.fileSize();
    }

    synchronized void grewTo(long newEnd, long morePayload) {
        end = newEnd;
        payload += morePayload;
    }

    synchronized void syncedTo(long offset) {
        syncedTo = offset;
    }

    /// Where the durable frames end.
    synchronized long durableEnd() {
        return Math.min(end, syncedTo);
    }

    synchronized long payload() {
        return payload;
    }

    synchronized void released(long bytes) {
        released = Math.min(payload, released + bytes);
    }

    synchronized long released() {
        return released;
    }

    /// Keeps the extent from being compacted away.
    ///
    /// @return whether it is kept; not if it has been given up
    synchronized boolean pin() {
        if (!givenUp) {
            pins++;
        }
        return !givenUp;
    }

    synchronized void unpin() {
        pins--;
    }

    synchronized boolean isPinned() {
        return pins > 0;
    }

    /// Nobody pins the extent any more, so that it can be removed.
    ///
    /// @return whether it is given up; not if it is pinned
    synchronized boolean giveUp() {
        givenUp |= pins == 0;
        return givenUp;
    }

    synchronized void retire(Instant now) {
        retired = now;
    }

    /// Somebody refers to it after all.
    synchronized void comeBack() {
        retired = null;
    }

    synchronized boolean isRetired() {
        return retired != null;
    }

    /// Whether nobody has referred to it since `then`, and nobody holds it.
    synchronized boolean isUnusedSince(Instant then) {
        return retired != null && !retired.isAfter(then) && pins == 0;
    }
}
