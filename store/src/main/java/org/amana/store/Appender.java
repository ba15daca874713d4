package org.amana.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.amana.durable.FatalDiskError;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Threads;
import org.jspecify.annotations.Nullable;

/// Appends frames to one open extent at a time, with two threads: one encrypts and writes what waits, the other syncs
/// what is written. One sync covers every body that asked for it before it began. Both are platform threads: a sync
/// would pin the carrier of a virtual one.
///
/// Frames are written one behind the other, so what follows a torn frame is never an acknowledged one.
final class Appender implements AutoCloseable {
    /// Frames that are written with one call, unless it is one alone: those of a large body have 1 MiB each.
    private static final int MOST_WRITTEN_AT_ONCE = 512 << 10;
    /// Written bytes that are synced although nobody asks: so that the sync of a large body has little left to do, and
    /// no commit beside it has to wait until the disk has taken much at once.
    private static final long MOST_UNSYNCED = 512 << 10;

    private static final int MOST_TAKEN = 1024;

    private final Volume volume;
    private final GroupQueue<Request> queue;
    private final Thread writing;
    private final Thread syncing;

    // Of the writing thread alone.
    private final FrameCipher cipher = new FrameCipher();
    private byte[] batch = new byte[64 << 10];

    private final ReentrantLock lock = new ReentrantLock(); // guards all below
    private final Condition work = lock.newCondition(); // for the syncing thread
    private @Nullable OpenExtent open;
    private List<OpenExtent> full = new ArrayList<>(); // to be synced and sealed
    private SyncGroup next = new SyncGroup();
    private boolean stopping;
    private boolean stopped; // all that was ever placed is durable
    private @Nullable FatalDiskError fatal;

    /// Those who wait for the same sync.
    private static final class SyncGroup {
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        private boolean wanted;
    }

    /// One frame to be written.
    static final class Request {
        private final ContainerKey key;
        private final byte[] payload;
        private final int length;
        private final PlacedFrame placed;

        /// @param payload belongs to the appender from now on
        Request(ContainerKey key, byte[] payload, int length, PlacedFrame placed) {
            this.key = key;
            this.payload = payload;
            this.length = length;
            this.placed = placed;
        }

        int size() {
            return Frame.size(length);
        }
    }

    /// Learns what became of a frame, on the appender's thread. One of the two is called, once.
    interface PlacedFrame {
        void at(Extent extent, Place place);

        void failed(Throwable failure);
    }

    Appender(Volume volume, String name) {
        this.volume = volume;
        this.queue = new GroupQueue<>(volume.config().queued().bytes(), request -> request.length);
        this.writing = Thread.ofPlatform().name("extent-append-" + name).start(this::writeAll);
        this.syncing = Thread.ofPlatform().name("extent-sync-" + name).start(this::syncAll);
    }

    /// Hands a frame over, waiting while too much waits already.
    void append(Request request) {
        if (!queue.put(request)) {
            request.placed.failed(closed());
        }
    }

    private Throwable closed() {
        lock.lock();
        try {
            return fatal != null
                    ? new FatalDiskError("volume " + volume.folder() + ": stopped after a failed sync", fatal)
                    : new AmanaException(ErrorCode.SERVER_BUSY, "volume " + volume.folder() + " is closed");
        } finally {
            lock.unlock();
        }
    }

