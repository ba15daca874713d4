package org.amana.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.blob.TagCondition;

/// One rule of a policy.
///
/// @param prefixes `container/beginning of the name`; none for every blob
/// @param tags that a blob must have, with these values
record Rule(
        String name,
        boolean enabled,
        Set<BlobType> types,
        List<String> prefixes,
        Map<String, String> tags,
        Map<Aged.Part, Steps> steps) {
    /// The types a rule can be about.
    enum BlobType {
        BLOCK("blockBlob"),
        APPEND("appendBlob");

        private final String azure;

        BlobType(String azure) {
            this.azure = azure;
        }

        String azure() {
            return azure;
        }
    }

    Rule {
        types = Set.copyOf(types);
        prefixes = List.copyOf(prefixes);
        tags = Map.copyOf(tags);
        steps = Map.copyOf(steps);
    }

    /// Whether there may be something for it in a container of that name.
    boolean reaches(String container) {
        return enabled
                && (prefixes.isEmpty()
                        || prefixes.stream().anyMatch(prefix -> {
                            int slash = prefix.indexOf('/');
                            return slash < 0
                                    ? container.startsWith(prefix)
                                    : container.equals(prefix.substring(0, slash));
                        }));
    }

    Stream<DueStep> due(Aged blob, Instant now) {
        return enabled && covers(blob)
                ? steps.getOrDefault(blob.part(), Steps.NONE)
                        .due(blob, now)
                        .map(step -> new DueStep(step, tagCondition()))
                : Stream.empty();
    }

    private TagCondition tagCondition() {
        return tags.entrySet().stream()
                .<TagCondition>map(
                        tag -> new TagCondition.Compare(tag.getKey(), TagCondition.Comparison.EQUAL, tag.getValue()))
                .reduce(TagCondition.none(), TagCondition.Both::new);
    }

    private boolean covers(Aged blob) {
        boolean typed = (blob.isBlockBlob() && types.contains(BlobType.BLOCK))
                || (blob.isAppendBlob() && types.contains(BlobType.APPEND));
        String path = blob.ref().path();
        return typed
                && (prefixes.isEmpty() || prefixes.stream().anyMatch(path::startsWith))
                && tags.entrySet().stream()
                        .allMatch(tag -> tag.getValue()
                                .equals(blob.properties().tags().values().get(tag.getKey())));
    }
}
