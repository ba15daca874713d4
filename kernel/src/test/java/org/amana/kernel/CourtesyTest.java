package org.amana.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CourtesyTest {
    private static final Duration PIECE = Duration.ofMillis(60);

    private final AtomicLong asked = new AtomicLong();

    /// Requests that come and go.
    private Demand busy() {
        return new Demand(1, asked.incrementAndGet());
    }

    private static Duration rest(Courtesy courtesy) throws InterruptedException {
        Courtesy.Stint stint = courtesy.begin();
        Thread.sleep(PIECE);
        long begin = System.nanoTime();
        stint.pause();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void whileRequestsComeAndGoAPieceOfWorkIsFollowedByARestOfNineTimesItsLength() throws InterruptedException {
        assertThat(rest(new Courtesy(this::busy))).isGreaterThanOrEqualTo(PIECE.multipliedBy(9));
    }

    @Test
    void withoutRequestsThereIsNoRest() throws InterruptedException {
        Supplier<Demand> none = () -> new Demand(0, asked.incrementAndGet());
        rest(new Courtesy(none));
        assertThat(asked).hasValue(2); // once in the beginning, and once to see that nobody waits
    }

    @Test
    void aRequestThatOnlyWaitsForItsClientKeepsNothingBack() throws InterruptedException {
        AtomicLong looks = new AtomicLong();
        rest(new Courtesy(() -> {
            looks.incrementAndGet();
            return new Demand(1, 7);
        }));
        assertThat(looks).hasValue(2);
    }

    @Test
    void theRestEndsWhenTheMachineIsWantedNoMore() throws InterruptedException {
        AtomicLong looks = new AtomicLong();
        Courtesy courtesy = new Courtesy(() -> looks.incrementAndGet() > 4 ? Demand.NONE : busy());
        Courtesy.Stint stint = courtesy.begin();
        Thread.sleep(500); // for which it would rest for two seconds
        stint.pause();
        assertThat(looks).hasValue(5);
    }

    @Test
    void smallPiecesAddUp() throws InterruptedException {
        Courtesy.Stint stint = new Courtesy(this::busy).begin();
        long begin = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            stint.pause();
        }
        assertThat(asked).hasValue(1); // too little was done for anybody to look
        while (asked.get() == 1) {
            Thread.sleep(1);
            stint.pause();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    void nobodyRestsOnceItIsClosed() throws InterruptedException {
        Courtesy courtesy = new Courtesy(this::busy);
        courtesy.close();
        rest(courtesy);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoIsInterruptedRestsNoLongerAndStaysInterrupted() throws InterruptedException {
        Courtesy.Stint stint = new Courtesy(this::busy).begin();
        Thread.sleep(PIECE);
        Thread.currentThread().interrupt();
        stint.pause();
        assertThat(Thread.interrupted()).isTrue();
    }
}
