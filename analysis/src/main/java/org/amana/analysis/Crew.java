package org.amana.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Courtesy;

/// The threads that work off the queue, each with a seat for a worker process of its own. The first looks for new
/// files first, the others for pages to recognise, so that neither waits for all of the other. A long recognition makes
/// way now and then.
final class Crew implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Crew.class.getName());
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration UNTIL_STOPPED = Duration.ofSeconds(15);

    private final TaskQueue queue;
    private final TaskRunner runner;
    private final Courtesy courtesy;
    private final Duration idle;
    private final InstantSource clock;
    private final List<Hand> hands;
    private final List<Claim> claims = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    Crew(
            TaskQueue queue,
            TaskRunner runner,
            Courtesy courtesy,
            Duration idle,
            InstantSource clock,
            List<WorkerSeat> seats) {
        this.queue = queue;
        this.runner = runner;
        this.courtesy = courtesy;
        this.idle = idle;
        this.clock = clock;
        List<Hand> all = new ArrayList<>();
        for (WorkerSeat seat : seats) {
            all.add(new Hand(all.isEmpty() ? TaskKind.EXTRACT : TaskKind.OCR, seat, all.size() + 1));
        }
        this.hands = List.copyOf(all);
    }

    void start() {
        hands.forEach(hand -> hand.thread.start());
    }

    /// There may be something to do.
    void wake() {
        hands.forEach(hand -> hand.call.release());
    }

    /// What is worked on, to keep it from being given to others.
    List<Claim> claims() {
        return List.copyOf(claims);
    }

    /// Kills the workers and waits for the threads. Their tasks go back to the queue.
    @Override
    public void close() {
        stopping = true;
        wake();
        hands.forEach(hand -> hand.seat.abort());
        hands.forEach(Hand::join);
    }

    /// One thread, and what it works with.
    private final class Hand {
        private final TaskKind first;
        private final WorkerSeat seat;
        private final Semaphore call = new Semaphore(0);
        private final Thread thread;

        Hand(TaskKind first, WorkerSeat seat, int number) {
            this.first = first;
            this.seat = seat;
            this.thread =
                    Thread.ofPlatform().name("analysis-" + number).daemon().unstarted(this::run);
        }

        private void run() {
            try (seat) {
                while (!stopping) {
                    call.drainPermits();
                    Duration rest = turn();
                    if (rest.isPositive() && !stopping) {
                        rest(rest);
                    }
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        /// @return how long there is nothing to do for sure, unless called
        private Duration turn() throws InterruptedException {
            try {
                Courtesy.Stint stint = courtesy.begin();
                Optional<Claim> claim = queue.claim(first);
                if (claim.isEmpty()) {
                    return untilNextTurn();
                }
                claims.add(claim.get());
                try {
                    runner.run(claim.get(), seat, first);
                } finally {
                    claims.remove(claim.get());
                }
                stint.pause();
                return Duration.ZERO;
            } catch (AmanaException e) {
                LOG.log(System.Logger.Level.WARNING, "analysis waits: " + e.message());
                return AFTER_FAILURE;
            }
        }

        private Duration untilNextTurn() {
            Duration most = seat.running() ? idle : Duration.ofMinutes(1);
            return queue.nextTurn()
                    .map(turn -> between(clock.instant(), turn))
                    .filter(wait -> wait.compareTo(most) < 0)
                    .orElse(most);
        }

        private Duration between(Instant now, Instant turn) {
            Duration wait = Duration.between(now, turn);
            return wait.isPositive() ? wait : Duration.ofMillis(100);
        }

        private void rest(Duration rest) throws InterruptedException {
            boolean called = call.tryAcquire(rest.toMillis() + 1, TimeUnit.MILLISECONDS);
            if (!called && rest.compareTo(idle) >= 0) {
                seat.stop();
            }
        }

        private void join() {
            try {
                thread.join(UNTIL_STOPPED);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
