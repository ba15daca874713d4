package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.testkit.FailingDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An index that is closed after a failure, until it can be opened again or is made anew.
class ReopenedIndexTest {
    @TempDir
    Path folder;

    @Test
    void untilItCanBeOpenedAgainSearchesAreToComeBackLaterAndTheStatusIsWhatItWas() {
        FailingDisk disk = new FailingDisk(new OsDisk());
        try (Shelf shelf = new Shelf(disk, folder.resolve("index"), Shelf.CONFIG)) {
            shelf.put("a.pdf", "en", "the dredging statement");
            shelf.index.commit(1);
            disk.refuseOpening(_ -> true);
            assertThatThrownBy(shelf.index::reopen).hasMessageContaining("cannot be opened");
            assertThatThrownBy(() -> shelf.find("dredging"))
                    .isInstanceOfSatisfying(
                            AmanaException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SERVER_BUSY));
            assertThat(shelf.search.state().entries()).isEqualTo(1);
            disk.mend();
            shelf.index.reopen();
            assertThat(shelf.find("dredging").files()).isEqualTo(1);
        }
    }

    @Test
    void theStatusWaitsForNobodyWhoWritesToTheIndex() throws InterruptedException {
        try (Shelf shelf = new Shelf(folder.resolve("index"))) {
            shelf.put("a.pdf", "en", "the dredging statement");
            Thread looking = new Thread(() -> {
                assertThat(shelf.search.state().entries()).isEqualTo(1);
                assertThat(shelf.find("dredging").files()).isEqualTo(1);
            });
            synchronized (shelf.index) {
                looking.start();
                looking.join(60_000);
                assertThat(looking.isAlive()).isFalse();
            }
        }
    }
}
