package org.amana.query;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.amana.query.Expression.Aggregate;
import org.amana.query.Expression.Step;

/// Reads a statement by recursive descent, to a limited depth.
final class StatementParser {
    private static final int LONGEST = 64 * 1024;
    private static final int DEEPEST = 64;

    /// As Azure has it; `*` may have more.
    private static final int MOST_COLUMNS = 49;

    private static final long LEAST_SPLIT = 10L << 20;
    private static final String TABLE = "BLOBSTORAGE";
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final Set<String> TYPES =
            Set.of("INT", "INTEGER", "FLOAT", "DECIMAL", "STRING", "BOOL", "BOOLEAN", "TIMESTAMP");

    private final List<Lexer.Token> tokens;
    private int at;
    private int depth;
    private final List<Aggregate> aggregates = new ArrayList<>(); // by their slots
    private OptionalLong split = OptionalLong.empty();

    /// What the table is called beside its own name.
    private String alias = "";

    private final Instant now;

    StatementParser(String sql, Instant now) {
        this.now = now;
        if (sql.length() > LONGEST) {
            throw new QueryException("InvalidQueryExpression", "it has more than " + LONGEST + " characters", 0);
        }
        this.tokens = new Lexer(sql).tokens();
    }

    Statement statement() {
        expect("SELECT");
        List<Statement.Selected> selected = selected();
        expect("FROM");
        List<Step> from = table();
        Optional<Expression> where = Optional.empty();
        int before = aggregates.size();
        if (take("WHERE")) {
            where = Optional.of(expression());
        }
        if (aggregates.size() > before) {
            throw error("an aggregate cannot stand behind WHERE");
        }
        OptionalLong limit = take("LIMIT") ? OptionalLong.of(count()) : OptionalLong.empty();
        take(";");
        if (peek().kind() != Lexer.Kind.END) {
            throw error("expected the end");
        }
        if (!aggregates.isEmpty() && selected.stream().anyMatch(it -> isBare(it.expression()))) {
            throw new QueryException("InvalidQueryExpression", "a field stands beside an aggregate, outside of one", 0);
        }
        return new Statement(selected, from, alias, where, limit, aggregates, split);
    }

    private List<Statement.Selected> selected() {
        if (take("*")) {
            return List.of();
        }
        if (peek().is("SYS") && tokens.get(at + 1).is(".")) {
            split = OptionalLong.of(splitSize());
            return List.of();
        }
        List<Statement.Selected> selected = new ArrayList<>();
        do {
            Expression expression = expression();
            String name = take("AS") ? name() : named(expression, selected.size() + 1);
            selected.add(new Statement.Selected(name, expression));
            if (selected.size() > MOST_COLUMNS) {
                throw error("more than " + MOST_COLUMNS + " columns");
            }
        } while (take(","));
        return selected;
    }

    /// `sys.split(10485760)`
    private long splitSize() {
        at += 2;
        expect("SPLIT");
        expect("(");
        long size = count();
        if (size < LEAST_SPLIT) {
            throw error("sys.split takes at least " + LEAST_SPLIT + " bytes, not " + size);
        }
        expect(")");
        return size;
    }

    private static String named(Expression expression, int number) {
        return expression instanceof Expression.Field(List<Step> steps)
                        && steps.getLast() instanceof Step.Member(String name, boolean _)
                ? name
                : "_" + number;
    }

    private List<Step> table() {
        if (!name().toUpperCase(Locale.ROOT).equals(TABLE)) {
            throw error("FROM names BlobStorage alone");
        }
        List<Step> steps = new ArrayList<>(steps());
        // The first [*] says that there are many records, which is so anyway.
        if (!steps.isEmpty() && steps.getFirst() instanceof Step.Each) {
            steps.removeFirst();
        }
        boolean named = take("AS")
                || peek().kind() == Lexer.Kind.NAME
                || (peek().kind() == Lexer.Kind.WORD && !peek().is("WHERE") && !peek().is("LIMIT"));
        alias = named ? name() : "";
        return steps;
    }

    private long count() {
        Lexer.Token token = next();
        if (token.kind() != Lexer.Kind.NUMBER || !token.text().matches("[0-9]{1,18}")) {
            throw error("expected a whole number");
        }
        return Long.parseLong(token.text());
    }