    /// Asks for a sync of every frame that has been placed so far. After [#close] there is none that is not synced.
    ///
    /// @return completes when they are durable
    CompletableFuture<@Nullable Void> sync() {
        lock.lock();
        try {
            if (fatal != null) {
                return CompletableFuture.failedFuture(fatal);
            }
            if (stopped) {
                return CompletableFuture.completedFuture(null);
            }
            next.wanted = true;
            work.signal();
            return next.done;
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() {
        List<Request> left = List.of();
        try {
            for (List<Request> group = queue.take(MOST_TAKEN); !group.isEmpty(); group = queue.take(MOST_TAKEN)) {
                left = group;
                while (!left.isEmpty()) {
                    int end = batchEnd(left);
                    write(left.subList(0, end));
                    left = left.subList(end, left.size());
                }
            }
        } catch (Error e) {
            endBecauseOf(e, left);
        }
        rethrowFatal();
    }

    /// Nobody may wait for a thread that is gone: memory that ran out or a class that cannot be loaded ends trust in
    /// this volume like a failed sync.
    private void endBecauseOf(Error error, List<Request> left) {
        FatalDiskError end = new FatalDiskError("volume " + volume.folder() + ": frames cannot be written", error);
        fail(end);
        left.forEach(request -> request.placed.failed(end)); // those that were placed have been told, and stay so
        for (List<Request> more = queue.take(MOST_TAKEN); !more.isEmpty(); more = queue.take(MOST_TAKEN)) {
            more.forEach(request -> request.placed.failed(end));
        }
    }

    /// A thread that met the end of trust in the disk ends with it, for the handler of uncaught errors to see.
    private void rethrowFatal() {
        lock.lock();
        try {
            if (fatal != null) {
                throw fatal;
            }
        } finally {
            lock.unlock();
        }
    }

    private static int batchEnd(List<Request> group) {
        int to = 0;
        long size = 0;
        while (to < group.size() && (to == 0 || size + group.get(to).size() <= MOST_WRITTEN_AT_ONCE)) {
            size += group.get(to).size();
            to++;
        }
        return to;
    }

    /// What finds no room together may find it in parts: on a full disk no frame is refused for the sake of another
    /// that waited beside it.
    private void write(List<Request> requests) {
        try {
            placeTogether(requests);
        } catch (FatalDiskError e) {
            fail(e);
            requests.forEach(request -> request.placed.failed(e));
        } catch (RuntimeException e) {
            if (requests.size() > 1 && isLackOfRoom(e)) {
                int half = requests.size() / 2;
                write(requests.subList(0, half));
                write(requests.subList(half, requests.size()));
            } else {
                requests.forEach(request -> request.placed.failed(e));
            }
        }
    }

    private static boolean isLackOfRoom(RuntimeException failure) {
        return failure instanceof AmanaException e && e.code() == ErrorCode.INSUFFICIENT_STORAGE;
    }

    /// Writes frames one behind the other into one extent. Where that fails, none of them is anywhere.
    private void placeTogether(List<Request> requests) {
        List<Place> places;
        Extent extent;
        lock.lock();
        try {
            if (fatal != null) {
                throw fatal;
            }
            OpenExtent current = extentFor(requests);
            extent = current.extent();
            places = encryptAndWrite(current, requests);
            if (current.hasFramesSince(current.syncedTo() + MOST_UNSYNCED)) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
        for (int i = 0; i < requests.size(); i++) {
            requests.get(i).placed.at(extent, places.get(i));
        }
    }

    /// The open extent, with room for the frames; a new one when it is full or there is none.
    private OpenExtent extentFor(List<Request> requests) {
        long bytes = 0;
        for (Request request : requests) {
            bytes += request.size();
        }
        OpenExtent current = open;
        if (current != null && current.isFullFor(bytes)) {
            setAside(current);
            current = null;
        }
        if (current == null) {
            current = volume.create();
            open = current;
        }
        current.reserve(bytes);
        return current;
    }

    /// No more frames for this extent: it waits for its last sync and its seal.
    private void setAside(OpenExtent extent) {
        full.add(extent);
        open = null;
        work.signal();
    }

    private List<Place> encryptAndWrite(OpenExtent current, List<Request> requests) {
        List<Place> places = new ArrayList<>(requests.size());
        int length = 0;
        long payload = 0;
        for (Request request : requests) {
            makeRoomFor(length + request.size());
            long offset = current.position() + length;
            ExtentId id = current.extent().id();
            cipher.encrypt(request.key, id, offset, current.syncedTo(), request.payload, request.length, batch, length);
            places.add(Place.whole(id, offset, request.length));
            length += request.size();
            payload += request.length;
        }
        try {
            current.write(batch, length, requests.size(), payload);
        } catch (RuntimeException e) {
            setAside(current); // never written again: the nonces of what did reach the disk are used up
            throw e;
        }
        return places;
    }

    private void makeRoomFor(int length) {
        if (length > batch.length) {
            batch = java.util.Arrays.copyOf(batch, Math.max(length, Math.min(2 * batch.length, MOST_WRITTEN_AT_ONCE)));
        }
    }

    /// What one sync covers.
    ///
    /// @param open absent if no frame in it waits for a sync
    private record SyncWork(List<OpenExtent> full, @Nullable OpenExtent open, long upTo, SyncGroup group) {}

    private void syncAll() {
        try {
            for (SyncWork next = awaitWork(); next != null; next = awaitWork()) {
                carryOut(next);
            }
        } catch (FatalDiskError e) {
            fail(e);
            throw e;
        } catch (RuntimeException | Error e) {
            FatalDiskError error = new FatalDiskError("volume " + volume.folder() + ": a sync was not carried out", e);
            fail(error);
            throw error;
        }
    }

    /// @return what to sync next; null when there will be nothing more
    private @Nullable SyncWork awaitWork() {
        lock.lock();
        try {
            while (!next.wanted && full.isEmpty() && !hasMuchUnsynced()) {
                if (stopping && open != null) {
                    setAside(open);
                    break;
                }
                if (stopping || fatal != null) {
                    stopped = true;
                    return null;
                }
                work.awaitUninterruptibly();
            }
            OpenExtent unsynced = open != null && open.hasFramesSince(open.syncedTo()) ? open : null;
            SyncWork found = new SyncWork(full, unsynced, unsynced == null ? 0 : unsynced.beginSync(), next);
            full = new ArrayList<>();
            next = new SyncGroup();
            return found;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasMuchUnsynced() {
        return open != null && open.hasFramesSince(open.syncedTo() + MOST_UNSYNCED);
    }

    private void carryOut(SyncWork sync) {
        try {
            sync.full.forEach(extent -> extent.sync(extent.position()));
            if (sync.open != null) {
                sync.open.sync(sync.upTo);
            }
        } catch (RuntimeException | Error e) {
            sync.group.done.completeExceptionally(e);
            throw e;
        }
        sync.group.done.complete(null);
        sync.full.forEach(this::seal);
    }

    private void seal(OpenExtent extent) {
        try {
            extent.seal();
        } catch (AmanaException e) {
            // Its frames are durable. Most likely the disk is full.
            System.getLogger(Appender.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "extent " + extent.extent().id() + " could not be sealed",
                            e);
            extent.leaveWithoutFooter();
        }
    }

    private void fail(FatalDiskError error) {
        lock.lock();
        try {
            fatal = fatal == null ? error : fatal;
            open = null;
            full.clear();
            work.signal();
            next.done.completeExceptionally(error);
        } finally {
            lock.unlock();
        }
        queue.close(); // the writing thread fails what is inside
    }

    /// Writes and syncs what was handed over, seals the open extent and stops.
    @Override
    public void close() {
        queue.close();
        Threads.awaitEnd(writing);
        lock.lock();
        try {
            stopping = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        Threads.awaitEnd(syncing);
    }
}
