package org.amana.blob;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amana.blob.TagCondition.Compare;
import org.amana.blob.TagCondition.Comparison;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What Find Blobs by Tags looks for: blobs whose tags meet all of some comparisons, in one container or in all
/// (Azure REST: *Find Blobs by Tags*, `@container = 'photos' AND "Rank" >= '010' AND "Rank" < '100'`).
///
/// @param container what `@container` must be equal to
/// @param comparisons at least one; none is `<>`, for what is not there cannot be looked up
public record TagSearch(Optional<String> container, List<Compare> comparisons) {
    public TagSearch {
        comparisons = List.copyOf(comparisons);
    }

    /// Reads the expression of a `where`.
    ///
    /// @throws AmanaException `INVALID_TAG_SEARCH` naming the place where it cannot be understood
    public static TagSearch parse(String where) {
        return new Parser(where).parse();
    }

    boolean isMetBy(Tags tags) {
        return comparisons.stream().allMatch(comparison -> comparison.isMetBy(tags));
    }

    /// The tags that were asked about.
    Tags asked(Tags tags) {
        SortedMap<String, String> asked = new TreeMap<>();
        for (Compare comparison : comparisons) {
            String value = tags.values().get(comparison.key());
            if (value != null) {
                asked.put(comparison.key(), value);
            }
        }
        return new Tags(asked);
    }

    /// Values of one tag, from `first` to `last`, both included. Values are ASCII, so DEL is behind them all.
    record Range(String key, String first, String last) {
        private static final String END = "\u007F";

        boolean isOneValue() {
            return first.equals(last);
        }

        private Range and(Compare comparison) {
            String value = comparison.value();
            return switch (comparison.comparison()) {
                case EQUAL -> new Range(key, later(first, value), earlier(last, value));
                case GREATER, AT_LEAST -> new Range(key, later(first, value), last);
                case LESS, AT_MOST -> new Range(key, first, earlier(last, value));
                case UNEQUAL -> this;
            };
        }

        private static String later(String one, String other) {
            return one.compareTo(other) >= 0 ? one : other;
        }

        private static String earlier(String one, String other) {
            return one.compareTo(other) <= 0 ? one : other;
        }
    }

    /// A range that has the values of every blob that is looked for: of one value, if there is such.
    Range narrowest() {
        SortedMap<String, Range> ranges = new TreeMap<>();
        for (Compare comparison : comparisons) {
            ranges.compute(
                    comparison.key(),
                    (key, range) -> (range == null ? new Range(key, "", Range.END) : range).and(comparison));
        }
        return ranges.values().stream()
                .filter(Range::isOneValue)
                .findFirst()
                .orElseGet(() -> ranges.get(comparisons.getFirst().key()));
    }

    /// Where a comparison bounds the values of a tag.
    private enum Side {
        BELOW,
        ABOVE;

        static Set<Side> of(Comparison comparison) {
            return switch (comparison) {
                case LESS, AT_MOST -> Set.of(ABOVE);
                case GREATER, AT_LEAST -> Set.of(BELOW);
                case EQUAL, UNEQUAL -> Set.of(BELOW, ABOVE);
            };
        }
    }

    private static final class Parser {
        private final String where;
        private final TagScanner scanner;
        private final Map<String, Set<Side>> bounded = new HashMap<>();

        Parser(String where) {
            this.where = where;
            this.scanner = new TagScanner(
                    where, problem -> refusal(" at or near character position " + problem.character(), problem.what()));
        }

        /// @param place which words stand before the colon
        private AmanaException refusal(String place, String why) {
            return new AmanaException(ErrorCode.INVALID_TAG_SEARCH, "Error parsing query" + place + ": " + why)
                    .with("QueryParameterName", "where")
                    .with("QueryParameterValue", where);
        }

        TagSearch parse() {
            Optional<String> container = Optional.empty();
            List<Compare> comparisons = new ArrayList<>();
            do {
                if (!scanner.take("@")) {
                    comparisons.add(comparison());
                } else if (container.isEmpty()) {
                    container = Optional.of(container());
                } else {
                    throw scanner.unreadable("@container only once");
                }
            } while (scanner.takeWord("AND"));
            if (!scanner.isAtEnd()) {
                throw scanner.unreadable("AND or the end");
            }
            if (comparisons.isEmpty()) {
                throw scanner.unreadable("a comparison with a tag");
            }
            return new TagSearch(container, comparisons);
        }

        /// A comparison that does not say again what another says of the tag: each has one value, or one bound on
        /// either side.
        private Compare comparison() {
            String key = scanner.key();
            Comparison comparison = scanner.comparison();
            if (comparison == Comparison.UNEQUAL) {
                throw scanner.unreadable("one of = < <= > >= instead of <> or !=");
            }
            String value = scanner.value();
            if (!Tags.isKey(key)) {
                throw scanner.refused("tag must be between 1 and 128 characters in length");
            }
            if (!Tags.isValue(value)) {
                throw scanner.refused("tag value must be between 0 and 256 characters in length");
            }
            Set<Side> sides = bounded.computeIfAbsent(key, _ -> EnumSet.noneOf(Side.class));
            if (bounded.size() > Tags.MOST) {
                throw refusal("", "there can be at most " + Tags.MOST + " unique tags in a query");
            }
            for (Side side : Side.of(comparison)) {
                if (!sides.add(side)) {
                    throw scanner.unreadable("for " + key + " one value, or one bound on either side");
                }
            }
            return new Compare(key, comparison, value);
        }

        private String container() {
            if (!scanner.takeWord("CONTAINER")) {
                throw scanner.refused("unsupported parameter, only @container is known");
            }
            if (!scanner.take("=")) {
                throw scanner.unreadable("@container =");
            }
            return scanner.quoted();
        }
    }
}
