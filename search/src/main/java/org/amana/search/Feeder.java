package org.amana.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.amana.analysis.IndexTask;
import org.amana.analysis.Outbox;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Background;
import org.amana.kernel.Courtesy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what analysis hands out into the index: applies a batch, lets searches see it, makes it durable, and only
/// then says that it is done. Whatever stops it in between, the same changes come again and do no harm.
///
/// One thread of its own. An index that turns out to be damaged is made anew; a disk that is full is tried again
/// later.
final class Feeder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);
    private static final int BATCH = 100;

    /// To drop a document reads nothing, so the thousands that go with one archive or mailbox go at once.
    private static final int MOST_DROPS = 20_000;

    /// After a batch that was not full, more is let gather: to show searches one document costs as much as to show a
    /// hundred, and to keep it takes a dozen syncs.
    private static final Duration GATHER = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration COMMIT_PASSAGES_AFTER = Duration.ofSeconds(15);

    /// Segments are rewritten to rid them of dropped documents for a tenth of the time at most.
    private static final int REST_AFTER_EXPUNGING = 9;

    private final Index index;
    private final Outbox outbox;
    private final Intake intake;
    private final Courtesy courtesy;
    private final Thread thread;
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean stopped;
    private long lastCommit = System.nanoTime();
    private long nextExpunging = System.nanoTime();

    Feeder(Index index, Outbox outbox, AnalysedTexts texts, Courtesy courtesy) {
        this.index = index;
        this.outbox = outbox;
        this.intake = new Intake(index, texts);
        this.courtesy = courtesy;
        this.thread = Background.unstarted("search-index", this::run);
    }

    void start() {
        outbox.listen(signal::release);
        if (!index.madeAnew() && outbox.hasGoneOnSince(index.applied())) {
            LOG.warn(
                    "the index stands at change {} and the catalog has gone on since: it is made anew",
                    index.applied());
            index.rebuild();
        }
        thread.start();
    }

    private void run() {
        Duration pause = PAUSE;
        while (!stopped) {
            try {
                Courtesy.Stint stint = courtesy.begin();
                int taken = step();
                stint.pause();
                pause = PAUSE;
                if (taken == 0) {
                    rest(PAUSE);
                } else if (taken < BATCH) {
                    gather();
                }
            } catch (RuntimeException e) {
                recover(e);
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /// Takes in one batch.
    ///
    /// @return how many changes
    int step() {
        if (index.isDamaged()) {
            LOG.warn("the index is made anew from the catalog");
            index.rebuild();
        }
        if (index.owesReplay()) {
            outbox.replay();
            index.replayed();
        }
        List<IndexTask> tasks = next();
        if (tasks.isEmpty()) {
            settle();
            return 0;
        }
        apply(tasks);
        index.refresh();
        commit(tasks.getLast().sequence());
        outbox.done(tasks.getLast().sequence());
        return tasks.size();
    }

    private List<IndexTask> next() {
        List<IndexTask> tasks = outbox.next(BATCH);
        boolean more = tasks.size() == BATCH && tasks.stream().allMatch(Feeder::isDrop);
        return more ? outbox.next(MOST_DROPS).stream().takeWhile(Feeder::isDrop).toList() : tasks;
    }

    private static boolean isDrop(IndexTask task) {
        return task instanceof IndexTask.Drop;
    }

    /// Those to be dropped that follow one another are dropped together.
    private void apply(List<IndexTask> tasks) {
        List<Long> drops = new ArrayList<>();
        for (IndexTask task : tasks) {
            switch (task) {
                case IndexTask.Put put -> {
                    index.drop(drops);
                    drops.clear();
                    intake.take(put.document().value());
                }
                case IndexTask.Drop drop -> drops.add(drop.document().value());
            }
        }
        index.drop(drops);
    }

    /// What is to be done when nothing is left to take in.
    private void settle() {
        if (index.madeAnew()) {
            index.complete();
            if (index.size().documents() > 0) {
                LOG.info("index complete: {} pages and passages", index.size().documents());
            }
            commit(index.applied());
        } else if (intake.takeAgain()) {
            index.refresh();
            commit(index.applied());
        } else if (index.hasChanges() && System.nanoTime() - lastCommit > COMMIT_PASSAGES_AFTER.toNanos()) {
            commit(index.applied());
        } else if (index.hasDropped() && System.nanoTime() - nextExpunging >= 0) {
            expunge();
        }
    }

    private void expunge() {
        long begun = System.nanoTime();
        index.expunge();
        commit(index.applied());
        index.refresh(); // lets go of the files that still have them
        long ended = System.nanoTime();
        nextExpunging = ended + REST_AFTER_EXPUNGING * (ended - begun);
    }

    private void commit(long sequence) {
        index.commit(sequence);
        lastCommit = System.nanoTime();
    }

    private void recover(RuntimeException failure) {
        if (stopped) {
            return;
        }
        if (failure instanceof AmanaException known) {
            LOG.warn("taking documents into the index failed, and is tried again: {}", known.message());
        } else {
            LOG.warn("taking documents into the index failed, and is tried again", failure);
        }
        try {
            if (!index.isDamaged() && index.isBroken()) {
                index.reopen();
            }
        } catch (AmanaException e) {
            LOG.warn("the index cannot be opened again yet: {}", e.message());
        }
    }

    private void rest(Duration pause) {
        try {
            if (signal.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                signal.drainPermits();
            }
        } catch (InterruptedException _) {
            stopped = true;
        }
    }

    private void gather() {
        try {
            Thread.sleep(GATHER);
        } catch (InterruptedException _) {
            stopped = true;
        }
    }

    @Override
    public void close() {
        stopped = true;
        signal.release();
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
