package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Opening;
import org.amana.ledger.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much of a long log one page looks through.
final class LedgerReachTest {
    private static final int ENTRIES = 5_200;

    @Test
    void aFilterOfAGuestLooksThroughLessThanThatOfSomebodySignedIn(@TempDir Path folder) throws Exception {
        try (House house = new House(folder, InstantSource.system(), 0)) {
            grow(house);
            String first = "href=\"/ledger/0\"";
            Browser guest = new Browser(house.address());
            Browser.Page page = guest.get("/ledger?kind=genesis");
            assertThat(page.body()).doesNotContain(first).contains("before=");
            String older = page.all("href=\"(/ledger\\?[^\"]*before=\\d+)\"").getFirst();
            assertThat(guest.get(older.replace("&amp;", "&")).body()).contains(first);
            assertThat(house.signedIn(house.keys.reader())
                            .get("/ledger?kind=genesis")
                            .body())
                    .contains(first);
        }
    }

    private static void grow(House house) throws Exception {
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Receipt> each : many.invokeAll(IntStream.range(0, ENTRIES)
                    .<Callable<Receipt>>mapToObj(_ -> () -> house.ledger.append(
                            new EntryDraft.Operator("blob", "bad-access-key", 1, 1_700_000_000L), Opening.NONE))
                    .toList())) {
                assertThat(each.get().index()).isPositive();
            }
        }
    }
}
