package org.amana.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "127, 1", "128, 2", "16383, 2", "16384, 3", "9223372036854775807, 9"})
    void aNumberTakesAsFewBytesAsItNeedsAndComesBack(long number, int bytes) {
        byte[] written = written(number);

        assertThat(written).hasSize(bytes);
        assertThat(Varint.read(ByteBuffer.wrap(written))).isEqualTo(number);
    }

    @Test
    void aNumberIsWrittenLowestBitsFirst() {
        assertThat(written(300)).containsExactly(0xAC, 0x02);
    }

    @Test
    void aNumberThatIsCutShortIsNone() {
        ByteBuffer cut = ByteBuffer.wrap(new byte[] {(byte) 0x80});

        assertThatThrownBy(() -> Varint.read(cut)).isInstanceOf(BufferUnderflowException.class);
    }

    @Test
    void aNumberBeyondSixtyThreeBitsIsNone() {
        ByteBuffer endless = ByteBuffer.wrap(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1});

        assertThatThrownBy(() -> Varint.read(endless)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNumberAboveTheMostIsNone() {
        assertThat(Varint.read(ByteBuffer.wrap(written(300)), 300)).isEqualTo(300);
        assertThatThrownBy(() -> Varint.read(ByteBuffer.wrap(written(301)), 300))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aNegativeNumberIsNotWritten(long number) {
        assertThatThrownBy(() -> Varint.write(number, new ByteArrayOutputStream()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] written(long number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Varint.write(number, out);
        return out.toByteArray();
    }
}
