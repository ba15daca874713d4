package org.amana.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedEntriesTest {
    private static final int ENTRIES = 300;
    private static final String BUNDLE = "tile/entries/000";

    @TempDir
    Path folder;

    @Test
    void aChangedEntryIsNotShownButNamed() throws IOException {
        write();
        Path bundle = bundle();
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1; // a digit becomes its neighbour: still a canonical entry, as likely as not
        replace(bundle, bytes);

        try (Ledger ledger = TestLedger.open(folder, new ManualClock())) {
            assertThatThrownBy(() -> ledger.entries(0, ENTRIES))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT))
                    .hasMessageContaining(BUNDLE);
        }
    }

    @Test
    void aBundleThatIsCutShortIsNamed() throws IOException {
        write();
        byte[] bytes = Files.readAllBytes(bundle());
        replace(bundle(), java.util.Arrays.copyOf(bytes, bytes.length - 1));

        try (Ledger ledger = TestLedger.open(folder, new ManualClock())) {
            assertThatThrownBy(() -> ledger.entry(0))
                    .isInstanceOf(AmanaException.class)
                    .hasMessageContaining(BUNDLE);
        }
    }

    private void write() {
        try (Ledger ledger = TestLedger.open(folder, new ManualClock())) {
            TestLedger.begin(ledger);
            for (int i = 0; i < ENTRIES; i++) {
                ledger.append(TestLedger.read(), TestLedger.opening(i));
            }
        }
    }

    private Path bundle() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(BUNDLE)).findFirst().orElseThrow();
        }
    }

    private void replace(Path file, byte[] bytes) throws IOException {
        Path other = folder.resolve("other");
        Files.write(other, bytes);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
