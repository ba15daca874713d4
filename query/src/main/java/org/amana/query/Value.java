package org.amana.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// What an expression comes to.
sealed interface Value {
    /// `null`, absent, or what cannot be known because something else is.
    ///
    /// @param absent from the record, rather than `null` in it; left out of rows in JSON
    record Nothing(boolean absent) implements Value {
        static final Nothing IT = new Nothing(false);
        static final Nothing ABSENT = new Nothing(true);
    }

    record Text(String text) implements Value {}

    record Figure(BigDecimal number) implements Value {}

    record Truth(boolean truth) implements Value {}

    record Moment(OffsetDateTime time) implements Value {}

    /// An object or a list of JSON.
    record Tree(JsonNode node) implements Value {}

    MathContext DIGITS = MathContext.DECIMAL128;

    /// Numbers beyond are none, so that no sum of them grows without end.
    int LARGEST_EXPONENT = 400;

    int LONGEST_NUMBER = 64;

    static Value of(boolean truth) {
        return new Truth(truth);
    }

    static Value of(long number) {
        return new Figure(BigDecimal.valueOf(number));
    }

    static Optional<BigDecimal> parse(String text) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > LONGEST_NUMBER || "+-.0123456789".indexOf(digits.charAt(0)) < 0) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(digits).round(DIGITS);
            return Math.abs((long) number.scale()) + number.precision() > LARGEST_EXPONENT
                    ? Optional.empty()
                    : Optional.of(number);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    default boolean isNothing() {
        return this instanceof Nothing;
    }

    default boolean isTrue() {
        return this instanceof Truth(boolean truth) && truth;
    }

    /// As a number, where it is one or is written as one.
    default Optional<BigDecimal> asNumber() {
        return switch (this) {
            case Figure(BigDecimal number) -> Optional.of(number);
            case Text(String text) -> parse(text);
            case Nothing _, Truth _, Moment _, Tree _ -> Optional.empty();
        };
    }

    /// As it is written in an answer; "" for nothing.
    default String asText() {
        return switch (this) {
            case Nothing _ -> "";
            case Text(String text) -> text;
            case Figure(BigDecimal number) -> plain(number);
            case Truth(boolean truth) -> Boolean.toString(truth);
            case Moment(OffsetDateTime time) -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
            case Tree(JsonNode node) -> node.toString();
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
