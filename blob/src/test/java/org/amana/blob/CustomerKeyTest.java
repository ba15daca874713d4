package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

class CustomerKeyTest {
    private static final String HEADER = "x-ms-encryption-key";
    private static final byte[] BYTES = Seeds.bytes(Seeds.random(7), CustomerKey.BYTES);

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    @Test
    void aKeyIsTakenWithItsHash() throws Exception {
        CustomerKey key = CustomerKey.parse(HEADER, base64(BYTES), base64(sha256(BYTES)));
        assertThat(key.hash().base64()).isEqualTo(base64(sha256(BYTES)));
        assertThat(key.hash().isOf(CustomerKey.of(BYTES))).isTrue();
        assertThat(key.hash().isOf(CustomerKey.of(new byte[32]))).isFalse();
    }

    @Test
    void whatIsNoKeyOrHasAnotherHashIsRefusedWithoutBeingRepeated() throws Exception {
        String hash = base64(sha256(BYTES));
        refused("x-ms-encryption-key", base64(Arrays.copyOf(BYTES, 31)), hash);
        refused("x-ms-encryption-key", base64(Arrays.copyOf(BYTES, 33)), hash);
        refused("x-ms-encryption-key", "!" + base64(BYTES).substring(1), hash);
        refused("x-ms-encryption-key-sha256", base64(BYTES), base64(Arrays.copyOf(sha256(BYTES), 31)));
        refused("x-ms-encryption-key-sha256", base64(BYTES), "%" + hash);
        refused("x-ms-encryption-key-sha256", base64(BYTES), base64(sha256(new byte[32])));
    }

    private static void refused(String named, String key, String hash) {
        assertThatThrownBy(() -> CustomerKey.parse(HEADER, key, hash))
                .isInstanceOfSatisfying(AmanaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_HEADER);
                    assertThat(e.details()).isEqualTo(Map.of("HeaderName", named));
                    assertThat(e.message()).doesNotContain(key.substring(1, 9), hash.substring(1, 9));
                });
    }

    @Test
    void noTextOfItHasTheKey() {
        CustomerKey key = CustomerKey.of(BYTES);
        Conditions conditions = Conditions.NONE.withCustomerKey(key);
        assertThat(key + " " + conditions + " "
                        + new ContentKeys(org.amana.store.ContainerKey.create(), Optional.of(key)))
                .doesNotContain(base64(BYTES).substring(0, 8));
    }

    @Test
    void aWipedKeyMakesNoOthers() {
        CustomerKey key = CustomerKey.of(BYTES);
        byte[] salt = new byte[CustomerSeal.SALT];
        assertThat(key.derive(salt, "a use").getEncoded()).hasSize(32);
        key.close();
        assertThatThrownBy(() -> key.derive(salt, "a use")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void eachSaltAndEachUseMakesAnotherKey() {
        CustomerKey key = CustomerKey.of(BYTES);
        byte[] other = new byte[CustomerSeal.SALT];
        other[0] = 1;
        assertThat(key.derive(new byte[CustomerSeal.SALT], "a use"))
                .isEqualTo(key.derive(new byte[CustomerSeal.SALT], "a use"))
                .isNotEqualTo(key.derive(other, "a use"))
                .isNotEqualTo(key.derive(new byte[CustomerSeal.SALT], "another"));
    }

    /// HKDF-SHA-256 with the salt 0, 1, ... 31, the key 32, 33, ... 63 and this use, worked out with another program.
    @Test
    void theKeysAreThoseOfRfc5869() {
        byte[] salt = new byte[32];
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            salt[i] = (byte) i;
            bytes[i] = (byte) (32 + i);
        }
        assertThat(java.util.HexFormat.of()
                        .formatHex(CustomerKey.of(bytes)
                                .derive(salt, CustomerFrame.USE)
                                .getEncoded()))
                .isEqualTo("dc1dc9a0cf084e412f7dfb8432a5df3ac9decba11850ba7c86275f97bbffe520");
    }

    @Test
    void sealedMetadataOpensWithItsKeyAloneAndIsAnotherTextEachTime() {
        Metadata metadata = Metadata.of(Map.of("Case", "blue folder", "who", "Añez"));
        CustomerEncryption one = CustomerEncryption.of(CustomerKey.of(BYTES), metadata);
        CustomerEncryption two = CustomerEncryption.of(CustomerKey.of(BYTES), metadata);
        assertThat(one.metadata(CustomerKey.of(BYTES))).isEqualTo(metadata);
        assertThat(two.metadata(CustomerKey.of(BYTES))).isEqualTo(metadata);
        assertThat(one.sealedMetadata()).isNotEqualTo(two.sealedMetadata());
        assertThat(new String(Base64.getDecoder().decode(one.sealedMetadata()), StandardCharsets.ISO_8859_1))
                .doesNotContain("blue folder");
        assertThatThrownBy(() -> one.metadata(CustomerKey.of(new byte[32])))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT));
        assertThat(CustomerEncryption.of(CustomerKey.of(BYTES), Metadata.NONE).hasMetadata())
                .isFalse();
    }

    @Test
    void howABlobIsEncryptedStandsInItsKeepingAndComesBack() {
        for (Metadata metadata : java.util.List.of(Metadata.NONE, Metadata.of(Map.of("a", "b")))) {
            Keeping keeping = Keeping.NONE
                    .withLegalHold(true)
                    .withEncryption(Optional.of(CustomerEncryption.of(CustomerKey.of(BYTES), metadata)));
            assertThat(KeepingText.keeping(KeepingText.of(keeping))).isEqualTo(keeping);
        }
    }
}
