package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any bytes: parts that are requests and, written as they came, are read as the same; or `INVALID_ARGUMENT`.
@Tag("slow")
class MultipartReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void batches(byte[] body) {
        List<BatchPart> parts;
        try {
            parts = MultipartReader.parts(body, "b");
        } catch (AmanaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(e.message()).contains("batch");
            return;
        }
        assertThat(parts).isNotEmpty();
        StringBuilder again = new StringBuilder();
        for (BatchPart part : parts) {
            assertThat(part.rawPath()).startsWith("/").doesNotContain(" ", "\r", "\n", "?");
            again.append("--c\r\nContent-Type: application/http\r\nContent-ID: ")
                    .append(part.contentId())
                    .append("\r\n\r\n")
                    .append(part.method())
                    .append(' ')
                    .append(part.rawPath())
                    .append('?')
                    .append(part.rawQuery())
                    .append(" HTTP/1.1\r\n");
            part.headers().forEach(header -> {
                assertThat(header.value()).doesNotContain("\r", "\n");
                again.append(header.name()).append(": ").append(header.value()).append("\r\n");
            });
            again.append("\r\n");
        }
        byte[] written = again.append("--c--").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(MultipartReader.parts(written, "c")).isEqualTo(parts);
    }

    @FuzzTest(maxDuration = "30s")
    void types(byte[] contentType) {
        String boundary = MultipartReader.boundary(new String(contentType, StandardCharsets.UTF_8));
        assertThat(boundary.length()).isLessThanOrEqualTo(70);
        assertThat(boundary.chars()).allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
