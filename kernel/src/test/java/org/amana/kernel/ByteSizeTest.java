package org.amana.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteSizeTest {
    @Test
    void readsEveryUnit() {
        assertThat(ByteSize.parse("512")).isEqualTo(ByteSize.ofBytes(512));
        assertThat(ByteSize.parse("64 KiB")).isEqualTo(ByteSize.ofKibibytes(64));
        assertThat(ByteSize.parse("8MiB")).isEqualTo(ByteSize.ofMebibytes(8));
        assertThat(ByteSize.parse("1GiB")).isEqualTo(ByteSize.ofGibibytes(1));
        assertThat(ByteSize.parse("2TiB").bytes()).isEqualTo(2L << 40);
    }

    @Test
    void refusesWhatIsNoSize() {
        for (String text :
                new String[] {"", "-1", "1.5 GiB", "12 KB", "9223372036854775807 TiB", "99999999999999999 TiB"}) {
            assertThatThrownBy(() -> ByteSize.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(text);
        }
    }

    @Test
    void printsAsAPersonReadsIt() {
        assertThat(ByteSize.ofBytes(0)).hasToString("0 B");
        assertThat(ByteSize.ofBytes(1536)).hasToString("1.5 KiB");
        assertThat(ByteSize.ofGibibytes(1)).hasToString("1 GiB");
    }
}
