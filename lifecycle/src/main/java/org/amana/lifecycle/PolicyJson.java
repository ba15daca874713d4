package org.amana.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Reads the JSON of policies as Azure's resource manager has them. Strict: a word that is not known may be the
/// condition that matters. Each failure is `INVALID_ARGUMENT` and names the place.
public final class PolicyJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MOST_RULES = 100;
    private static final int MOST_PREFIXES = 10;

    private PolicyJson() {}

    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "the policy is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// Reads one rule.
    @FunctionalInterface
    public interface RuleReader<R> {
        R read(String at, JsonNode rule);
    }

    /// The rules of a policy: 1 to 100, no two of one name.
    public static <R> List<R> rules(JsonNode policy, RuleReader<R> reader, Function<R, String> name) {
        JsonNode array = policy.path("rules");
        if (!array.isArray() || array.isEmpty() || array.size() > MOST_RULES) {
            throw wrong("rules", "must be a list of 1 to " + MOST_RULES);
        }
        List<R> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            R rule = reader.read("rules[" + i + "]", array.get(i));
            if (!names.add(name.apply(rule))) {
                throw wrong("rules[" + i + "].name", "there are two rules called " + name.apply(rule));
            }
            rules.add(rule);
        }
        return rules;
    }

    /// @param otherwise what a missing one is
    public static boolean flag(String at, JsonNode node, boolean otherwise) {
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw wrong(at, "must be true or false, not " + node);
        }
        return node.asBoolean(otherwise);
    }

    /// Beginnings of the names of blobs with their container, at most 10; a missing list is empty.
    public static List<String> prefixes(String at, JsonNode list) {
        List<String> prefixes = texts(at, list);
        if (prefixes.size() > MOST_PREFIXES) {
            throw wrong(at, "at most " + MOST_PREFIXES);
        }
        if (prefixes.stream().anyMatch(prefix -> prefix.startsWith("/"))) {
            throw wrong(at, "each begins with the name of a container");
        }
        return prefixes;
    }

    /// A list of texts; a missing one is empty.
    public static List<String> texts(String at, JsonNode list) {
        requireList(at, list);
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list) {
            if (!each.isTextual()) {
                throw wrong(at, "must be a list of texts, not " + each);
            }
            texts.add(each.asText());
        }
        return texts;
    }

    /// A missing one is as good as an empty one.
    public static void requireList(String at, JsonNode list) {
        if (!list.isMissingNode() && !list.isArray()) {
            throw wrong(at, "must be a list, not " + list);
        }
    }

    /// That it is an object that has no other names than these.
    public static void requireKeys(String at, JsonNode node, String... known) {
        if (!node.isObject()) {
            throw wrong(at, "must be an object" + (node.isMissingNode() ? ", and is missing" : ", not " + node));
        }
        List<String> names = List.of(known);
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw wrong(at, "has " + name + ", which is not known; there are " + String.join(", ", names));
            }
        });
    }

    /// What is wrong, and where.
    public static AmanaException wrong(String at, String why) {
        return new AmanaException(ErrorCode.INVALID_ARGUMENT, at + ": " + why);
    }
}
