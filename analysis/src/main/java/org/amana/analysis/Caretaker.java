package org.amana.analysis;

import java.time.Duration;
import org.amana.kernel.Rounds;
import org.amana.store.Bell;

/// Keeps the claims of tasks that are worked on from running out, and sweeps, every now and then.
final class Caretaker implements AutoCloseable {
    private static final Duration PAUSE = TaskQueue.LEASE.dividedBy(4);

    private final TaskQueue queue;
    private final Crew crew;
    private final Sweeper sweeper;
    private final Bell bell;
    private final Rounds rounds = Rounds.inTime("analysis-upkeep", PAUSE, this::round);

    Caretaker(TaskQueue queue, Crew crew, Sweeper sweeper, Bell bell) {
        this.queue = queue;
        this.crew = crew;
        this.sweeper = sweeper;
        this.bell = bell;
    }

    void start() {
        rounds.start();
    }

    private void round() {
        queue.renew(crew.claims());
        if (sweeper.sweep()) {
            bell.ring();
        }
    }

    /// Waits until a round that is under way has ended.
    @Override
    public void close() {
        rounds.close();
    }
}
