package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.amana.testkit.ManualClock;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.blob.WireClient.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A signed request that somebody has seen on its way, and sends again.
class ReplayTest {
    private static final String A = House.ACCOUNT;

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private House house;
    private WireClient client;

    @BeforeEach
    void open() throws IOException {
        house = new House(folder, clock);
        client = new WireClient(house.server.port());
        signed("PUT", "/con?restype=container", "").send();
        for (String name : new String[] {"a", "b"}) {
            assertThat(signed("PUT", "/con/" + name, name).send().status()).isEqualTo(201);
        }
    }

    @AfterEach
    void shut() throws IOException {
        client.close();
        house.close();
    }

    private Request signed(String method, String target, String body) {
        return client.request(method, "/" + A + target)
                .with("x-ms-blob-type", "BlockBlob")
                .with("x-ms-date", HttpDate.format(clock.instant()))
                .body(body)
                .signed(A, house.keys.steward().base64());
    }

    @Test
    void itCountsForAQuarterOfAnHourAndNoLonger() throws IOException {
        byte[] seen = signed("GET", "/con/a", "").bytes();
        assertThat(replay(seen).text()).isEqualTo("a");
        clock.advance(Duration.ofMinutes(15));
        assertThat(replay(seen).text()).isEqualTo("a");
        clock.advance(Duration.ofMinutes(1));
        Answer refused = replay(seen);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("AuthenticationFailed");
        assertThat(refused.text()).contains("not within 15 minutes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE /testaccount/con/a ",
                "GET /testaccount/con/b ",
                "GET /testaccount/con/a?comp=metadata ",
                "DELETE /testaccount/con?restype=container "
            })
    void itCountsForNothingElse(String line) throws IOException {
        String seen = new String(signed("GET", "/con/a", "").bytes(), UTF_8);
        assertThat(seen).startsWith("GET /testaccount/con/a HTTP");
        Answer refused = replay(seen.replace("GET /testaccount/con/a ", line).getBytes(UTF_8));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("AuthenticationFailed");
        assertThat(refused.text()).contains("The MAC signature found in the HTTP request");
        assertThat(signed("GET", "/con/a", "").send().text()).isEqualTo("a");
    }

    private Answer replay(byte[] seen) throws IOException {
        return client.write(seen).read(false);
    }
}
