package org.amana.web.blob;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The parameters behind the `?`, decoded: a plus is a space, as in forms, which is how Go writes queries. Names are
/// compared without case; values keep theirs.
///
/// @param literal the same with every plus kept, which is how some clients sign what they did not encode
record Query(SortedMap<String, List<String>> values, SortedMap<String, List<String>> literal) {
    private static final int MOST_PARAMETERS = 100;

    Query {
        values = Collections.unmodifiableSortedMap(values);
        literal = Collections.unmodifiableSortedMap(literal);
    }

    /// @throws AmanaException `INVALID_URI` for a broken encoding, `INVALID_QUERY_PARAMETER` for too many
    /// parameters
    static Query parse(String raw) {
        SortedMap<String, List<String>> values = read(raw.replace('+', ' '));
        return new Query(values, raw.indexOf('+') < 0 ? values : read(raw));
    }

    private static SortedMap<String, List<String>> read(String raw) {
        SortedMap<String, List<String>> values = new TreeMap<>();
        int count = 0;
        for (String pair : raw.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            if (++count > MOST_PARAMETERS) {
                throw new AmanaException(
                        ErrorCode.INVALID_QUERY_PARAMETER, "more than " + MOST_PARAMETERS + " parameters");
            }
            int equals = pair.indexOf('=');
            String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : Percent.decode(pair.substring(equals + 1));
            values.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                    .add(value);
        }
        return values;
    }

    /// The first value, "" when the parameter is absent or empty.
    String text(String name) {
        List<String> all = values.get(name);
        return all == null ? "" : all.getFirst();
    }

    /// All values in the order they came in, with commas between them; "" when the parameter is absent.
    String joined(String name) {
        List<String> all = values.get(name);
        return all == null ? "" : String.join(",", all);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// The value, when there is one and it is not empty.
    Optional<String> find(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }

    /// A value the operation cannot do without.
    ///
    /// @throws AmanaException `MISSING_QUERY_PARAMETER`
    String require(String name) {
        return find(name)
                .orElseThrow(() -> new AmanaException(
                                ErrorCode.MISSING_QUERY_PARAMETER, "the query parameter " + name + " is needed")
                        .with("QueryParameterName", name));
    }

    /// A whole number within bounds, or the default when it is absent.
    ///
    /// @throws AmanaException `INVALID_QUERY_PARAMETER` for no number, `OUT_OF_RANGE_QUERY_PARAMETER` for one out
    /// of bounds
    int number(String name, int least, int most, int otherwise) {
        Optional<String> text = find(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number < least || number > most) {
                throw invalid(ErrorCode.OUT_OF_RANGE_QUERY_PARAMETER, name, "from " + least + " to " + most)
                        .with("MinimumAllowed", Integer.toString(least))
                        .with("MaximumAllowed", Integer.toString(most));
            }
            return Math.toIntExact(number);
        } catch (NumberFormatException _) {
            throw invalid(ErrorCode.INVALID_QUERY_PARAMETER, name, "a number");
        }
    }

    /// That this parameter's value is not what it must be.
    AmanaException invalid(ErrorCode code, String name, String expected) {
        return new AmanaException(code, "the query parameter " + name + " must be " + expected + ", not " + text(name))
                .with("QueryParameterName", name)
                .with("QueryParameterValue", text(name));
    }

    /// The value of a parameter that is Base64, where a space can only be a plus that was not encoded.
    String base64(String name) {
        return text(name).replace(' ', '+');
    }

    /// `\nname:value[,value]` for each parameter, sorted, as the canonicalized resource of Shared Key has it; then the
    /// same with every plus kept, if there is one.
    SequencedSet<String> canonical() {
        SequencedSet<String> forms = new LinkedHashSet<>();
        forms.add(canonical(values));
        forms.add(canonical(literal));
        return forms;
    }

    private static String canonical(SortedMap<String, List<String>> values) {
        return values.entrySet().stream()
                .map(entry -> "\n" + entry.getKey() + ":"
                        + entry.getValue().stream().sorted().collect(Collectors.joining(",")))
                .collect(Collectors.joining());
    }
}
