package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any pairs `name:value`, NUL between them: metadata that the catalog gives back as it was, or refused.
@Tag("slow")
class MetadataFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void pairs(byte[] data) {
        try {
            List<Metadata.Entry> entries = new ArrayList<>();
            for (String pair : new String(data, StandardCharsets.UTF_8).split("\0")) {
                int colon = pair.indexOf(':');
                if (colon >= 0) {
                    entries.add(new Metadata.Entry(pair.substring(0, colon), pair.substring(colon + 1)));
                }
            }
            Metadata metadata = new Metadata(entries);
            assertThat(TextPairs.metadata(TextPairs.of(metadata))).isEqualTo(metadata);
        } catch (AmanaException e) {
            assertThat(e.code()).isIn(ErrorCode.INVALID_METADATA, ErrorCode.METADATA_TOO_LARGE);
        }
    }
}
