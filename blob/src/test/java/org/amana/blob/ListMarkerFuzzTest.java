package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/// Any marker: a place in a listing, whose own marker is read as the same place; or none of ours.
@Tag("slow")
class ListMarkerFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void markers(byte[] data) {
        ListMarker.parse(new String(data, StandardCharsets.UTF_8))
                .ifPresent(marker ->
                        assertThat(ListMarker.parse(marker.toString())).hasValue(marker));
    }
}
