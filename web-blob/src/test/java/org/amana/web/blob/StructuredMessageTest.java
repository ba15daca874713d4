package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredMessageTest {
    private static byte[] encoded(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StructuredOutput out = new StructuredOutput(bytes, content.length)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] decoded(byte[] message, int content) throws IOException {
        return new StructuredInput(new ByteArrayInputStream(message), message.length, content).readAllBytes();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 65_536, (4 << 20) - 1, 4 << 20, (4 << 20) + 1, 9_000_000})
    void whatIsWrittenIsReadBack(int length) throws IOException {
        byte[] content = Seeds.bytes(Seeds.random(length), length);
        byte[] message = encoded(content);
        assertThat(message).hasSize((int) StructuredMessage.length(length));
        assertThat(decoded(message, length)).isEqualTo(content);
    }

    @Test
    void theFormIsThatOfTheSdks() throws IOException {
        assertThat(HexFormat.of().formatHex(encoded("hello".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("01" + "2c00000000000000" + "0100" + "0100" + "0100" + "0500000000000000" + "68656c6c6f"
                        + "5742520670857733" + "5742520670857733");
    }

    @Test
    void everyChangedByteAndEveryCutIsNoticedBeforeTheLastByteOfContentIsOut() throws IOException {
        byte[] content = Seeds.bytes(Seeds.random(1), 40);
        byte[] message = encoded(content);
        for (int i = 0; i < message.length; i++) {
            byte[] changed = message.clone();
            changed[i] ^= 0x10;
            assertThatThrownBy(() -> readContent(changed, message.length))
                    .as("byte %s", i)
                    .isInstanceOf(AmanaException.class);
            byte[] cut = Arrays.copyOf(message, i);
            assertThatThrownBy(() -> readContent(cut, message.length))
                    .as("cut at %s", i)
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INCOMPLETE_BODY));
        }
    }

    /// As uploads read: exactly the declared content, and nothing behind it.
    private static byte[] readContent(byte[] message, int messageLength) throws IOException {
        return new StructuredInput(new ByteArrayInputStream(message), messageLength, 40).readNBytes(40);
    }

    @Test
    void lengthsThatDoNotAgreeAreRefused() throws IOException {
        byte[] message = encoded(new byte[40]);
        assertThatThrownBy(() -> decoded(message, 39)).hasMessageContaining("39 are left");
        assertThatThrownBy(() -> decoded(message, 41)).hasMessageContaining("in no segment");
        byte[] longer = Arrays.copyOf(message, message.length + 1);
        assertThatThrownBy(() -> decoded(longer, 40)).hasMessageContaining("the body has " + longer.length);
    }
}