    /// Whether a field stands in it outside of every aggregate.
    private static boolean isBare(Expression expression) {
        return switch (expression) {
            case Expression.Field _ -> true;
            case Expression.Literal _, Aggregate _ -> false;
            case Expression.Not(Expression of) -> isBare(of);
            case Expression.Negated(Expression of) -> isBare(of);
            case Expression.Both(Expression left, Expression right) -> isBare(left) || isBare(right);
            case Expression.Either(Expression left, Expression right) -> isBare(left) || isBare(right);
            case Expression.Arithmetic(char _, Expression left, Expression right) -> isBare(left) || isBare(right);
            case Expression.Comparison(String _, Expression left, Expression right) -> isBare(left) || isBare(right);
            case Expression.Concatenation(Expression left, Expression right) -> isBare(left) || isBare(right);
            case Expression.Like(Expression of, Expression pattern, String _) -> isBare(of) || isBare(pattern);
            case Expression.In(Expression of, List<Expression> among) ->
                isBare(of) || among.stream().anyMatch(StatementParser::isBare);
            case Expression.Between(Expression of, Expression least, Expression most) ->
                isBare(of) || isBare(least) || isBare(most);
            case Expression.IsNothing(Expression of, boolean _) -> isBare(of);
            case Expression.Cast(Expression of, String _) -> isBare(of);
            case Expression.Call(String _, List<Expression> arguments) ->
                arguments.stream().anyMatch(StatementParser::isBare);
        };
    }

    private Expression expression() {
        if (++depth > DEEPEST) {
            throw error("nested deeper than " + DEEPEST);
        }
        Expression left = conjunction();
        while (take("OR")) {
            left = new Expression.Either(left, conjunction());
            requireBreadth();
        }
        depth--;
        return left;
    }

    private int breadth;

    /// A long chain of operators is a deep tree as well.
    private void requireBreadth() {
        if (++breadth > 1000) {
            throw error("more than 1000 operators");
        }
    }

    private Expression conjunction() {
        Expression left = negation();
        while (take("AND")) {
            left = new Expression.Both(left, negation());
            requireBreadth();
        }
        return left;
    }

    private Expression negation() {
        boolean not = false;
        while (take("NOT")) {
            not = !not;
        }
        Expression of = comparison();
        return not ? new Expression.Not(of) : of;
    }

    private Expression comparison() {
        Expression left = sum();
        if (peek().kind() == Lexer.Kind.SIGN && COMPARISONS.contains(peek().text())) {
            String operator = next().text();
            return new Expression.Comparison(operator.equals("!=") ? "<>" : operator, left, sum());
        }
        if (take("IS")) {
            boolean not = take("NOT");
            boolean absent = take("MISSING");
            if (!absent && !take("NULL")) {
                throw error("expected NULL or MISSING");
            }
            Expression is = new Expression.IsNothing(left, absent);
            return not ? new Expression.Not(is) : is;
        }
        boolean not = take("NOT");
        Expression tested = not || peek().is("LIKE") || peek().is("IN") || peek().is("BETWEEN") ? tested(left) : left;
        return not ? new Expression.Not(tested) : tested;
    }

    private Expression tested(Expression left) {
        if (take("LIKE")) {
            Expression pattern = sum();
            return new Expression.Like(left, pattern, take("ESCAPE") ? text() : "");
        }
        if (take("BETWEEN")) {
            Expression least = sum();
            expect("AND");
            return new Expression.Between(left, least, sum());
        }
        expect("IN");
        expect("(");
        List<Expression> among = list();
        return new Expression.In(left, among);
    }

    private Expression sum() {
        Expression left = product();
        while (peek().is("+") || peek().is("-") || peek().is("||")) {
            String operator = next().text();
            Expression right = product();
            left = operator.equals("||")
                    ? new Expression.Concatenation(left, right)
                    : new Expression.Arithmetic(operator.charAt(0), left, right);
            requireBreadth();
        }
        return left;
    }

    private Expression product() {
        Expression left = factor();
        while (peek().is("*") || peek().is("/") || peek().is("%")) {
            left = new Expression.Arithmetic(next().text().charAt(0), left, factor());
            requireBreadth();
        }
        return left;
    }

    private Expression factor() {
        boolean negated = false;
        while (peek().is("-") || peek().is("+")) {
            negated ^= next().is("-");
        }
        Expression of = primary();
        return negated ? new Expression.Negated(of) : of;
    }

    private Expression primary() {
        Lexer.Token token = peek();
        return switch (token.kind()) {
            case NUMBER -> {
                at++;
                yield new Expression.Literal(new Value.Figure(
                        Value.parse(token.text()).orElseThrow(() -> error(token.text() + " is no number"))));
            }
            case TEXT -> {
                at++;
                yield new Expression.Literal(new Value.Text(token.text()));
            }
            case SIGN -> {
                expect("(");
                Expression inner = expression();
                expect(")");
                yield inner;
            }
            case NAME -> field();
            case WORD -> word(token);
            case END -> throw error("expected an expression");
        };
    }

    private Expression word(Lexer.Token token) {
        String word = token.text().toUpperCase(Locale.ROOT);
        boolean called = tokens.get(at + 1).is("(");
        if (called) {
            at += 2;
            return call(word);
        }
        return switch (word) {
            case "TRUE" -> literal(Value.of(true));
            case "FALSE" -> literal(Value.of(false));
            case "NULL" -> literal(Value.Nothing.IT);
            case "MISSING" -> literal(Value.Nothing.ABSENT);
            default -> field();
        };
    }

    private Expression literal(Value value) {
        at++;
        return new Expression.Literal(value);
    }

