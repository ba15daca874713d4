package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any `x-ms-if-tags`: a condition that can be decided, or `INVALID_HEADER`.
@Tag("slow")
class TagConditionFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void expressions(byte[] data) {
        try {
            TagCondition condition = TagCondition.parse(new String(data, StandardCharsets.UTF_8));
            assertThat(condition.isMetBy(Tags.NONE)).isEqualTo(condition.isMetBy(Tags.NONE));
        } catch (AmanaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_HEADER);
        }
    }
}
