package org.amana.blob;

import java.util.ArrayList;
import java.util.List;
import org.amana.store.Place;
import org.amana.store.Places;

/// Cuts places into pieces of given lengths, in one walk however many there are.
final class PlaceCutter {
    private final List<Place> places;
    private int at;
    private int used; // bytes of the place at hand

    PlaceCutter(Places places) {
        this.places = places.list();
    }

    /// The next piece.
    ///
    /// @param length bytes, which must be there
    Places next(long length) {
        List<Place> piece = new ArrayList<>();
        long left = length;
        while (left > 0) {
            Place place = places.get(at);
            int part = (int) Math.min(left, place.length() - used);
            piece.add(new Place(place.extent(), place.offset(), place.frame(), place.from() + used, part));
            left -= part;
            used += part;
            if (used == place.length()) {
                at++;
                used = 0;
            }
        }
        return new Places(piece);
    }
}
