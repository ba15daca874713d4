package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any `x-ms-copy-source`: what it names, or why it names nothing. No text passes for this server's own that has
/// another host.
@Tag("slow")
class SourceUrlFuzzTest {
    private static final Endpoint ENDPOINT = new Endpoint("acct"::equals, Set.of());

    @FuzzTest(maxDuration = "30s")
    void urls(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        try {
            SourceUrl url = SourceUrl.parse(text);
            assertThat(url.rawPath()).startsWith("/");
            assertThat(url.authority()).doesNotContain("@").doesNotContain("/");
            if (ENDPOINT.isOurs(url.authority(), "127.0.0.1:10000")) {
                assertThat(url.authority()).matches("(?i).*:10000|acct(-secondary)?\\.(blob\\..*|localhost)");
            }
            Target target = ENDPOINT.resolve(url.authority(), url.rawPath(), Query.parse(url.rawQuery()));
            assertThat(target.rawPath()).isEqualTo(url.rawPath());
            assertThat(target.blob()).doesNotContain("\\");
        } catch (AmanaException e) {
            assertThat(e.code())
                    .isIn(
                            ErrorCode.OUT_OF_RANGE,
                            ErrorCode.INVALID_HEADER,
                            ErrorCode.INVALID_URI,
                            ErrorCode.INVALID_QUERY_PARAMETER);
        }
    }
}
