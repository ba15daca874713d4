package org.amana.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

/// What expressions come to for one record.
///
/// @param sums of the aggregates, by their slots; empty while records are still coming
/// @param effort what all of it is counted with
record Evaluation(Statement statement, Fields fields, List<Value> sums, Effort effort) {
    Value of(Expression expression) {
        Value value = value(expression);
        effort.evaluated(value);
        return value;
    }

    private Value value(Expression expression) {
        return switch (expression) {
            case Expression.Literal(Value value) -> value;
            case Expression.Field(List<Expression.Step> steps) -> field(steps);
            case Expression.Not(Expression of) -> not(of(of));
            case Expression.Negated(Expression of) -> {
                Value value = of(of);
                yield value.isNothing() ? value : new Value.Figure(number(value).negate());
            }
            case Expression.Both(Expression left, Expression right) -> both(of(left), right);
            case Expression.Either(Expression left, Expression right) ->
                not(both(not(of(left)), new Expression.Not(right)));
            case Expression.Arithmetic(char operator, Expression left, Expression right) ->
                arithmetic(operator, of(left), of(right));
            case Expression.Comparison(String operator, Expression left, Expression right) ->
                Comparisons.compare(operator, of(left), of(right));
            case Expression.Concatenation(Expression left, Expression right) -> concatenated(of(left), of(right));
            case Expression.Like(Expression of, Expression pattern, String escape) -> like(of(of), of(pattern), escape);
            case Expression.In(Expression of, List<Expression> among) -> in(of(of), among);
            case Expression.Between(Expression of, Expression least, Expression most) ->
                between(of(of), of(least), most);
            case Expression.IsNothing(Expression of, boolean absent) ->
                Value.of(of(of) instanceof Value.Nothing nothing && (nothing.absent() || !absent));
            case Expression.Cast(Expression of, String type) -> cast(of(of), type);
            case Expression.Call(String function, List<Expression> arguments)
            when function.equals("COALESCE") -> coalesced(arguments);
            case Expression.Call(String function, List<Expression> arguments) ->
                Functions.call(function, arguments.stream().map(this::of).toList());
            case Expression.Aggregate aggregate -> sums.get(aggregate.slot());
        };
    }

    private Value field(List<Expression.Step> steps) {
        boolean throughTable = steps.size() > 1
                && steps.getFirst() instanceof Expression.Step.Member(String name, boolean _)
                && statement.isTable(name);
        return fields.at(throughTable ? steps.subList(1, steps.size()) : steps);
    }

    private static Value not(Value value) {
        return value.isNothing() ? value : Value.of(!value.isTrue());
    }

    /// False decides; else what is unknown.
    private Value both(Value left, Expression right) {
        return isFalse(left) ? left : both(left, of(right));
    }

    private static Value both(Value left, Value right) {
        if (isFalse(left) || isFalse(right)) {
            return Value.of(false);
        }
        return left.isNothing() || right.isNothing() ? Value.Nothing.IT : Value.of(left.isTrue() && right.isTrue());
    }

    private static boolean isFalse(Value value) {
        return value instanceof Value.Truth(boolean truth) && !truth;
    }

    private Value between(Value value, Value least, Expression most) {
        Value above = Comparisons.compare(">=", value, least);
        return isFalse(above) ? above : both(above, Comparisons.compare("<=", value, of(most)));
    }

    private static Value arithmetic(char operator, Value left, Value right) {
        if (left.isNothing() || right.isNothing()) {
            return Value.Nothing.IT;
        }
        if (left instanceof Value.Moment(OffsetDateTime time) && operator == '+') {
            return new Value.Moment(Moments.plus("day", number(right), time));
        }
        BigDecimal one = number(left);
        BigDecimal other = number(right);
        MathContext digits = Value.DIGITS;
        if ((operator == '/' || operator == '%') && other.signum() == 0) {
            throw new QueryException("DivideByZero", "a division by zero", 0);
        }
        BigDecimal result = switch (operator) {
            case '+' -> one.add(other, digits);
            case '-' -> one.subtract(other, digits);
            case '*' -> one.multiply(other, digits);
            case '/' -> one.divide(other, digits);
            default ->
                one.subtract(
                        one.divide(other, digits).setScale(0, RoundingMode.DOWN).multiply(other), digits);
        };
        if (Math.abs((long) result.scale()) + result.precision() > Value.LARGEST_EXPONENT) {
            throw new QueryException("NumberOutOfRange", "a number is out of range", 0);
        }
        return new Value.Figure(result);
    }

    private static Value concatenated(Value left, Value right) {
        if (left.isNothing() || right.isNothing()) {
            return Value.Nothing.IT;
        }
        String one = left.asText();
        String other = right.asText();
        if (one.length() + other.length() > Records.LONGEST) {
            throw new QueryException("TextTooLong", "a text has more than " + Records.LONGEST + " characters", 0);
        }
        return new Value.Text(one + other);
    }

    /// Comes to one argument after the other, for together they can be large.
    private Value coalesced(List<Expression> arguments) {
        for (Expression each : arguments) {
            Value value = of(each);
            if (!value.isNothing()) {
                return value;
            }
        }
        return Value.Nothing.IT;
    }

    private Value like(Value text, Value pattern, String escape) {
        return text.isNothing() || pattern.isNothing()
                ? Value.Nothing.IT
                : Value.of(Comparisons.isLike(text.asText(), pattern.asText(), escape, effort));
    }

    private Value in(Value value, List<Expression> among) {
        boolean unknown = value.isNothing();
        for (Expression each : among) {
            Value compared = Comparisons.compare("=", value, of(each));
            if (compared.isTrue()) {
                return compared;
            }
            unknown |= compared.isNothing();
        }
        return unknown ? Value.Nothing.IT : Value.of(false);
    }

    private static Value cast(Value value, String type) {
        if (value.isNothing()) {
            return value;
        }
        return switch (type) {
            case "STRING" -> new Value.Text(value.asText());
            case "INT", "INTEGER" -> new Value.Figure(number(value).setScale(0, RoundingMode.DOWN));
            case "FLOAT", "DECIMAL" -> new Value.Figure(number(value));
            case "TIMESTAMP" -> new Value.Moment(Moments.of(value));
            default -> truth(value);
        };
    }

    private static Value truth(Value value) {
        return switch (value.asText().strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Value.of(true);
            case "false", "0" -> Value.of(false);
            default -> throw unconvertible();
        };
    }

    /// @throws QueryException when it is none
    static BigDecimal number(Value value) {
        return value.asNumber().orElseThrow(Evaluation::unconvertible);
    }

    /// In Azure's words, which clients compare; the position tells which record it is.
    static QueryException unconvertible() {
        return new QueryException("InvalidTypeConversion", "Invalid type conversion.", 0);
    }
}
