package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any header lines: conditions, or `INVALID_HEADER` that names one.
@Tag("slow")
class ConditionHeadersFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void lines(byte[] data) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        new String(data, StandardCharsets.UTF_8).lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        try {
            assertThat(ConditionHeaders.target(name -> headers.getOrDefault(name, "")))
                    .isNotNull();
            assertThat(ConditionHeaders.source(name -> headers.getOrDefault(name, "")))
                    .isNotNull();
        } catch (AmanaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_HEADER);
        }
    }
}
