package org.amana.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;

/// Whatever lies in a write-ahead file, there is no frame, or one that is written the same way again. Runs the inputs
/// under `src/test/resources`; with `JAZZER_FUZZ=1` it looks for new ones.
@Tag("slow")
class WalFrameFuzzTest {
    private static final long SEGMENT = 7;
    private static final int LENGTH_AT = WalFrame.CHECKSUM_AT - 4;

    @FuzzTest
    void bytes(byte[] bytes) {
        check(ByteBuffer.wrap(bytes));
    }

    /// Chance finds no checksum, so magic, length and checksum are put right here, and the rest is what it is.
    @FuzzTest
    void summed(byte[] bytes) {
        ByteBuffer frame = ByteBuffer.wrap(Arrays.copyOf(bytes, Math.max(bytes.length, WalFrame.HEADER)));
        frame.putInt(0, WalFrame.MAGIC).putInt(LENGTH_AT, frame.limit() - WalFrame.HEADER);
        frame.putInt(WalFrame.CHECKSUM_AT, WalFrame.checksum(frame, 0, frame.limit(), SEGMENT));
        check(frame);
    }

    private static void check(ByteBuffer bytes) {
        WalFrame.at(bytes, 0, SEGMENT)
                .ifPresent(frame -> assertThat(frame.encode(SEGMENT)).isEqualTo(bytes.slice(0, frame.length())));
    }
}
