package org.amana.analysis;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.amana.kernel.Rounds;

/// Keeps the claims of tasks that are worked on from running out, and sweeps, every now and then: each on a thread of
/// its own, since a large container takes longer to sweep than a claim holds.
final class Caretaker implements AutoCloseable {
    static final Duration PAUSE = TaskQueue.LEASE.dividedBy(4);

    private final Rounds renewals;
    private final Rounds sweeps;

    /// @param claims those that are worked on
    /// @param sweep one sweep
    Caretaker(TaskQueue queue, Supplier<List<Claim>> claims, Runnable sweep, Duration pause) {
        this.renewals = Rounds.inTime("analysis-renewals", pause, () -> queue.renew(claims.get()));
        this.sweeps = Rounds.inTime("analysis-upkeep", pause, sweep);
    }

    void start() {
        renewals.start();
        sweeps.start();
    }

    /// Waits until what is under way has ended.
    @Override
    public void close() {
        sweeps.close();
        renewals.close();
    }
}
