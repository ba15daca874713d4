package org.amana.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RoundsTest {
    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void rounds_follow_one_another_until_they_are_closed() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        AtomicInteger made = new AtomicInteger();
        try (Rounds rounds = new Rounds("rounds", SOON, () -> {
            made.incrementAndGet();
            three.countDown();
        })) {
            rounds.start();
            assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
        }
        int then = made.get();
        Thread.sleep(20);
        assertThat(made).hasValue(then);
    }

    @Test
    void a_round_that_fails_is_followed_by_others() throws InterruptedException {
        CountDownLatch made = new CountDownLatch(3);
        try (Rounds rounds = new Rounds("rounds", SOON, () -> {
            made.countDown();
            throw made.getCount() == 1
                    ? new IllegalStateException("a mistake")
                    : new AmanaException(ErrorCode.CORRUPT, "a bad row");
        })) {
            rounds.start();
            assertThat(made.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closing_waits_for_the_round_that_is_under_way_and_tells_it() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Rounds[] own = new Rounds[1];
        own[0] = new Rounds("rounds", SOON, () -> {
            begun.countDown();
            while (!own[0].isClosing()) {
                Thread.onSpinWait();
            }
            ended.set(true);
        });
        own[0].start();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(own[0].isClosing()).isFalse();
        own[0].close();
        assertThat(ended).isTrue();
    }

    @Test
    void closing_waits_for_the_round_that_is_under_way_though_it_is_interrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Rounds rounds = new Rounds("rounds", SOON, () -> {
            begun.countDown();
            ended.set(isReached(goOn));
        });
        rounds.start();
        assertThat(isReached(begun)).isTrue();
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        AtomicBoolean hadEnded = new AtomicBoolean();
        Thread closer = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            rounds.close();
            hadEnded.set(ended.get());
            wasInterrupted.set(Thread.currentThread().isInterrupted());
        });
        assertThat(closer.join(Duration.ofMillis(100))).isFalse();
        goOn.countDown();
        Threads.awaitEnd(closer);
        assertThat(hadEnded).isTrue();
        assertThat(wasInterrupted).isTrue();
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a round", e);
        }
    }

    @Test
    void what_was_not_begun_is_closed_at_once() {
        new Rounds("rounds", SOON, () -> {
                    throw new AssertionError("nobody began");
                })
                .close();
    }
}
