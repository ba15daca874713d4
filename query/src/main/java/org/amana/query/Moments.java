package org.amana.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Points in time: how they are read (W3C *Date and Time Formats*: a year, a month, a day or more, in UTC where
/// no zone is given), written and calculated with.
final class Moments {
    private static final int LONGEST = 64;

    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("[-MM[-dd]]['T'[HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("][XXX]]")
            .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
            .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT);

    private Moments() {}

    /// @throws QueryException when the value is no point in time
    static OffsetDateTime of(Value value) {
        if (value instanceof Value.Moment(OffsetDateTime time)) {
            return time;
        }
        String text = value.asText().strip();
        if (!(value instanceof Value.Text) || text.length() > LONGEST) {
            throw Evaluation.unconvertible();
        }
        try {
            return OffsetDateTime.parse(text, READ);
        } catch (DateTimeException _) {
            throw Evaluation.unconvertible();
        }
    }

    /// @param unit `year`, `month`, `day`, `hour`, `minute` or `second`
    static OffsetDateTime plus(String unit, BigDecimal amount, OffsetDateTime time) {
        try {
            return time.plus(amount.setScale(0, RoundingMode.DOWN).longValueExact(), unit(unit));
        } catch (DateTimeException | ArithmeticException _) {
            throw new QueryException("TimestampOutOfRange", "a point in time is out of range", 0);
        }
    }

    /// How many whole units lie between.
    static long between(String unit, OffsetDateTime from, OffsetDateTime to) {
        return unit(unit).between(from, to.withOffsetSameInstant(from.getOffset()));
    }

    private static ChronoUnit unit(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "year" -> ChronoUnit.YEARS;
            case "month" -> ChronoUnit.MONTHS;
            case "day" -> ChronoUnit.DAYS;
            case "hour" -> ChronoUnit.HOURS;
            case "minute" -> ChronoUnit.MINUTES;
            case "second" -> ChronoUnit.SECONDS;
            default -> throw unknown(name);
        };
    }

    static long part(String name, OffsetDateTime time) {
        ZoneOffset zone = time.getOffset();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "year" -> time.getYear();
            case "month" -> time.getMonthValue();
            case "day" -> time.getDayOfMonth();
            case "hour" -> time.getHour();
            case "minute" -> time.getMinute();
            case "second" -> time.getSecond();
            case "timezone_hour" -> zone.getTotalSeconds() / 3600;
            case "timezone_minute" -> zone.getTotalSeconds() / 60 % 60;
            default -> throw unknown(name);
        };
    }

    private static QueryException unknown(String name) {
        return new QueryException(
                "InvalidDatePart", (name.length() > LONGEST ? "that" : name) + " is no part of a date", 0);
    }

    /// @param format of the letters `y M d a h H m s S X x`
    static String written(OffsetDateTime time, String format) {
        boolean known = format.length() <= LONGEST
                && format.chars()
                        .noneMatch(
                                c -> Character.isLetter(c) ? "yMdahHmsSXx".indexOf(c) < 0 : "'[]{}#".indexOf(c) >= 0);
        if (!known) {
            throw new QueryException("InvalidFormat", "a format of a date has a letter that is not known", 0);
        }
        try {
            return DateTimeFormatter.ofPattern(format.replace('y', 'u'), Locale.ENGLISH)
                    .format(time);
        } catch (IllegalArgumentException | DateTimeException _) {
            throw new QueryException("InvalidFormat", "a format of a date repeats a letter too often", 0);
        }
    }
}
