package org.amana.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CourtesyTest {
    private static final Duration PIECE = Duration.ofMillis(60);

    private final AtomicLong asked = new AtomicLong();

    /// Requests that come and go.
    private Demand busy() {
        return new Demand(1, asked.addAndGet(10));
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
        AtomicLong looks = new AtomicLong();
        rest(new Courtesy(() -> {
            looks.incrementAndGet();
            return new Demand(0, 7);
        }));
        assertThat(looks).hasValue(2); // once in the beginning, and once to see that nobody waits
    }

    @Test
    void whoIsAnsweredBeforeTheLookHoldsNobodyUp() throws InterruptedException {
        AtomicLong looks = new AtomicLong();
        rest(new Courtesy(() -> new Demand(0, looks.incrementAndGet())));
        assertThat(looks).hasValue(2);
    }

    /// A task of machine reading may take minutes, in which a request came and went.
    @Test
    void anAnswerSinceALookLongAgoMayBeAsOld() throws InterruptedException {
        AtomicLong looks = new AtomicLong();
        Courtesy courtesy = new Courtesy(() -> new Demand(1, looks.incrementAndGet() == 1 ? 0 : 1));
        Courtesy.Stint stint = courtesy.begin();
        Thread.sleep(1_100);
        stint.pause();
        assertThat(looks).hasValue(2);
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
        Courtesy courtesy = new Courtesy(() -> looks.incrementAndGet() > 2 ? Demand.NONE : busy());
        Courtesy.Stint stint = courtesy.begin();
        Thread.sleep(500); // for which it would rest for two seconds
        stint.pause();
        assertThat(looks.get()).isBetween(3L, 20L); // in two seconds it would look forty times
    }

    @Test
    void smallPiecesAddUp() throws InterruptedException {
        Courtesy courtesy = new Courtesy(this::busy);
        long begin = System.nanoTime();
        Courtesy.Stint stint = courtesy.begin();
        while (asked.get() == 10) {
            stint.pause();
        }
        // Five for it to be worth a look, and nine times that for the rest.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    void nobodyRestsOnceItIsClosed() throws InterruptedException {
        Courtesy courtesy = new Courtesy(this::busy);
        courtesy.close();
        rest(courtesy);
        assertThat(asked).hasValue(10);
        assertThat(courtesy.isClosed()).isTrue();
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
