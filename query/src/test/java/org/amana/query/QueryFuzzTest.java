package org.amana.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Tag;

/// Any statement over any bytes: rows, or a word of what is wrong.
@Tag("slow")
class QueryFuzzTest {
    private static final String[] STATEMENTS = {
        "SELECT * FROM BlobStorage",
        "SELECT _1, upper(_2) FROM BlobStorage WHERE _1 LIKE '%a_' OR _2 > 3",
        "SELECT count(*), sum(_1), avg(_1), max(_2) FROM BlobStorage",
        "SELECT to_string(date_add('day', _1, cast(_2 AS TIMESTAMP)), _3), substring(_1, _2) FROM BlobStorage",
        "SELECT a.b[0] FROM BlobStorage[*].c[*] WHERE d IS NOT NULL LIMIT 3",
    };

    @FuzzTest(maxDuration = "30s")
    void statements(FuzzedDataProvider data) throws IOException {
        boolean given = data.consumeBoolean();
        String sql = given ? data.pickValue(STATEMENTS) : data.consumeString(200);
        Format input = data.consumeBoolean() ? Format.Delimited.DEFAULT : Format.Json.DEFAULT;
        try {
            Query query = new Query(Statement.parse(sql, Instant.EPOCH), input, Format.Json.DEFAULT, new Results() {
                @Override
                public void data(byte[] bytes) {
                    if (bytes.length > 0) { // none, where nothing was found
                        assertThat(bytes).endsWith('\n');
                    }
                }

                @Override
                public void problem(boolean fatal, String name, String description, long position) {
                    assertThat(name).isNotEmpty();
                }
            });
            byte[] bytes = data.consumeRemainingAsBytes();
            query.take(bytes, 0, bytes.length);
            query.finish();
        } catch (QueryException e) {
            assertThat(e.description()).isNotEmpty();
        }
    }
}
