package org.amana.query;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.amana.query.Expression.Aggregate;

/// One aggregate as it grows.
final class Sums {
    private final Aggregate aggregate;
    private long count;
    private BigDecimal sum = BigDecimal.ZERO;
    private Value extreme = Value.Nothing.IT;

    Sums(Aggregate aggregate) {
        this.aggregate = aggregate;
    }

    /// What a record adds, as [#take] needs it.
    ///
    /// @throws QueryException when it cannot be added; then nothing of the record is to be taken
    Value addend(Evaluation evaluation) {
        Value value = evaluation.of(aggregate.of());
        return switch (aggregate.kind()) {
            case SUM, AVG -> value.isNothing() ? value : new Value.Figure(Evaluation.number(value));
            case MIN, MAX -> value.asNumber().<Value>map(Value.Figure::new).orElse(value);
            case COUNT -> value;
        };
    }

    void take(Value value) {
        if (value.isNothing()) {
            return;
        }
        switch (aggregate.kind()) {
            case COUNT -> {}
            case SUM, AVG -> sum = sum.add(Evaluation.number(value), Value.DIGITS);
            case MIN, MAX -> extreme = further(value);
        }
        count++;
    }

    private Value further(Value value) {
        if (extreme.isNothing()) {
            return value;
        }
        int sign = compare(value, extreme);
        return (aggregate.kind() == Aggregate.Kind.MIN ? sign < 0 : sign > 0) ? value : extreme;
    }

    /// Whatever is mixed with something else counts as text.
    private static int compare(Value one, Value other) {
        return switch (one) {
            case Value.Figure(BigDecimal left)
            when other instanceof Value.Figure(BigDecimal right) -> left.compareTo(right);
            case Value.Moment(OffsetDateTime left)
            when other instanceof Value.Moment(OffsetDateTime right) ->
                left.toInstant().compareTo(right.toInstant());
            default -> one.asText().compareTo(other.asText());
        };
    }

    Value value() {
        return switch (aggregate.kind()) {
            case COUNT -> Value.of(count);
            case SUM -> count == 0 ? Value.Nothing.IT : new Value.Figure(sum);
            case AVG ->
                count == 0 ? Value.Nothing.IT : new Value.Figure(sum.divide(BigDecimal.valueOf(count), Value.DIGITS));
            case MIN, MAX -> extreme;
        };
    }
}
