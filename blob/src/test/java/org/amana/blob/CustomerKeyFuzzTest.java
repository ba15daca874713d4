package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any key and hash, NUL between them: a key with that very hash, or refused without a word of either.
@Tag("slow")
class CustomerKeyFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void keyAndHash(byte[] data) {
        String[] both = new String(data, StandardCharsets.ISO_8859_1).split("\0", 2);
        String key = both[0];
        String hash = both.length > 1 ? both[1] : "";
        try {
            CustomerKey parsed = CustomerKey.parse("x-ms-encryption-key", key, hash);
            assertThat(parsed.hash().isSame(Base64.getDecoder().decode(hash))).isTrue();
        } catch (AmanaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_HEADER);
            if (key.length() > 8) {
                assertThat(e.message() + e.details()).doesNotContain(key);
            }
        }
    }

    /// Any 32 bytes are a key, by the hash that is made of them.
    @FuzzTest(maxDuration = "10s")
    void everyKey(byte[] data) {
        byte[] bytes = java.util.Arrays.copyOf(data, CustomerKey.BYTES);
        CustomerKey key = CustomerKey.of(bytes);
        String text = Base64.getEncoder().encodeToString(bytes);
        assertThat(CustomerKey.parse("x-ms-encryption-key", text, key.hash().base64())
                        .hash())
                .isEqualTo(key.hash());
    }
}
