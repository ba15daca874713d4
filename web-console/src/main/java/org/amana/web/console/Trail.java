package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.web.console.Request.Form;

/// The way through a listing that can only be walked onwards: the marker of each page that was passed, so that one can
/// go back. It stands in the address, so of a long way the beginning is forgotten.
///
/// @param passed the markers of the pages from which one came, and that of this page last; that of the first is empty
record Trail(List<String> passed) {
    static final Trail START = new Trail(List.of(""));
    private static final int LONGEST = 3_000;
    private static final String FORGOTTEN = "far";

    Trail {
        passed = List.copyOf(passed);
    }

    static Trail of(Form query) {
        String marker = query.raw("marker");
        if (marker.isEmpty()) {
            return START;
        }
        List<String> passed = new ArrayList<>(List.of(""));
        if (!query.text(FORGOTTEN).isEmpty()) {
            passed.clear();
        }
        passed.addAll(query.values().getOrDefault("back", List.of()));
        passed.add(marker);
        return new Trail(passed);
    }

    /// Where the page begins that is looked at.
    String marker() {
        return passed.getLast();
    }

    boolean isStart() {
        return marker().isEmpty();
    }

    /// The page before, if it is known.
    Optional<Trail> before() {
        return passed.size() < 2 ? Optional.empty() : Optional.of(new Trail(passed.subList(0, passed.size() - 1)));
    }

    /// The page that begins with a marker, after this one.
    Trail then(String next) {
        List<String> longer = new ArrayList<>(passed);
        longer.add(next);
        int length = longer.stream().mapToInt(Trail::length).sum();
        int from = 0;
        while (length > LONGEST && from < longer.size() - 1) {
            length -= length(longer.get(from));
            from++;
        }
        return new Trail(longer.subList(from, longer.size()));
    }

    /// The address of this page of a listing.
    Address onto(Address listing) {
        passed.subList(0, passed.size() - 1).forEach(marker -> listing.with("back", marker));
        return listing.with("marker", marker())
                .with(FORGOTTEN, passed.getFirst().isEmpty() ? "" : "1");
    }

    private static int length(String marker) {
        return Address.encoded(marker).length();
    }
}
