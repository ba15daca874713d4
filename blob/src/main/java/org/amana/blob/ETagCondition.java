package org.amana.blob;

import java.util.Arrays;
import java.util.List;

/// What `If-Match` or `If-None-Match` says: nothing, any tag, or one of a list.
public sealed interface ETagCondition {
    /// The header was not sent.
    record Absent() implements ETagCondition {}

    /// `*`: matches whatever exists.
    record Any() implements ETagCondition {}

    /// One of these tags, at least one.
    record OneOf(List<ETag> tags) implements ETagCondition {
        public OneOf {
            tags = List.copyOf(tags);
        }
    }

    static ETagCondition absent() {
        return new Absent();
    }

    static ETagCondition any() {
        return new Any();
    }

    /// Reads a header value: `*`, alone or among others, or tags between commas, with or without quotes. An empty
    /// text is an absent header.
    static ETagCondition parse(String header) {
        String text = header.strip();
        if (text.isEmpty()) {
            return absent();
        }
        List<String> tags = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
        return tags.contains("*")
                ? any()
                : new OneOf(tags.stream().map(ETag::parse).toList());
    }

    default boolean isPresent() {
        return !(this instanceof Absent);
    }

    /// Whether a resource with this tag is named by the condition.
    default boolean names(ETag tag) {
        return switch (this) {
            case Absent _ -> false;
            case Any _ -> true;
            case OneOf(List<ETag> tags) -> tags.contains(tag);
        };
    }
}
