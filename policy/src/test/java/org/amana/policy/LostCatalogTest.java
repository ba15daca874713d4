package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.verifier.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A catalog that does not belong to its ledger is no crash: nothing of what was answered for is voided.
class LostCatalogTest {
    @TempDir
    Path folder;

    private Path kept;

    @BeforeEach
    void storeThenKeepTheCatalogThenStoreMore() throws IOException {
        House house = new House(folder);
        Purpose purpose = house.purpose(1_000_000, 1_000, List.of());
        Caller caller = house.caller(purpose, house.person("Nora"));
        store(house, caller, "a");
        house.close();
        kept = Files.copy(catalog(), folder.resolve("kept"));
        House again = new House(folder);
        store(again, caller, "b");
        again.close();
    }

    @Test
    void anOlderCatalogIsRefused() throws IOException {
        Files.copy(kept, catalog(), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> new House(folder))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining(catalog().toString())
                .hasMessageContaining("older than the ledger");
    }

    @Test
    void aMissingCatalogIsRefused() throws IOException {
        Files.delete(catalog());

        assertThatThrownBy(() -> new House(folder))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("has lost commits");
    }

    @Test
    void theRightOneIsWelcome() {
        try (House house = new House(folder)) {
            assertThat(house.entries(Kind.VOID)).isEmpty();
            assertThat(house.storedByTheLedger()).isEqualTo(house.onTheShelf()).isEqualTo(20);
        }
    }

    private static void store(House house, Caller caller, String name) {
        assertThat(house.gate().pass(House.writing(caller), house.storing(name, 10)))
                .isInstanceOf(Passage.Done.class);
    }

    private Path catalog() {
        return folder.resolve("catalog.db");
    }
}
