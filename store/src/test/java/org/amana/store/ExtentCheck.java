package org.amana.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;

/// Checks that everything the catalog refers to is where it says: the extent is there, and a frame of the right
/// length begins at the place. It reads headers alone; whether the payload is sound is for [Scrub] to say.
public final class ExtentCheck {
    private final Extents extents;
    private final List<LiveRanges> live;

    public ExtentCheck(Extents extents, List<LiveRanges> live) {
        this.extents = extents;
        this.live = List.copyOf(live);
    }

    /// What a check found.
    ///
    /// @param places how many references were followed
    /// @param damages those that lead nowhere
    public record Result(long places, List<Damage> damages) {}

    public Result run() {
        List<Damage> damages = new ArrayList<>();
        long[] places = {0};
        for (LiveRanges module : live) {
            module.visit(
                    _ -> true,
                    (place, _) -> {
                        places[0]++;
                        check(place, damages);
                    },
                    () -> {});
        }
        return new Result(places[0], damages);
    }

    private void check(Place place, List<Damage> damages) {
        if (!extents.volume().has(place.extent())) {
            damages.add(new Damage(place.extent(), 0, 0, "the extent is missing"));
            return;
        }
        Extent extent = extents.volume().extent(place.extent());
        try (OpenFiles.Handle handle = extents.files().use(extent.path())) {
            ByteBuffer header = ByteBuffer.allocate(Frame.HEADER);
            handle.file().read(header, place.offset());
            boolean found = Frame.parse(header.flip(), place.extent(), place.offset())
                    .filter(frame -> frame.length() == place.frame())
                    .isPresent();
            if (!found) {
                damages.add(damage(place, "there is no frame of " + place.frame() + " bytes"));
            }
        } catch (AmanaException e) {
            damages.add(damage(place, e.message()));
        }
    }

    private static Damage damage(Place place, String what) {
        return new Damage(place.extent(), place.offset(), place.sizeOnDisk(), what);
    }
}
