package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.web.http.Header;
import org.junit.jupiter.api.Tag;

/// Any request of the form `METHOD path?query`, header lines: what is signed depends on the request alone, and
/// every header line of the store is in it.
@Tag("slow")
class SharedKeyFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void requests(byte[] data) {
        List<String> lines = new String(data, StandardCharsets.UTF_8).lines().toList();
        String target = lines.isEmpty() ? "/" : lines.getFirst();
        int question = target.indexOf('?');
        List<Header> headers = headers(lines);
        try {
            Signable request = new Signable(
                    "PUT",
                    headers,
                    question < 0 ? target : target.substring(0, question),
                    Query.parse(question < 0 ? "" : target.substring(question + 1)),
                    ServiceVersion.NEWEST);
            Set<String> signed = request.sharedKey("acct");
            assertThat(signed).isNotEmpty().isEqualTo(request.sharedKey("acct"));
            for (String string : signed) {
                assertThat(string).startsWith("PUT\n").contains("\n/acct");
                headers.stream()
                        .filter(header -> header.name().startsWith("x-ms-"))
                        .forEach(header -> assertThat(string)
                                .contains(header.name() + ":")
                                .contains(header.value().strip()));
            }
            assertThat(request.sharedKeyLite("acct")).isNotEmpty();
        } catch (AmanaException e) {
            assertThat(e.message()).isNotEmpty();
        }
        lines.forEach(line ->
                SharedKey.parse(line).ifPresent(key -> assertThat(key.account()).isNotEmpty()));
    }

    private static List<Header> headers(List<String> lines) {
        List<Header> headers = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(new Header(line.substring(0, colon), line.substring(colon + 1)));
            }
        }
        return headers;
    }
}
