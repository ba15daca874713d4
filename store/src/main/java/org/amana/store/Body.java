package org.amana.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.amana.durable.FatalDiskError;
import org.jspecify.annotations.Nullable;

/// A body that is being appended, cut into frames.
final class Body implements Appending {
    private static final byte[] NOTHING = {};
    private static final int FIRST_BUFFER = 8 << 10; // when nothing is known of the length

    private final Lanes lanes;
    private final ContainerKey key;
    private final long expected;

    private final ArrayDeque<FrameInFlight> inFlight = new ArrayDeque<>();
    private final List<FrameInFlight.Placed> placed = new ArrayList<>();
    private final Set<Extent> pinned = new LinkedHashSet<>();
    private final List<Appender> used = new ArrayList<>(2);
    private @Nullable Appender lane; // held by this body alone
    private byte[] buffer = NOTHING;
    private int filled;
    private long length;
    private boolean finished;

    Body(Lanes lanes, ContainerKey key, long expected) {
        this.lanes = lanes;
        this.key = key;
        this.expected = expected;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        requireOpen();
        int from = offset;
        int left = count;
        while (left > 0) {
            makeRoomFor(left);
            int part = Math.min(left, buffer.length - filled);
            System.arraycopy(bytes, from, buffer, filled, part);
            filled += part;
            from += part;
            left -= part;
            length += part;
            if (filled == Frame.MOST_PAYLOAD) {
                send();
            }
        }
    }

    private void requireOpen() {
        if (finished) {
            throw new IllegalStateException("the body has ended");
        }
    }

    private void makeRoomFor(int more) {
        if (filled == buffer.length) {
            long announced = expected > length ? expected - length : FIRST_BUFFER;
            long wanted = Math.max(2L * buffer.length, Math.max((long) filled + more, announced));
            buffer = Arrays.copyOf(buffer, (int) Math.min(Frame.MOST_PAYLOAD, wanted));
        }
    }

    private void send() {
        while (!inFlight.isEmpty() && inFlight.peek().isDone()) {
            settle(inFlight.remove());
        }
        FrameInFlight frame = new FrameInFlight();
        inFlight.add(frame);
        appender().append(new Appender.Request(key, buffer, filled, frame));
        buffer = NOTHING;
        filled = 0;
    }

    /// The common appender, or one of its own once the body is known to be large.
    private Appender appender() {
        if (lane == null && lanes.isLarge(Math.max(expected, length))) {
            lane = lanes.claim();
        }
        Appender appender = lane == null ? lanes.common() : lane;
        if (used.isEmpty() || used.getLast() != appender) {
            used.add(appender);
        }
        return appender;
    }

    private void settle(FrameInFlight frame) {
        FrameInFlight.Placed one = frame.await();
        if (!pinned.add(one.extent())) {
            one.extent().unpin(); // once for the whole body is enough
        }
        placed.add(one);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Pending finish() {
        requireOpen();
        try {
            if (filled > 0) {
                send();
            }
            while (!inFlight.isEmpty()) {
                settle(inFlight.remove());
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        finished = true;
        List<CompletableFuture<?>> syncs = new ArrayList<>(used.size());
        used.forEach(appender -> syncs.add(appender.sync()));
        giveLaneBack();
        return new Written(
                new Places(placed.stream().map(FrameInFlight.Placed::place).toList()), syncs, List.copyOf(pinned));
    }

    private void giveLaneBack() {
        if (lane != null) {
            lanes.giveBack(lane);
            lane = null;
        }
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        finished = true;
        while (!inFlight.isEmpty()) {
            try {
                settle(inFlight.remove());
            } catch (RuntimeException | FatalDiskError _) {
                // Given up anyway, and whoever has failed has been told.
            }
        }
        placed.forEach(one -> one.extent().released(one.place().length()));
        pinned.forEach(Extent::unpin);
        giveLaneBack();
    }

    /// A finished body.
    private static final class Written implements Pending {
        private final Places places;
        private final List<CompletableFuture<?>> syncs;
        private final List<Extent> pinned;
        private boolean closed; // guarded by this

        Written(Places places, List<CompletableFuture<?>> syncs, List<Extent> pinned) {
            this.places = places;
            this.syncs = syncs;
            this.pinned = pinned;
        }

        @Override
        public Places places() {
            return places;
        }

        @Override
        public void await() {
            syncs.forEach(FrameInFlight::await);
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                pinned.forEach(Extent::unpin);
            }
        }
    }
}