    private Expression call(String function) {
        return switch (function) {
            case "CAST" -> {
                Expression of = expression();
                expect("AS");
                String type = name().toUpperCase(Locale.ROOT);
                if (!TYPES.contains(type)) {
                    throw error("CAST to " + type
                            + " is not known; there are INT, FLOAT, DECIMAL, STRING, BOOL and TIMESTAMP");
                }
                expect(")");
                yield new Expression.Cast(of, type);
            }
            case "COUNT", "SUM", "AVG", "MIN", "MAX" -> aggregate(Aggregate.Kind.valueOf(function));
            case "AVERAGE" -> aggregate(Aggregate.Kind.AVG);
            case "UTCNOW" -> now();
            case "EXTRACT" -> extract();
            case "TRIM" -> trim();
            case "SUBSTRING" -> substring();
            default -> {
                if (!Functions.isKnown(function)) {
                    throw error("the function " + function + " is not known");
                }
                List<Expression> arguments = take(")") ? List.of() : list();
                Functions.requireArguments(function, arguments.size(), peek().position());
                yield new Expression.Call(function, arguments);
            }
        };
    }

    private Expression aggregate(Aggregate.Kind kind) {
        int slot = aggregates.size();
        Expression of =
                kind == Aggregate.Kind.COUNT && take("*") ? new Expression.Literal(Value.of(true)) : expression();
        if (aggregates.size() > slot) {
            throw error("an aggregate cannot stand in another");
        }
        expect(")");
        Aggregate aggregate = new Aggregate(kind, of, slot);
        aggregates.add(aggregate);
        return aggregate;
    }

    /// One moment for the whole statement.
    private Expression now() {
        expect(")");
        return new Expression.Literal(new Value.Moment(now.atOffset(ZoneOffset.UTC)));
    }

    /// `EXTRACT(YEAR FROM x)`
    private Expression extract() {
        Expression part = new Expression.Literal(new Value.Text(name()));
        expect("FROM");
        Expression of = expression();
        expect(")");
        return new Expression.Call("EXTRACT", List.of(part, of));
    }

    /// `TRIM(x)`, `TRIM(LEADING 'c' FROM x)`.
    private Expression trim() {
        String function = "TRIM";
        for (String side : List.of("LEADING", "TRAILING", "BOTH")) {
            function = take(side) ? "TRIM_" + side : function;
        }
        List<Expression> arguments = new ArrayList<>();
        if (!peek().is("FROM")) {
            arguments.add(expression());
        }
        if (take("FROM")) {
            arguments.add(expression());
        }
        expect(")");
        return new Expression.Call(function, arguments);
    }

    /// `SUBSTRING(x, 2, 3)`, `SUBSTRING(x FROM 2 FOR 3)`.
    private Expression substring() {
        List<Expression> arguments = new ArrayList<>(List.of(expression()));
        if (!take(",") && !take("FROM")) {
            throw error("SUBSTRING needs a start");
        }
        arguments.add(expression());
        if (take(",") || take("FOR")) {
            arguments.add(expression());
        }
        expect(")");
        return new Expression.Call("SUBSTRING", arguments);
    }

    private List<Expression> list() {
        List<Expression> list = new ArrayList<>();
        do {
            list.add(expression());
            requireBreadth();
        } while (take(","));
        expect(")");
        return list;
    }

    private Expression field() {
        List<Step> steps = new ArrayList<>();
        steps.add(member());
        steps.addAll(steps());
        return new Expression.Field(steps);
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        while (peek().is(".") || peek().is("[")) {
            if (next().is(".")) {
                steps.add(member());
            } else if (take("*")) {
                steps.add(new Step.Each());
                expect("]");
            } else {
                steps.add(new Step.Element(Math.toIntExact(Math.min(count(), Integer.MAX_VALUE))));
                expect("]");
            }
            requireBreadth();
        }
        return steps;
    }

    private Step member() {
        boolean exact = peek().kind() == Lexer.Kind.NAME;
        return new Step.Member(name(), exact);
    }

    private String name() {
        Lexer.Token token = next();
        if (token.kind() != Lexer.Kind.WORD && token.kind() != Lexer.Kind.NAME) {
            throw error("expected a name");
        }
        return token.text();
    }

    private String text() {
        Lexer.Token token = next();
        if (token.kind() != Lexer.Kind.TEXT) {
            throw error("expected a text in quotes");
        }
        return token.text();
    }

    private Lexer.Token peek() {
        return tokens.get(at);
    }

    private Lexer.Token next() {
        Lexer.Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private boolean take(String word) {
        boolean there = peek().is(word);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String word) {
        if (!take(word)) {
            throw error("expected " + word);
        }
    }

    private QueryException error(String what) {
        Lexer.Token token = peek();
        String found = token.kind() == Lexer.Kind.END ? "the end" : token.text();
        return new QueryException("InvalidQueryExpression", what + ", at " + found, token.position());
    }
}
