package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencesTest extends OpenHouse {
    /// Between two pages the walk rests, and much may be written meanwhile.
    @Test
    void whatIsWrittenBetweenTwoPagesIsToldWithTheNext() {
        house.put(blob, bytes("one"));
        List<String> told = new ArrayList<>();
        house.store.liveRanges().visit(_ -> true, (_, _) -> told.add("place"), () -> {
            if (!told.contains("pause")) {
                house.put(box.blob("two"), bytes("two"));
            }
            told.add("pause");
        });
        assertThat(told).startsWith("place", "pause", "place", "pause");
        assertThat(told).filteredOn("place"::equals).hasSize(2);
    }
}
