package org.amana.analysis;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A worker for people who wait, so that a page that somebody looks at need not queue behind a thousand that nobody
/// does. Its process is started by the first errand and stopped when there is none for a while.
final class Errands implements AutoCloseable {
    /// So many wait for an errand at once; with a second for each, the last would wait in vain already.
    static final int MOST_WAITING = 16;

    private final Duration idle;
    private final Duration patience;
    private final WorkerSeat seat;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("analysis-errands").daemon().factory());

    /// One for each who waits; who gives up takes the errand out of the queue.
    private final Semaphore places = new Semaphore(MOST_WAITING);

    private long errands;

    /// @param patience how long somebody waits for an errand, the wait for those before it included
    Errands(AnalysisConfig config, Duration patience, WorkerSeat seat) {
        this.idle = config.idle();
        this.patience = patience;
        this.seat = seat;
        thread.setRemoveOnCancelPolicy(true);
    }

    @FunctionalInterface
    interface Errand<T> {
        T run(WorkerSeat seat) throws Exception;
    }

    /// @throws AmanaException `SERVER_BUSY` if too many wait or it took too long; what the errand threw, `INTERNAL`
    ///     if that was no AmanaException
    <T> T run(Errand<T> errand) {
        if (!places.tryAcquire()) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, "All workers are busy; try again in a moment.");
        }
        try {
            return await(errand);
        } finally {
            places.release();
        }
    }

    /// How many more may wait.
    int free() {
        return places.availablePermits();
    }

    private <T> T await(Errand<T> errand) {
        Callable<T> call = () -> carryOut(errand);
        Future<T> future = thread.submit(call);
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(false);
            throw new AmanaException(ErrorCode.SERVER_BUSY, "All workers are busy; try again in a moment.", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AmanaException(ErrorCode.SERVER_BUSY, "The server is stopping.", e);
        }
    }

    private <T> T carryOut(Errand<T> errand) throws Exception {
        long mine = ++errands;
        try {
            return errand.run(seat);
        } finally {
            var _ = thread.schedule(() -> stopIfNoneSince(mine), idle.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void stopIfNoneSince(long errand) {
        if (errand == errands) {
            seat.stop();
        }
    }

    private static AmanaException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case AmanaException known -> known;
            case Error error -> throw error;
            case null, default ->
                new AmanaException(ErrorCode.INTERNAL, "This should not have happened: " + e.getCause(), e);
        };
    }

    @Override
    public void close() {
        seat.abort();
        thread.shutdownNow();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        seat.close();
    }
}
