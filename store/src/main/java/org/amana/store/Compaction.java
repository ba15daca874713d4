package org.amana.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amana.durable.Remains;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;

/// Takes back the room of deleted bytes: the frames of an extent that somebody still refers to are appended anew, the
/// rows that refer to them are changed, and the extent is removed once nobody refers to it or reads from it.
///
/// Removal waits for `retention` after the last commit, and the catalog is asked once more just before it. A power
/// cut at any moment leaves both copies, one of which the next run finds to be dead. One run at a time.
public final class Compaction {
    private static final System.Logger LOG = System.getLogger(Compaction.class.getName());

    /// Frames that one run moves at most: each takes some 300 bytes of memory with its old and its new place, so all of
    /// them some 40 MiB. Where frames have 2 KiB on average, as many are 256 MiB.
    private static final int MOST_FRAMES = 128 << 10;

    private final Extents extents;
    private final Volume volume;
    private final List<LiveRanges> live;
    private final ByteSize mostMoved;
    private final int mostFrames;
    private final Courtesy courtesy;
    private Courtesy.Stint stint; // guarded by this: of the run under way

    /// @param live all modules that keep places in their rows; bytes that none of them knows are dead
    /// @param mostMoved how many bytes one run moves at most, give or take an extent
    public Compaction(Extents extents, List<LiveRanges> live, ByteSize mostMoved, Courtesy courtesy) {
        this(extents, live, mostMoved, MOST_FRAMES, courtesy);
    }

    /// @param mostFrames how many frames one run moves at most
    Compaction(Extents extents, List<LiveRanges> live, ByteSize mostMoved, int mostFrames, Courtesy courtesy) {
        this.extents = extents;
        this.volume = extents.volume();
        this.live = List.copyOf(live);
        this.mostMoved = mostMoved;
        this.mostFrames = mostFrames;
        this.courtesy = courtesy;
        this.stint = courtesy.begin();
    }

    /// What a run did.
    ///
    /// @param removed extents removed from the disk
    /// @param freed bytes that their files took up
    /// @param emptied extents whose live frames were moved, to be removed later
    /// @param moved bytes of payload moved
    /// @param damages frames that are still referred to and could not be read; their extents stay
    public record Result(int removed, long freed, int emptied, long moved, List<Damage> damages) {}

