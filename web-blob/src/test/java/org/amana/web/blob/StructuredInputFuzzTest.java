package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any bytes, the first of which says how much content is declared: that much content, or a failure that says why.
@Tag("slow")
class StructuredInputFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void messages(byte[] data) throws IOException {
        int content = data.length == 0 ? 0 : data[0] & 0xFF;
        ByteArrayInputStream message =
                new ByteArrayInputStream(data, Math.min(1, data.length), Math.max(0, data.length - 1));
        try {
            byte[] read = new StructuredInput(message, message.available(), content).readAllBytes();
            assertThat(read).hasSize(content);
            assertThat(message.available()).isZero();
        } catch (AmanaException e) {
            assertThat(e.code()).isIn(ErrorCode.INVALID_ARGUMENT, ErrorCode.CRC64_MISMATCH, ErrorCode.INCOMPLETE_BODY);
        }
    }
}
