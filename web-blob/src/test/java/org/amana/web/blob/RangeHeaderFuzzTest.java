package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/// Any header: a range that begins before it ends, or none.
@Tag("slow")
class RangeHeaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void headers(byte[] data) {
        RangeHeader.parse(new String(data, StandardCharsets.UTF_8)).ifPresent(range -> {
            assertThat(range.first()).isNotNegative();
            assertThat(range.last()).isGreaterThanOrEqualTo(range.first());
        });
    }
}
