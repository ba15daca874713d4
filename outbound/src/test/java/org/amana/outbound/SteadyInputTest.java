package org.amana.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SteadyInputTest {
    private long now;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);

    /// One byte with each call, after that many milliseconds.
    private InputStream drip(long millis) {
        return new InputStream() {
            @Override
            public int read() {
                now += millis;
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (length > 0) {
                    buffer[offset] = (byte) read();
                }
                return Math.min(1, length);
            }
        };
    }

    @Test
    void aByteNowAndThenIsTooSlow() {
        SteadyInput input = new SteadyInput(drip(1000), 1024, clock);
        assertThatThrownBy(() -> input.readNBytes(100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too slow: 30 bytes came in 30 s");
    }

    @Test
    void aReaderThatTakesItsTimeIsNotTheSendersFault() throws IOException {
        SteadyInput input = new SteadyInput(drip(0), 1024, clock);
        for (int i = 0; i < 100; i++) {
            now += 60_000;
            assertThat(input.read()).isEqualTo('x');
        }
    }

    @Test
    void whatIsFastEnoughComesThrough() throws IOException {
        SteadyInput input = new SteadyInput(drip(1000), 1, clock);
        assertThat(input.readNBytes(100)).hasSize(100);
    }
}
