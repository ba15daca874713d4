package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any pairs `key:value`, NUL between them: tags that the catalog gives back as they were, or `INVALID_TAGS`.
@Tag("slow")
class TagsFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void pairs(byte[] data) {
        TreeMap<String, String> values = new TreeMap<>();
        for (String pair : new String(data, StandardCharsets.UTF_8).split("\0")) {
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                values.put(pair.substring(0, colon), pair.substring(colon + 1));
            }
        }
        try {
            Tags tags = new Tags(values);
            assertThat(TextPairs.tags(TextPairs.of(tags))).isEqualTo(tags);
        } catch (AmanaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TAGS);
        }
    }
}
