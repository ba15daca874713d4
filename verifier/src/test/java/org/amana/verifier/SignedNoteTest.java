package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    /// The example of Go's `sumdb/note`, which defined the format.
    private static final String KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String NOTE = TEXT
            + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    @Test
    void theExampleOfTheFormatOpens() {
        VerifierKey key = VerifierKey.parse(KEY);
        assertThat(key.name()).isEqualTo("PeterNeumann");
        assertThat(key).hasToString(KEY);
        SignedNote note = SignedNote.parse(utf8(NOTE));
        assertThat(note.open(key)).isEqualTo(TEXT);
        assertThat(note.bytes()).isEqualTo(utf8(NOTE));
    }

    @Test
    void aKeyIsReadInOneSpellingOnly() {
        for (int from = 0; from <= KEY.length(); from++) {
            for (int to = from; to <= KEY.length(); to++) {
                if (to - from < KEY.length()) {
                    String part = KEY.substring(from, to);
                    assertThatThrownBy(() -> VerifierKey.parse(part)).isInstanceOf(MalformedException.class);
                }
            }
        }
        byte[] bytes = utf8(KEY);
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 7; bit++) {
                bytes[at] ^= (byte) (1 << bit);
                String changed = new String(bytes, StandardCharsets.UTF_8);
                assertThatThrownBy(() -> VerifierKey.parse(changed)).isInstanceOf(MalformedException.class);
                bytes[at] ^= (byte) (1 << bit);
            }
        }
    }

    @Test
    void everyFlippedBitOfASignedNoteIsNoticed() {
        VerifierKey key = VerifierKey.parse(KEY);
        byte[] bytes = utf8(NOTE);
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                bytes[at] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> SignedNote.parse(bytes).open(key))
                        .as("byte %d bit %d", at, bit)
                        .isInstanceOf(MalformedException.class);
                bytes[at] ^= (byte) (1 << bit);
            }
        }
    }

    @Test
    void signaturesOfOthersAreToleratedAndFalseOnesOfOursAreNot() {
        VerifierKey key = VerifierKey.parse(KEY);
        String other = "— witness.example/w1 x08go/ZJkuBS9UG/SffcvIAQxVA=\n";
        assertThat(SignedNote.parse(utf8(NOTE + other)).open(key)).isEqualTo(TEXT);
        assertThatThrownBy(() -> SignedNote.parse(utf8(TEXT + "\n" + other)).open(key))
                .hasMessageContaining("not signed with the key");
        assertThatThrownBy(() ->
                        SignedNote.parse(utf8(NOTE.replace("answer", "sun"))).open(key))
                .hasMessageContaining("is false");
        assertThatThrownBy(() -> SignedNote.parse(utf8(NOTE + other.repeat(100))))
                .hasMessageContaining("more than 100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n\n\n",
                "text\n\n— a",
                "text\n\n— a b\n",
                "text\n\na AAAAAAA=\n",
                "text\n\n—a AAAAAAA=\n",
                "text\n\n— a+b AAAAAAA=\n",
                "text\n\n— a AAAA\n",
                "text\n\n— a AAAAAAA\n",
                "text\n\n— a  AAAAAAA=\n",
                "te\u0001xt\n\n— a AAAAAAA=\n",
                "text\r\n\n— a AAAAAAA=\n",
                "text\n\n— a AAAAAAA=\n\n",
                "text\n\n— a AAAAAAB=\n"
            })
    void whatIsNoNoteIsRefused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(utf8(note))).isInstanceOf(MalformedException.class);
    }

    @Test
    void badUtf8AndLongNotesAreRefused() {
        byte[] bytes = utf8(NOTE);
        bytes[3] = (byte) 0xff;
        assertThatThrownBy(() -> SignedNote.parse(bytes)).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.MAX_BYTES + 1]))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void checkpointsReadBack() {
        Random random = new Random(2);
        byte[] root = new byte[Hash.LENGTH];
        for (int i = 0; i < 1_000; i++) {
            random.nextBytes(root);
            Checkpoint checkpoint =
                    new Checkpoint("a.example/log", random.nextLong(1L << random.nextInt(1, 54)), Hash.of(root));
            assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
        }
    }

    @Test
    void theCheckpointOfTheSpecificationReads() {
        Checkpoint checkpoint = Checkpoint.parse(
                "amana.example/log/node-1\n70000\nTbRFBld6Y1H2e/NZz6Pdyf/7Chk649xuAHVzzHtDt0Y=\nextension\n");
        assertThat(checkpoint.size()).isEqualTo(70_000);
        assertThat(checkpoint.origin()).isEqualTo("amana.example/log/node-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o\n1\n",
                "o\n1\nTbRFBld6Y1H2e/NZz6Pdyf/7Chk649xuAHVzzHtDt0Y=",
                "o\n01\nTbRFBld6Y1H2e/NZz6Pdyf/7Chk649xuAHVzzHtDt0Y=\n",
                "o\n-1\nTbRFBld6Y1H2e/NZz6Pdyf/7Chk649xuAHVzzHtDt0Y=\n",
                "o p\n1\nTbRFBld6Y1H2e/NZz6Pdyf/7Chk649xuAHVzzHtDt0Y=\n",
                "o\n9007199254740992\nTbRFBld6Y1H2e/NZz6Pdyf/7Chk649xuAHVzzHtDt0Y=\n",
                "o\n99999999999999999999\nTbRFBld6Y1H2e/NZz6Pdyf/7Chk649xuAHVzzHtDt0Y=\n",
                "o\n1\nTbRFBld6Y1H2e/NZz6Pdyf/7Chk649xuAHVzzHtDt0\n",
                "\n1\nTbRFBld6Y1H2e/NZz6Pdyf/7Chk649xuAHVzzHtDt0Y=\n"
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedException.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
