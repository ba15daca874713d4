package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any marker: a place in a listing, whose own marker is read as the same place; or `INVALID_QUERY_PARAMETER`.
@Tag("slow")
class ListMarkerFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void markers(byte[] data) {
        try {
            ListMarker marker = ListMarker.parse(new String(data, StandardCharsets.UTF_8));
            assertThat(ListMarker.parse(marker.toString())).isEqualTo(marker);
        } catch (AmanaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_QUERY_PARAMETER);
        }
    }
}