    /// Removes what was emptied before and is old enough, then empties the extents with the most dead bytes.
    /// Those of which nothing is left are emptied by the walk that shows it: that takes no room, and on a full
    /// disk it is what makes some, `retention` later. All others share their walks, so a run has five at most.
    ///
    /// @throws AmanaException `INSUFFICIENT_STORAGE` if there is no room for the moved frames; nothing is lost, and
    ///     what did find room is done with
    public synchronized Result run() {
        stint = courtesy.begin();
        Map<Extent, Remains> unused = setAsideUnused();
        int removed = 0;
        long freed = 0;
        for (Map.Entry<Extent, Remains> each : unused.entrySet()) {
            if (courtesy.isClosed()) {
                break; // the server stops
            }
            each.getValue().remove(this::pause);
            removed++;
            freed += each.getKey().fileSize();
        }
        Map<Extent, Map<Place, ContainerKey>> frames = worthwhile();
        List<Extent> dead = frames.entrySet().stream()
                .filter(each -> each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        dead.forEach(extent -> extent.retire(volume.now()));
        dead.forEach(frames::remove);
        Move move = new Move(frames);
        move.run();
        return new Result(removed, freed, dead.size() + move.emptied, move.bytes, move.damages);
    }

    /// Lets requests go first, unless they may soon want the very room that this makes.
    private void pause() {
        stint.pauseUnless(volume::isShortOfRoom);
    }

    /// All of them at once, so that nothing lies between the look into the catalog and the deed. Each is removed
    /// by and by; what is left of them when the server stops goes at the next start.
    private Map<Extent, Remains> setAsideUnused() {
        Map<Extent, Remains> aside = new LinkedHashMap<>();
        for (Extent extent : unused()) {
            volume.setAsideUnlessHeld(extent).ifPresent(remains -> {
                extents.files().forget(extent.path());
                aside.put(extent, remains);
            });
        }
        return aside;
    }

    private List<Extent> unused() {
        Instant then = volume.now().minus(volume.config().retention());
        Map<ExtentId, Extent> old = volume.extents().stream()
                .filter(extent -> extent.isUnusedSince(then))
                .collect(Collectors.toMap(Extent::id, extent -> extent));
        if (!old.isEmpty()) {
            visit(old::containsKey, (place, _) -> {
                Extent referredTo = old.remove(place.extent());
                if (referredTo != null) {
                    LOG.log(System.Logger.Level.ERROR, "extent {0} was emptied, and is referred to again", place);
                    referredTo.comeBack();
                }
            });
        }
        return List.copyOf(old.values());
    }

    private void visit(Predicate<ExtentId> wanted, LiveRanges.Visitor visitor) {
        live.forEach(module -> module.visit(wanted, visitor, this::pause));
    }

    /// The extents to be emptied, with the frames that are to be moved; without any, if nothing in it is live. Of
    /// an extent with more of them than one run moves, the others are left to the next.
    private Map<Extent, Map<Place, ContainerKey>> worthwhile() {
        // Who is pinned now may be about to be referred to; so pins are looked at before the catalog is.
        Map<ExtentId, Extent> quiet = volume.extents().stream()
                .filter(extent -> extent.isSealed() && !extent.isRetired() && !extent.isPinned())
                .collect(Collectors.toMap(Extent::id, extent -> extent));
        Map<ExtentId, Live> live = liveIn(quiet.keySet());
        Map<ExtentId, Extent> chosen = choose(quiet.values(), live);
        Map<Extent, Map<Place, ContainerKey>> frames = new LinkedHashMap<>();
        chosen.values().forEach(extent -> frames.put(extent, new TreeMap<>(Comparator.comparingLong(Place::offset))));
        if (chosen.keySet().stream().anyMatch(live::containsKey)) {
            visit(chosen::containsKey, (place, key) -> {
                Extent extent = chosen.get(place.extent());
                if (extent != null) {
                    frames.computeIfPresent(extent, (_, all) -> {
                        if (all.size() < mostFrames) {
                            all.put(place.whole(), key);
                        }
                        return all;
                    });
                }
            });
        }
        return frames;
    }

    /// What is live in an extent, counted once for each reference: rather too much than too little.
    private record Live(long bytes, long frames) {
        static final Live NOTHING = new Live(0, 0);

        Live plus(Live more) {
            return new Live(bytes + more.bytes, frames + more.frames);
        }
    }

    private Map<ExtentId, Live> liveIn(Set<ExtentId> wanted) {
        Map<ExtentId, Live> live = new HashMap<>();
        visit(wanted::contains, (place, _) -> live.merge(place.extent(), new Live(place.frame(), 1), Live::plus));
        return live;
    }

    /// As many of those that are worth while as one run empties, in the order to empty them in.
    private Map<ExtentId, Extent> choose(Iterable<Extent> quiet, Map<ExtentId, Live> live) {
        Map<ExtentId, Extent> chosen = new LinkedHashMap<>();
        long bytes = 0;
        long frames = 0;
        for (Extent extent : worthEmptying(quiet, live)) {
            Live more = live.getOrDefault(extent.id(), Live.NOTHING);
            boolean fits = frames == 0 || more.frames == 0 || frames + more.frames <= mostFrames;
            if (bytes <= mostMoved.bytes() && fits) {
                bytes += Math.min(extent.payload(), more.bytes);
                frames += more.frames;
                chosen.put(extent.id(), extent);
            }
        }
        return chosen;
    }

    /// Those that are at least half dead, in the order to empty them in; and small ones when there are many.
    private List<Extent> worthEmptying(Iterable<Extent> quiet, Map<ExtentId, Live> live) {
        long small = volume.config().extentSize().bytes() / 16;
        List<Extent> dead = new ArrayList<>();
        List<Extent> little = new ArrayList<>();
        for (Extent extent : quiet) {
            if (2 * live.getOrDefault(extent.id(), Live.NOTHING).bytes <= extent.payload()) {
                dead.add(extent);
            } else if (extent.fileSize() < small) {
                little.add(extent);
            }
        }
        dead.sort(Comparator.comparing((Extent extent) -> live.containsKey(extent.id()))
                .thenComparingLong(extent -> live.getOrDefault(extent.id(), Live.NOTHING).bytes - extent.payload()));
        if (little.size() >= 8) {
            dead.addAll(little);
        }
        return dead;
    }

    /// The move of live frames out of the extents of one run.
    private final class Move {
        private static final int MOST_IN_FLIGHT = 16;

        /// So much, and no more, may a request find before itself on its way to the disk.
        private static final long MOST_BYTES_IN_FLIGHT = 2 << 20;

        private final Map<Extent, Map<Place, ContainerKey>> frames;
        private final Appender appender = extents.lanes().upkeep();
        private final FrameReader reader = new FrameReader();
        private final ArrayDeque<Moving> inFlight = new ArrayDeque<>();
        private final Map<Place, Place> newPlaces = new HashMap<>();
        private final Map<ExtentId, Extent> begun = new HashMap<>(); // whose frames have begun to move
        private final Set<Extent> pinned = new HashSet<>(); // where they are now, until rows refer to them there
        private final List<Damage> damages = new ArrayList<>();
        private int emptied;
        private long bytes;
        private long bytesInFlight;

        Move(Map<Extent, Map<Place, ContainerKey>> frames) {
            this.frames = frames;
        }

        void run() {
            try {
                appendAndRelocate();
            } finally {
                pinned.forEach(Extent::unpin);
            }
        }

        /// What found room is referred to there also when the rest found none: that makes some for the next time.
        private void appendAndRelocate() {
            try {
                appendAll();
            } catch (AmanaException e) {
                relocateAfter(e);
                throw e;
            }
            relocate();
        }

        private void appendAll() {
            try {
                for (Map.Entry<Extent, Map<Place, ContainerKey>> each : frames.entrySet()) {
                    if (courtesy.isClosed()) {
                        break; // the server stops; what is left stays, and so does its extent
                    }
                    begun.put(each.getKey().id(), each.getKey());
                    append(each.getKey(), each.getValue());
                }
            } finally {
                settleAll();
            }
        }

        private void append(Extent extent, Map<Place, ContainerKey> those) {
            for (Map.Entry<Place, ContainerKey> each : those.entrySet()) {
                if (courtesy.isClosed()) {
                    break;
                }
                pause();
                while (isTooMuch(each.getKey().frame())) {
                    settle(inFlight.remove());
                }
                byte[] payload = read(extent, each.getKey(), each.getValue());
                if (payload.length > 0) {
                    FrameInFlight moving = new FrameInFlight();
                    inFlight.add(new Moving(each.getKey(), moving));
                    bytesInFlight += payload.length;
                    appender.append(new Appender.Request(each.getValue(), payload, payload.length, moving));
                }
            }
        }

        private boolean isTooMuch(int more) {
            return inFlight.size() == MOST_IN_FLIGHT
                    || (!inFlight.isEmpty() && bytesInFlight + more > MOST_BYTES_IN_FLIGHT);
        }

        private record Moving(Place from, FrameInFlight to) {}

        private void settle(Moving moving) {
            bytesInFlight -= moving.from.frame();
            FrameInFlight.Placed placed = moving.to.await();
            if (!pinned.add(placed.extent())) {
                placed.extent().unpin(); // once is enough
            }
            newPlaces.put(moving.from, placed.place());
            bytes += placed.place().length();
        }

        /// Waits for all of them, whatever becomes of one.
        private void settleAll() {
            if (!inFlight.isEmpty()) {
                try {
                    settle(inFlight.remove());
                } finally {
                    settleAll();
                }
            }
        }

        /// The frame's payload; nothing if it cannot be read.
        private byte[] read(Extent extent, Place frame, ContainerKey key) {
            try (OpenFiles.Handle handle = extents.files().use(extent.path())) {
                byte[] payload = new byte[frame.frame()];
                int[] filled = {0};
                reader.read(key, handle.file(), frame, (chunk, from, length) -> {
                    System.arraycopy(chunk, from, payload, filled[0], length);
                    filled[0] += length;
                });
                return payload;
            } catch (AmanaException e) {
                if (e.code() != ErrorCode.CORRUPT && e.code() != ErrorCode.DISK_FAILED) {
                    throw e;
                }
                damages.add(new Damage(extent.id(), frame.offset(), frame.sizeOnDisk(), e.message()));
                return new byte[0];
            } catch (IOException e) {
                throw new UncheckedIOException(e); // an array takes everything
            }
        }

        private void relocate() {
            if (newPlaces.isEmpty()) {
                return;
            }
            FrameInFlight.await(appender.sync());
            live.forEach(module -> module.relocate(newPlaces, Compaction.this::pause));
            if (!courtesy.isClosed()) { // else the next run finds them to be dead
                retireEmptied();
            }
        }

        private void relocateAfter(AmanaException reason) {
            try {
                relocate();
            } catch (AmanaException e) {
                reason.addSuppressed(e);
            }
        }

        private void retireEmptied() {
            Map<ExtentId, Extent> empty = new HashMap<>(begun);
            visit(empty::containsKey, (place, _) -> empty.remove(place.extent()));
            empty.values().forEach(extent -> extent.retire(volume.now()));
            emptied = empty.size();
        }
    }
}
