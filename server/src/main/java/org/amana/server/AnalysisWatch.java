package org.amana.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.amana.analysis.Progress;

/// Watches the analysis until nothing waits any more, with a progress bar.
final class AnalysisWatch {
    private static final Duration PAUSE = Duration.ofMillis(200);
    /// Analysis of an archive's members and the index follow on; a moment of quiet must be real quiet.
    private static final int QUIET_ROUNDS = 3;

    private final Supplier<Work> progress;
    private final Terminal terminal;
    private final InstantSource clock;

    AnalysisWatch(Supplier<Work> progress, Terminal terminal, InstantSource clock) {
        this.progress = progress;
        this.terminal = terminal;
        this.clock = clock;
    }

    /// How far the machines are.
    ///
    /// @param parked tasks set aside with a reason; they count as done
    record Work(long done, long waiting, long parked) {
        static Work of(Progress progress) {
            Progress.Counts all = progress.all();
            return new Work(all.done(), all.open(), all.parked());
        }

        long total() {
            return done + waiting + parked;
        }
    }

    /// Returns when nothing waits; the bar's last state stays on the terminal.
    void untilDone() throws InterruptedException {
        ProgressBar bar = new ProgressBar(terminal.out(), terminal.watched(), clock, "Reading");
        int quiet = 0;
        while (quiet < QUIET_ROUNDS) {
            Work work = progress.get();
            quiet = work.waiting() == 0 ? quiet + 1 : 0;
            if (quiet == 0 || quiet == QUIET_ROUNDS) {
                draw(bar, work);
            }
            Thread.sleep(PAUSE);
        }
        bar.end();
    }

    private static void draw(ProgressBar bar, Work work) {
        String remark = work.parked() == 0 ? "" : "  " + work.parked() + " set aside, see the console";
        bar.items(work.done() + work.parked(), work.total(), "tasks", remark);
    }
}
