package org.amana.query;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The functions of texts, of times and of what may be absent.
final class Functions {
    /// How few and how many arguments a function takes.
    private record Arity(int least, int most) {
        static final Arity NONE = new Arity(0, 0);
        static final Arity ONE = new Arity(1, 1);
        static final Arity TWO = new Arity(2, 2);
        static final Arity THREE = new Arity(3, 3);
    }

    private static final Map<String, Arity> KNOWN = Map.ofEntries(
            Map.entry("LOWER", Arity.ONE),
            Map.entry("UPPER", Arity.ONE),
            Map.entry("CHAR_LENGTH", Arity.ONE),
            Map.entry("CHARACTER_LENGTH", Arity.ONE),
            Map.entry("COALESCE", new Arity(1, 100)),
            Map.entry("NULLIF", Arity.TWO),
            Map.entry("ABS", Arity.ONE),
            Map.entry("DATE_ADD", Arity.THREE),
            Map.entry("DATE_DIFF", Arity.THREE),
            Map.entry("TO_STRING", Arity.TWO),
            Map.entry("TO_TIMESTAMP", Arity.ONE));

    private Functions() {}

    static boolean isKnown(String function) {
        return KNOWN.containsKey(function);
    }

    static void requireArguments(String function, int count, int position) {
        Arity arity = KNOWN.getOrDefault(function, Arity.NONE);
        if (count < arity.least() || count > arity.most()) {
            throw new QueryException(
                    "InvalidQueryExpression", function + " does not take " + count + " arguments", position);
        }
    }

    static Value call(String function, List<Value> arguments) {
        if (function.equals("NULLIF")) {
            Optional<Integer> compared = Comparisons.compare(arguments.getFirst(), arguments.getLast());
            return compared.isPresent() && compared.get() == 0 ? Value.Nothing.IT : arguments.getFirst();
        }
        if (arguments.stream().anyMatch(Value::isNothing)) {
            return Value.Nothing.IT;
        }
        Value last = arguments.getLast();
        String text = arguments.getFirst().asText();
        return switch (function) {
            case "LOWER" -> new Value.Text(text.toLowerCase(Locale.ROOT));
            case "UPPER" -> new Value.Text(text.toUpperCase(Locale.ROOT));
            case "CHAR_LENGTH", "CHARACTER_LENGTH" -> Value.of(text.codePointCount(0, text.length()));
            case "ABS" -> new Value.Figure(Evaluation.number(last).abs());
            case "SUBSTRING" -> substring(text, arguments);
            case "DATE_ADD" ->
                new Value.Moment(Moments.plus(text, Evaluation.number(arguments.get(1)), Moments.of(last)));
            case "DATE_DIFF" -> Value.of(Moments.between(text, Moments.of(arguments.get(1)), Moments.of(last)));
            case "EXTRACT" -> Value.of(Moments.part(text, Moments.of(last)));
            case "TO_STRING" -> new Value.Text(Moments.written(Moments.of(arguments.getFirst()), last.asText()));
            case "TO_TIMESTAMP" -> new Value.Moment(Moments.of(last));
            default -> trim(function, last.asText(), arguments.size() > 1 ? text : " ");
        };
    }

    /// Positions count from 0, as Microsoft's page of the language shows and unlike other SQL, in characters of
    /// Unicode; what lies outside is left out.
    private static Value substring(String text, List<Value> arguments) {
        int[] points = text.codePoints().toArray();
        long start = Evaluation.number(arguments.get(1)).longValue();
        long length = arguments.size() > 2 ? Evaluation.number(arguments.get(2)).longValue() : Integer.MAX_VALUE;
        long bounded = Math.clamp(start, -Integer.MAX_VALUE, Integer.MAX_VALUE);
        long end = bounded + Math.clamp(length, 0, Integer.MAX_VALUE);
        int first = Math.clamp(start, 0, points.length);
        int last = Math.clamp(end, first, Math.max(first, points.length));
        return new Value.Text(new String(points, first, last - first));
    }

    private static Value trim(String function, String text, String characters) {
        int first = 0;
        int last = text.length();
        while (!function.equals("TRIM_TRAILING") && first < last && characters.indexOf(text.charAt(first)) >= 0) {
            first++;
        }
        while (!function.equals("TRIM_LEADING") && last > first && characters.indexOf(text.charAt(last - 1)) >= 0) {
            last--;
        }
        return new Value.Text(text.substring(first, last));
    }
}
