package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.policy.DayCounters.Reservation;
import org.amana.policy.DayCounters.Used;
import org.junit.jupiter.api.Test;

class DayCountersTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Purpose PURPOSE = Given.purpose(); // 1,000 bytes, 10 objects

    private final DayCounters counters = new DayCounters();

    @Test
    void theLastByteOfTheDayFitsAndOneMoreDoesNot() {
        assertThat(reserve(999, 1)).isPresent();
        assertThat(reserve(2, 1)).isEmpty();
        assertThat(reserve(1, 1)).isPresent();
        assertThat(reserve(1, 0)).isEmpty();
        assertThat(reserve(0, 1)).isPresent();
        assertThat(counters.used(PURPOSE.id(), TODAY)).isEqualTo(new Used(1_000, 3));
    }

    @Test
    void objectsAreLimitedLikeBytes() {
        assertThat(reserve(0, 10)).isPresent();
        assertThat(reserve(0, 1)).isEmpty();
        assertThat(reserve(1_000, 0)).isPresent();
    }

    @Test
    void whatIsRefusedCountsNothing() {
        assertThat(reserve(1_001, 1)).isEmpty();
        assertThat(counters.used(PURPOSE.id(), TODAY)).isEqualTo(Used.NOTHING);
    }

    @Test
    void whatIsGivenBackCanBeUsedAgain() {
        Reservation all = reserve(1_000, 10).orElseThrow();
        assertThat(reserve(1, 0)).isEmpty();
        all.giveBack();
        assertThat(reserve(1_000, 10)).isPresent();
    }

    @Test
    void aNewDayStartsAtNothingAndYesterdaysReservationsAreNotReturnedToIt() {
        Reservation yesterday = reserve(1_000, 10).orElseThrow();
        LocalDate tomorrow = TODAY.plusDays(1);
        assertThat(counters.within(PURPOSE, tomorrow, new Amounts(0, 600, 0, 1, 0)))
                .isPresent();
        yesterday.giveBack();
        assertThat(counters.used(PURPOSE.id(), tomorrow)).isEqualTo(new Used(600, 1));
    }

    @Test
    void onlyWhatLiesOverTheLimitIsTakenFromTheExtra() {
        List<Used> taken = new ArrayList<>();
        assertThat(reserve(900, 1)).isPresent();
        assertThat(beyond(300, 1, taken)).isPresent();
        assertThat(beyond(50, 1, taken)).isPresent();
        assertThat(taken).containsExactly(new Used(200, 0), new Used(50, 0));
        assertThat(counters.used(PURPOSE.id(), TODAY)).isEqualTo(new Used(1_250, 3));
    }

    @Test
    void whatFitsAfterAllTakesNothingFromTheExtra() {
        List<Used> taken = new ArrayList<>();
        Reservation all = reserve(1_000, 10).orElseThrow();
        assertThat(reserve(300, 1)).isEmpty();
        all.giveBack();
        assertThat(beyond(300, 1, taken)).isPresent();
        assertThat(taken).isEmpty();
    }

    @Test
    void withoutAnExtraNothingIsReserved() {
        assertThat(counters.beyond(PURPOSE, TODAY, new Amounts(0, 1_001, 0, 1, 0), excess -> Optional.empty()))
                .isEmpty();
        assertThat(counters.used(PURPOSE.id(), TODAY)).isEqualTo(Used.NOTHING);
    }

    @Test
    void manyAtOnceNeverGoOverTheLimitTogether() throws InterruptedException {
        AtomicInteger passed = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 20; j++) {
                    if (reserve(30, 0).isPresent()) {
                        passed.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(passed).hasValue(33);
        assertThat(counters.used(PURPOSE.id(), TODAY)).isEqualTo(new Used(990, 0));
    }

    private Optional<Reservation> reserve(long bytes, long objects) {
        return counters.within(PURPOSE, TODAY, new Amounts(0, bytes, 0, objects, 0));
    }

    private Optional<Reservation> beyond(long bytes, long objects, List<Used> taken) {
        return counters.beyond(PURPOSE, TODAY, new Amounts(0, bytes, 0, objects, 0), excess -> {
            taken.add(excess);
            return Optional.of(() -> {});
        });
    }
}
