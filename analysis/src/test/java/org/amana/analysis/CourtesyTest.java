package org.amana.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CourtesyTest {
    private static final Duration TASK = Duration.ofMillis(60);

    private final AtomicInteger asked = new AtomicInteger();

    /// A process that keeps a share of each processor busy from now on.
    private Supplier<Duration> using(double share) {
        long begin = System.nanoTime();
        return () -> {
            asked.incrementAndGet();
            return Duration.ofNanos((long)
                    ((System.nanoTime() - begin) * share * Runtime.getRuntime().availableProcessors()));
        };
    }

    private Duration rest(Courtesy courtesy) throws InterruptedException {
        Thread.sleep(100); // long enough to tell how busy the machine is
        long begin = System.nanoTime();
        courtesy.after(TASK);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void onABusyMachineEachTaskIsFollowedByARestOfFourTimesItsLength() throws InterruptedException {
        assertThat(rest(new Courtesy(using(0.95), () -> false))).isGreaterThanOrEqualTo(TASK.multipliedBy(4));
    }

    @Test
    void onAnIdleMachineThereIsNoRest() throws InterruptedException {
        Courtesy courtesy = new Courtesy(using(0.3), () -> false);
        rest(courtesy);
        assertThat(asked).hasValue(2); // once in the beginning, and once to see that nobody waits
    }

    @Test
    void theRestEndsWhenTheMachineIsWantedNoMore() throws InterruptedException {
        AtomicLong used = new AtomicLong();
        AtomicInteger glances = new AtomicInteger();
        Supplier<Duration> once = () -> glances.incrementAndGet() == 2
                ? Duration.ofNanos(used.addAndGet(1L << 40))
                : Duration.ofNanos(used.get());
        Courtesy courtesy = new Courtesy(once, () -> false);
        Thread.sleep(100);
        courtesy.after(Duration.ofDays(1));
        assertThat(glances).hasValue(3);
    }

    @Test
    void nobodyRestsWhileTheServerStops() throws InterruptedException {
        Courtesy courtesy = new Courtesy(using(0.95), () -> true);
        rest(courtesy);
        assertThat(asked).hasValue(2);
    }
}
