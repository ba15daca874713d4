package org.amana.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

/// A number that is written and read: what histories of it are told apart.
class HistoryTest {
    /// @param write whether it was written, else read
    private record Access(boolean write, int value) {}

    private static Optional<Integer> register(Integer state, Access access) {
        return access.write ? Optional.of(access.value) : Optional.of(state).filter(it -> it == access.value);
    }

    private static History.Event<Access> write(long begun, long ended, int value) {
        return new History.Event<>(begun, ended, new Access(true, value));
    }

    private static History.Event<Access> read(long begun, long ended, int value) {
        return new History.Event<>(begun, ended, new Access(false, value));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is read, and nothing else
    private static boolean linearizable(History.Event<Access>... events) {
        return new History<>(Arrays.asList(events)).isLinearizable(0, HistoryTest::register);
    }

    @Test
    void whatIsReadAfterAWriteIsWhatWasWritten() {
        assertThat(linearizable(write(1, 2, 5), read(3, 4, 5))).isTrue();
        assertThat(linearizable(write(1, 2, 5), read(3, 4, 0))).isFalse();
    }

    @Test
    void whatIsReadDuringAWriteIsOldOrNew() {
        assertThat(linearizable(write(1, 10, 5), read(3, 4, 0))).isTrue();
        assertThat(linearizable(write(1, 10, 5), read(3, 4, 5))).isTrue();
        assertThat(linearizable(write(1, 10, 5), read(3, 4, 6))).isFalse();
    }

    @Test
    void whatWasOnceReadAsNewIsNotOldAgain() {
        assertThat(linearizable(write(1, 10, 5), read(2, 3, 5), read(4, 5, 0))).isFalse();
        assertThat(linearizable(write(1, 10, 5), read(2, 3, 0), read(4, 5, 5))).isTrue();
    }

    @Test
    void anOrderIsFoundWhateverTheOrderOfTheAnswers() {
        assertThat(linearizable(write(1, 20, 1), write(2, 19, 2), read(3, 18, 1), read(4, 17, 2)))
                .isTrue();
    }

    @Test
    void aRunOneAfterTheOtherIsFoundBehindAnyOverlapAndALieInItIsNot() {
        Seeds.check(30, random -> {
            List<History.Event<Access>> events = new ArrayList<>();
            int state = 0;
            for (int i = 0; i < 200; i++) {
                long at = 100L * i;
                boolean write = random.nextBoolean();
                state = write ? random.nextInt(1_000_000) : state;
                events.add(new History.Event<>(
                        at - random.nextInt(200), at + random.nextInt(200), new Access(write, state)));
            }
            assertThat(new History<>(events).isLinearizable(0, HistoryTest::register))
                    .isTrue();
            events.set(100, read(10_000, 10_001, -1)); // which nobody wrote
            assertThat(new History<>(events).isLinearizable(0, HistoryTest::register))
                    .isFalse();
        });
    }

    @Test
    void twoWhoBothGotTheLeaseAreFound() {
        Race.ForTheLease race = new Race.ForTheLease();
        var first = new History.Event<>(1, 5, new Race.ForTheLease.Asked(1, "acquire", 201));
        var second = new History.Event<>(2, 6, new Race.ForTheLease.Asked(2, "acquire", 201));
        var refused = new History.Event<>(2, 6, new Race.ForTheLease.Asked(2, "acquire", 409));
        assertThat(new History<>(List.of(first, second)).isLinearizable(race.initial(), race))
                .isFalse();
        assertThat(new History<>(List.of(first, refused)).isLinearizable(race.initial(), race))
                .isTrue();
    }

    @Test
    void aLostUpdateIsFound() {
        Race.ForTheBlob race = new Race.ForTheBlob();
        var made = new History.Event<>(1, 2, new Race.ForTheBlob.Tried("PUT", "", 201, "e1"));
        var one = new History.Event<>(3, 9, new Race.ForTheBlob.Tried("PUT", "e1", 201, "e2"));
        var other = new History.Event<>(4, 8, new Race.ForTheBlob.Tried("PUT", "e1", 201, "e3"));
        var refused = new History.Event<>(4, 8, new Race.ForTheBlob.Tried("PUT", "e1", 412, ""));
        assertThat(new History<>(List.of(made, one, other)).isLinearizable(race.initial(), race))
                .isFalse();
        assertThat(new History<>(List.of(made, one, refused)).isLinearizable(race.initial(), race))
                .isTrue();
    }
}
