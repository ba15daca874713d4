package org.amana.server;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.amana.kernel.ByteSize;

/// One line that tells how far a long piece of work is: what, a bar, counts, rate and the time left. On a
/// terminal it redraws itself ten times a second at most; elsewhere it prints a line every five seconds, so that
/// a log stays short. Not safe for several threads: the caller's lock guards it.
final class ProgressBar {
    private static final int WIDTH = 20;

    /// A line that the terminal would break cannot be drawn over. The launcher knows how wide it is.
    private static final int COLUMNS = Math.max(20, Integer.getInteger("amana.columns", 80) - 1);

    private static final Duration ON_A_TERMINAL = Duration.ofMillis(100);
    private static final Duration IN_A_LOG = Duration.ofSeconds(5);

    /// The first moments tell nothing of the rate: what is slow in them is the beginning.
    private static final Duration BEFORE_A_GUESS = Duration.ofSeconds(1);

    private final PrintStream out;
    private final boolean terminal;
    private final InstantSource clock;
    private final String title;
    private final Instant started;
    private Instant drawn = Instant.EPOCH;
    private int lastLength;
    private boolean complete; // and said so

    ProgressBar(PrintStream out, boolean terminal, InstantSource clock, String title) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.title = title;
        this.started = clock.instant();
    }

    /// Tells the state of work measured in files and bytes.
    void files(long done, long total, long bytesDone, long bytesTotal) {
        bytes(done, total, "files", bytesDone, bytesTotal);
    }

    /// Tells the state of work measured in extents and bytes.
    void extents(long done, long total, long bytesDone, long bytesTotal) {
        bytes(done, total, "extents", bytesDone, bytesTotal);
    }

    private void bytes(long done, long total, String unit, long bytesDone, long bytesTotal) {
        long rate = perSecond(bytesDone);
        draw(
                share(bytesDone, bytesTotal, done, total),
                () -> List.of(
                        String.format(Locale.ROOT, "%,d of %,d %s", done, total, unit),
                        left(rate, bytesTotal - bytesDone),
                        ByteSize.ofBytes(bytesDone) + " of " + ByteSize.ofBytes(Math.max(bytesDone, bytesTotal)),
                        ByteSize.ofBytes(rate) + "/s"));
    }

    /// Tells the state of work measured in items alone, with a remark such as how many were set aside.
    void items(long done, long total, String unit, String remark) {
        long rate = perSecond(done * 1000);
        draw(
                share(done, total, done, total),
                () -> List.of(
                        String.format(Locale.ROOT, "%,d of %,d %s", done, total, unit),
                        left(rate, (total - done) * 1000) + remark));
    }

    /// Draws the last state and moves to the next line.
    void end() {
        if (terminal && lastLength > 0) {
            out.println();
        }
        out.flush();
    }

    Duration elapsed() {
        return Duration.between(started, clock.instant());
    }

    /// @param tell what is most worth knowing first; where the line is too short for all, the last are left out
    private void draw(double share, Supplier<List<String>> tell) {
        Instant now = clock.instant();
        if (complete && !terminal) {
            return;
        }
        complete = share >= 1;
        if (!complete && Duration.between(drawn, now).compareTo(terminal ? ON_A_TERMINAL : IN_A_LOG) < 0) {
            return;
        }
        drawn = now;
        List<String> facts = tell.get();
        int percent = (int) Math.floor(share * 100);
        if (!terminal) {
            out.println(title + " " + percent + "%  " + String.join("  ", facts));
            return;
        }
        String line = line(share, percent, facts);
        out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
        out.flush();
        lastLength = line.length();
    }

    private String line(double share, int percent, List<String> facts) {
        int full = (int) Math.floor(share * WIDTH);
        String bar = "█".repeat(full) + "░".repeat(WIDTH - full);
        String line = String.format(Locale.ROOT, "%-12s %s %3d%%  %s", title, bar, percent, String.join("  ", facts));
        for (int told = facts.size(); line.length() > COLUMNS && told > 0; told--) {
            line = String.format(Locale.ROOT, "%s %d%%  %s", title, percent, String.join("  ", facts.subList(0, told)));
        }
        return line.substring(0, Math.min(COLUMNS, line.length()));
    }

    private long perSecond(long amount) {
        return amount * 1000 / Math.max(1, elapsed().toMillis());
    }

    private static double share(long done, long total, long doneItems, long totalItems) {
        if (doneItems >= totalItems) {
            return 1;
        }
        return total == 0 ? (double) doneItems / totalItems : Math.min(0.999, (double) done / total);
    }

    private String left(long rate, long rest) {
        if (rest <= 0) {
            return "done";
        }
        return rate == 0 || elapsed().compareTo(BEFORE_A_GUESS) < 0
                ? "…"
                : human(Duration.ofSeconds(1 + rest / rate)) + " left";
    }

    static String human(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
