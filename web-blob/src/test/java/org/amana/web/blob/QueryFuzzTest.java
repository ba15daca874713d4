package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any query: parameters that, encoded anew, are read as the same; or `INVALID_URI` for what is no encoding of text.
@Tag("slow")
class QueryFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void queries(byte[] data) {
        Query query;
        try {
            query = Query.parse(new String(data, StandardCharsets.UTF_8));
        } catch (AmanaException e) {
            assertThat(e.code()).isIn(ErrorCode.INVALID_URI, ErrorCode.INVALID_QUERY_PARAMETER);
            return;
        }
        StringBuilder again = new StringBuilder();
        query.values().forEach((name, values) -> {
            assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT));
            values.forEach(value -> again.append('&')
                    .append(Percent.encode(name, ""))
                    .append('=')
                    .append(Percent.encode(value, "")));
        });
        Query reread = Query.parse(again.toString());
        assertThat(reread.values()).isEqualTo(query.values());
        assertThat(reread.canonical()).containsExactly(query.canonical().getFirst());
        try {
            assertThat(Listing.pageSize(query)).isBetween(1, 5_000);
            assertThat(Listing.includes(query, Set.of("copy"))).isSubsetOf("copy");
        } catch (AmanaException e) {
            assertThat(e.details()).containsKey("QueryParameterName");
        }
    }
}
