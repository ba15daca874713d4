package org.amana.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.query.Expression.Aggregate;

/// `SELECT … FROM BlobStorage … WHERE … LIMIT …`, parsed. Immutable.
public final class Statement {
    private final List<Selected> selected;
    private final List<Expression.Step> from;
    private final String alias;
    private final Optional<Expression> where;
    private final OptionalLong limit;
    private final List<Aggregate> aggregates;
    private final OptionalLong split;

    /// @param name of the column in an answer in JSON
    record Selected(String name, Expression expression) {}

    /// @param selected empty for `*`
    /// @param aggregates by their slots
    Statement(
            List<Selected> selected,
            List<Expression.Step> from,
            String alias,
            Optional<Expression> where,
            OptionalLong limit,
            List<Aggregate> aggregates,
            OptionalLong split) {
        this.selected = List.copyOf(selected);
        this.from = List.copyOf(from);
        this.alias = alias;
        this.where = where;
        this.limit = limit;
        this.aggregates = List.copyOf(aggregates);
        this.split = split;
    }

    /// @param now what `UTCNOW()` comes to
    /// @throws QueryException for anything that is no statement of this language
    public static Statement parse(String sql, Instant now) {
        return new StatementParser(sql, now).statement();
    }

    List<Selected> selected() {
        return selected;
    }

    /// Steps behind `BlobStorage`, from a record to what counts as one.
    List<Expression.Step> from() {
        return from;
    }

    /// Whether a field's first name means the table.
    boolean isTable(String name) {
        return name.equalsIgnoreCase("BlobStorage") || (!alias.isEmpty() && name.equalsIgnoreCase(alias));
    }

    Optional<Expression> where() {
        return where;
    }

    long limit() {
        return limit.orElse(Long.MAX_VALUE);
    }

    /// How many bytes the batches of `sys.split` have at least, for that statement.
    OptionalLong split() {
        return split;
    }

    /// In the order of their slots.
    List<Aggregate> aggregates() {
        return aggregates;
    }
}
