package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;

/// What strangers hand us: whatever the bytes, a parser accepts the canonical form or throws
/// [MalformedException], and nothing else. Corpora are in `src/test/resources`; `JAZZER_FUZZ=1` fuzzes on.
@Tag("slow")
class ParserFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void entry(byte[] bytes) {
        try {
            assertThat(EntryTest.rewritten(Entry.parse(bytes))).isEqualTo(bytes);
        } catch (MalformedException _) {
            // as it should
        }
    }

    @FuzzTest(maxDuration = "30s")
    void note(byte[] bytes) {
        try {
            assertThat(SignedNote.parse(bytes).bytes()).isEqualTo(bytes);
        } catch (MalformedException _) {
            // as it should
        }
    }

    @FuzzTest(maxDuration = "30s")
    void checkpoint(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            assertThat(text).startsWith(Checkpoint.parse(text).text());
        } catch (MalformedException _) {
            // as it should
        }
    }

    @FuzzTest(maxDuration = "30s")
    void proof(byte[] bytes) {
        try {
            ProofDocument document = ProofDocument.parse(new String(bytes, StandardCharsets.UTF_8));
            assertThat(ProofDocument.parse(document.json())).isEqualTo(document);
        } catch (MalformedException _) {
            // as it should
        }
    }

    @FuzzTest(maxDuration = "30s")
    void disclosure(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        try {
            assertThat(Disclosure.parse(text).encode()).isEqualTo(text);
        } catch (MalformedException _) {
            // as it should
        }
    }

    /// The first byte says how many entries the bundle should have.
    @FuzzTest(maxDuration = "30s")
    void bundle(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        byte[] bundle = Arrays.copyOfRange(bytes, 1, bytes.length);
        try {
            List<byte[]> entries = EntryBundle.decode(bundle, 1 + (bytes[0] & 0xff));
            if (entries.stream().allMatch(entry -> entry.length <= Entry.MAX_BYTES)) {
                byte[] again = EntryBundle.encode(entries);
                assertThat(again).isEqualTo(Arrays.copyOf(bundle, again.length));
            }
        } catch (MalformedException _) {
            // as it should
        }
    }

    @FuzzTest(maxDuration = "30s")
    void tileName(byte[] bytes) {
        String name = new String(bytes, StandardCharsets.UTF_8);
        Tile.parse(name).ifPresent(tile -> assertThat(tile.path()).isEqualTo(name));
    }

    @FuzzTest(maxDuration = "30s")
    void verifierKey(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            assertThat(VerifierKey.parse(text)).hasToString(text.strip());
        } catch (MalformedException _) {
            // as it should
        }
    }
}
