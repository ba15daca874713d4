package org.amana.kernel;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/// Configuration keys with their values, read by the components' configuration records and then checked: a key
/// that nobody asked for stops the start with its exact name, the file it stands in and the nearest known key.
/// Used by one thread, at start-up.
public final class Settings {
    private final String source;
    private final Map<String, String> values;
    private final Set<String> asked = new HashSet<>();

    /// @param source the file the values come from, for messages
    public Settings(String source, Map<String, String> values) {
        this.source = source;
        this.values = new TreeMap<>(values);
    }

    /// No settings at all: every component takes its defaults.
    public static Settings none() {
        return new Settings("(defaults)", Map.of());
    }

    public String text(String key, String fallback) {
        return value(key, Function.identity(), "text").orElse(fallback);
    }

    /// A text that fits.
    ///
    /// @param form what fits, in words that go behind "is not"
    public String text(String key, String fallback, Predicate<String> fits, String form) {
        String text = text(key, fallback);
        if (!fits.test(text)) {
            throw wrong(key, form);
        }
        return text;
    }

    /// A whole number between least and most, both included.
    public int number(String key, int fallback, int least, int most) {
        int number = value(key, Integer::parseInt, "a whole number").orElse(fallback);
        if (number < least || number > most) {
            throw wrong(key, "a whole number from " + least + " to " + most);
        }
        return number;
    }

    public boolean flag(String key, boolean fallback) {
        return value(key, Settings::parseFlag, "true or false").orElse(fallback);
    }

    /// A size such as `64 MiB`, between least and most, both included.
    public ByteSize size(String key, ByteSize fallback, ByteSize least, ByteSize most) {
        ByteSize size = value(key, ByteSize::parse, "a size such as 64 MiB").orElse(fallback);
        if (size.compareTo(least) < 0 || size.compareTo(most) > 0) {
            throw wrong(key, "a size from " + least + " to " + most);
        }
        return size;
    }

    /// A duration written as `250ms`, `60s`, `15m`, `12h` or `90d`, between least and most, both included.
    public Duration duration(String key, Duration fallback, Duration least, Duration most) {
        Duration duration =
                value(key, Settings::parseDuration, "a duration such as 60s").orElse(fallback);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw wrong(key, "a duration from " + words(least) + " to " + words(most));
        }
        return duration;
    }

    /// Ends the reading: every key must have been asked for.
    ///
    /// @throws AmanaException `CONFIGURATION`, naming the first unknown key, the file and the nearest known key
    public void refuseUnknown() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                throw new AmanaException(
                        ErrorCode.CONFIGURATION,
                        source + ": unknown key " + key
                                + nearest(key)
                                        .map(known -> "; did you mean " + known + "?")
                                        .orElse(""));
            }
        }
    }

    private <T> Optional<T> value(String key, Function<String, T> parse, String form) {
        asked.add(key);
        String text = values.get(key);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(text.strip()));
        } catch (IllegalArgumentException | ArithmeticException _) {
            throw wrong(key, form);
        }
    }

    private AmanaException wrong(String key, String form) {
        return new AmanaException(
                ErrorCode.CONFIGURATION, source + ": " + key + "=" + values.get(key) + " is not " + form);
    }

    /// As [#parseDuration(String)] reads it.
    private static String words(Duration duration) {
        if (duration.compareTo(Duration.ofDays(2)) >= 0) {
            return duration.toDays() + "d";
        }
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static boolean parseFlag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Duration parseDuration(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits).strip().toLowerCase(Locale.ROOT)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private Optional<String> nearest(String key) {
        return new TreeSet<>(asked)
                .stream()
                        .filter(known -> distance(key, known) <= 1 + key.length() / 4)
                        .min((a, b) -> Integer.compare(distance(key, a), distance(key, b)));
    }

    /// Levenshtein's edit distance.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
