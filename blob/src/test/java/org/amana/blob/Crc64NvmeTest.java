package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

class Crc64NvmeTest {
    private static long crc(byte[] bytes) {
        Crc64Nvme crc = new Crc64Nvme();
        crc.update(bytes, 0, bytes.length);
        return crc.value().value();
    }

    /// Bit by bit, as the polynomial is defined.
    private static long slowly(byte[] bytes) {
        long crc = -1L;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x9A6C9329AC4BC9B5L;
            }
        }
        return ~crc;
    }

    @Test
    void agreesWithTheCheckValueOfTheCatalogueOfParametrisedCrcs() {
        assertThat(crc("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xAE8B14860A799888L);
    }

    @Test
    void agreesWithTheVectorsOfTheNvmeSpecification() {
        // NVM Express NVM Command Set Specification 1.0, figure 106: 4 KiB of zeros, of ones, and of rising bytes.
        byte[] ones = new byte[4096];
        java.util.Arrays.fill(ones, (byte) 0xff);
        byte[] rising = new byte[4096];
        for (int i = 0; i < rising.length; i++) {
            rising[i] = (byte) i;
        }
        assertThat(crc(new byte[4096])).isEqualTo(0x6482D367EB22B64EL);
        assertThat(crc(ones)).isEqualTo(0xC0DDBA7302ECA3ACL);
        assertThat(crc(rising)).isEqualTo(0x3E729F5F6750449CL);
    }

    @Test
    void ofNothingIsZero() {
        assertThat(crc(new byte[0])).isZero();
        assertThat(new Crc64(0).base64()).isEqualTo("AAAAAAAAAAA=");
    }

    @Test
    void isTheSameHoweverTheBytesArePutIn() {
        Seeds.check(50, random -> {
            byte[] bytes = Seeds.bytes(random, random.nextInt(0, 5000));
            Crc64Nvme crc = new Crc64Nvme();
            int from = 0;
            while (from < bytes.length) {
                int length = random.nextInt(1, bytes.length - from + 1);
                crc.update(bytes, from, length);
                from += length;
            }
            assertThat(crc.value().value()).isEqualTo(slowly(bytes)).isEqualTo(crc(bytes));
        });
    }

    @Test
    void goesOverTheWireLittleEndian() {
        Crc64 crc = new Crc64(0xAE8B14860A799888L);
        assertThat(crc.base64()).isEqualTo("iJh5CoYUi64=");
        assertThat(Crc64.parse("x-ms-content-crc64", "iJh5CoYUi64=")).isEqualTo(crc);
    }
}
