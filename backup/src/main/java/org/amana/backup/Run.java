package org.amana.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of one backup: when it was begun, in UTC, as `20261128T140501.250Z`. Names sort by time.
///
/// @param begun whole milliseconds
record Run(Instant begun) implements Comparable<Run> {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern LOOKS_SO = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z");

    Run {
        begun = begun.truncatedTo(ChronoUnit.MILLIS);
    }

    /// The run that begins now: later than every one before it, though the clock may have gone back.
    static Run after(Optional<Run> last, Instant now) {
        Run run = new Run(now);
        return last.filter(before -> before.compareTo(run) >= 0)
                .map(before -> new Run(before.begun.plusMillis(1)))
                .orElse(run);
    }

    static boolean isOne(String text) {
        return named(text).isPresent();
    }

    /// The run of that name; empty if it is no name of a run, be it for a date that no calendar has.
    static Optional<Run> named(String text) {
        if (!LOOKS_SO.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Run(FORM.parse(text, Instant::from)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// @throws IllegalArgumentException if it is no name of a run
    static Run parse(String text) {
        return named(text).orElseThrow(() -> new IllegalArgumentException("no backup is named " + text));
    }

    /// Whether it put the object of that name in the depot.
    boolean owns(String object) {
        return object.startsWith(this + "/");
    }

    @Override
    public int compareTo(Run other) {
        return begun.compareTo(other.begun);
    }

    @Override
    public String toString() {
        return FORM.format(begun);
    }
}
