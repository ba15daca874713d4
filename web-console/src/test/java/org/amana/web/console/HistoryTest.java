package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.amana.blob.AccountName;
import org.amana.testkit.ManualClock;
import org.amana.web.console.Browser.Page;
import org.amana.web.console.History.Sums;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was stored, day by day.
final class HistoryTest {
    private final ManualClock clock = new ManualClock();
    private House house;
    private Browser steward;
    private History history;

    @BeforeEach
    void build(@TempDir Path folder) {
        house = new House(folder, clock, 0);
        steward = house.signedIn(house.keys.steward());
        history = new History(house.ledger);
        steward.get("/containers");
        steward.post("/containers", "name", "papers");
    }

    @AfterEach
    void leave() {
        house.close();
    }

    private void store(String name, String content) {
        steward.get("/containers/papers");
        steward.upload("/containers/papers/blobs", "", name, content);
    }

    private Sums sums() {
        return history.of(house.blobs
                .facts()
                .of(new AccountName(House.ACCOUNT))
                .orElseThrow()
                .pseudonym());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Test
    void whatWasHandedOutStaysAsItIsAndDaysThatAreOverAreNotCopied() {
        store("a.txt", "1234567890");
        LocalDate first = today();
        Map<String, Long> before = sums().days().get(first);
        assertThat(before).hasSize(1).containsValue(10L);
        store("b.txt", "12345");
        Sums then = sums();
        assertThat(before).as("handed out before the second file").containsValue(10L);
        assertThat(then.days().get(first)).containsValue(15L);
        clock.advance(Duration.ofHours(20));
        steward = house.signedIn(house.keys.steward());
        store("c.txt", "123");
        Sums last = sums();
        assertThat(last.days()).hasSize(2);
        assertThat(last.days().get(first))
                .as("a day that is over is the same for every look")
                .isSameAs(then.days().get(first));
        assertThat(last.days().get(today())).containsValue(3L);
    }

    @Test
    void theStoryTellsBothEndsOfThePeriodAndWhereTheChangeCameFrom() {
        store("a.txt", "1234567890");
        clock.advance(Duration.ofDays(1));
        steward = house.signedIn(house.keys.steward());
        steward.get("/containers");
        steward.post("/containers", "name", "letters");
        steward.get("/containers/letters");
        steward.upload("/containers/letters/blobs", "", "b.txt", "12345");
        Page overview = steward.get("/?lang=en");
        assertThat(overview.text())
                .contains("Stored data grew from 0\u00a0B to 15\u00a0B in 2 days")
                .contains("In bytes: 0 held + 15 written")
                .containsPattern("papers P-1 \\+10\u00a0B")
                .containsPattern("letters P-1 \\+5\u00a0B");
    }
}
