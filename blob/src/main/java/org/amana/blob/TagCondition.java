package org.amana.blob;

import java.util.SortedMap;
import org.amana.kernel.AmanaException;

/// What `x-ms-if-tags` says: comparisons of tag values as texts, joined by AND and OR (Azure REST: *Specifying
/// conditional headers*, `"Project" = 'Contoso' AND "Status" <> 'Done'`; `!=` says the same as `<>`).
public sealed interface TagCondition {
    /// No condition: always met.
    static TagCondition none() {
        return new Always();
    }

    record Always() implements TagCondition {}

    record Both(TagCondition left, TagCondition right) implements TagCondition {}

    record Either(TagCondition left, TagCondition right) implements TagCondition {}

    /// A tag compared with a value. A tag that is not there is unequal to everything and meets nothing else.
    record Compare(String key, Comparison comparison, String value) implements TagCondition {}

    /// How texts are compared, by UTF-16 unit; tags are ASCII.
    enum Comparison {
        EQUAL,
        UNEQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST
    }

    /// Reads a header value.
    ///
    /// @throws AmanaException `INVALID_HEADER` naming the place where it cannot be understood
    static TagCondition parse(String header) {
        return header.isBlank() ? none() : new TagConditionParser(header).parse();
    }

    /// Whether a blob with these tags meets the condition.
    default boolean isMetBy(Tags tags) {
        return switch (this) {
            case Always _ -> true;
            case Both(TagCondition left, TagCondition right) -> left.isMetBy(tags) && right.isMetBy(tags);
            case Either(TagCondition left, TagCondition right) -> left.isMetBy(tags) || right.isMetBy(tags);
            case Compare compare -> isMet(compare, tags.values());
        };
    }

    private static boolean isMet(Compare compare, SortedMap<String, String> tags) {
        String value = tags.get(compare.key());
        if (value == null) {
            return compare.comparison() == Comparison.UNEQUAL;
        }
        int order = value.compareTo(compare.value());
        return switch (compare.comparison()) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
