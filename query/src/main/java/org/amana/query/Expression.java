package org.amana.query;

import java.util.List;

/// A part of a statement that comes to a value for each record.
sealed interface Expression {
    record Literal(Value value) implements Expression {}

    /// A field: a name of the header or a member of the record, and the steps into it.
    record Field(List<Step> steps) implements Expression {
        public Field {
            steps = List.copyOf(steps);
        }
    }

    record Not(Expression of) implements Expression {}

    record Negated(Expression of) implements Expression {}

    record Both(Expression left, Expression right) implements Expression {}

    record Either(Expression left, Expression right) implements Expression {}

    record Arithmetic(char operator, Expression left, Expression right) implements Expression {}

    /// @param operator `=`, `<>`, `<`, `<=`, `>` or `>=`
    record Comparison(String operator, Expression left, Expression right) implements Expression {}

    record Concatenation(Expression left, Expression right) implements Expression {}

    record Like(Expression of, Expression pattern, String escape) implements Expression {}

    record In(Expression of, List<Expression> among) implements Expression {
        public In {
            among = List.copyOf(among);
        }
    }

    record Between(Expression of, Expression least, Expression most) implements Expression {}

    /// @param absent whether `null` is not enough
    record IsNothing(Expression of, boolean absent) implements Expression {}

    record Cast(Expression of, String type) implements Expression {}

    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// @param slot its number among the aggregates of the statement
    record Aggregate(Kind kind, Expression of, int slot) implements Expression {
        enum Kind {
            COUNT,
            SUM,
            AVG,
            MIN,
            MAX
        }
    }

    /// A step of a path.
    sealed interface Step {
        /// @param exact whether upper and lower case differ, as they do in quotes
        record Member(String name, boolean exact) implements Step {}

        record Element(int index) implements Step {}

        /// `[*]`
        record Each() implements Step {}
    }
}
