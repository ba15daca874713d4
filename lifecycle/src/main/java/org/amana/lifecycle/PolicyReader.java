package org.amana.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.amana.blob.Tier;

/// Reads a policy's JSON. Strict: a word it does not know may be a condition under which something must not be deleted.
final class PolicyReader {
    private static final int LONGEST_NAME = 256;
    private static final double MOST_DAYS = 100_000;
    private static final Map<String, Tier> MOVES =
            Map.of("tierToCool", Tier.COOL, "tierToCold", Tier.COLD, "tierToArchive", Tier.ARCHIVE);

    private final String text;

    PolicyReader(String text) {
        this.text = text;
    }

    List<Rule> rules() {
        JsonNode policy = PolicyJson.parse(text);
        PolicyJson.requireKeys("the policy", policy, "rules");
        return PolicyJson.rules(policy, PolicyReader::rule, Rule::name);
    }

    private static Rule rule(String at, JsonNode rule) {
        PolicyJson.requireKeys(at, rule, "name", "type", "enabled", "definition");
        String name = rule.path("name").asText();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw PolicyJson.wrong(at + ".name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        if (!rule.path("type").asText("Lifecycle").equals("Lifecycle")) {
            throw PolicyJson.wrong(at + ".type", "must be Lifecycle, not " + rule.path("type"));
        }
        boolean enabled = PolicyJson.flag(at + ".enabled", rule.path("enabled"), true);
        JsonNode definition = rule.path("definition");
        PolicyJson.requireKeys(at + ".definition", definition, "filters", "actions");
        JsonNode filters = definition.path("filters");
        String inFilters = at + ".definition.filters";
        PolicyJson.requireKeys(inFilters, filters, "blobTypes", "prefixMatch", "blobIndexMatch");
        Set<Rule.BlobType> types = types(inFilters + ".blobTypes", filters.path("blobTypes"));
        Map<Aged.Part, Steps> steps = actions(at + ".definition.actions", definition.path("actions"));
        requirePossible(at, types, steps);
        return new Rule(
                name,
                enabled,
                types,
                prefixes(inFilters + ".prefixMatch", filters.path("prefixMatch")),
                tags(inFilters + ".blobIndexMatch", filters.path("blobIndexMatch")),
                steps);
    }

    private static void requirePossible(String at, Set<Rule.BlobType> types, Map<Aged.Part, Steps> steps) {
        boolean moves = steps.values().stream().anyMatch(it -> !it.moves().isEmpty());
        if (types.contains(Rule.BlobType.APPEND) && moves) {
            throw PolicyJson.wrong(at, "append blobs have no tier, they can only be deleted");
        }
    }

    private static Set<Rule.BlobType> types(String at, JsonNode words) {
        Set<Rule.BlobType> types = EnumSet.noneOf(Rule.BlobType.class);
        for (String word : PolicyJson.texts(at, words)) {
            types.add(Arrays.stream(Rule.BlobType.values())
                    .filter(type -> type.azure().equals(word))
                    .findFirst()
                    .orElseThrow(() -> PolicyJson.wrong(at, "blockBlob and appendBlob are known, not " + word)));
        }
        if (types.isEmpty()) {
            throw PolicyJson.wrong(at, "must name blockBlob or appendBlob");
        }
        return types;
    }

    private static List<String> prefixes(String at, JsonNode words) {
        List<String> prefixes = PolicyJson.prefixes(at, words);
        if (prefixes.contains("")) {
            throw PolicyJson.wrong(at, "each begins with the name of a container");
        }
        return prefixes;
    }

    private static Map<String, String> tags(String at, JsonNode matches) {
        PolicyJson.requireList(at, matches);
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < matches.size(); i++) {
            JsonNode match = matches.get(i);
            String here = at + "[" + i + "]";
            PolicyJson.requireKeys(here, match, "name", "op", "value");
            if (!match.path("op").asText("==").equals("==")) {
                throw PolicyJson.wrong(here + ".op", "must be ==, not " + match.path("op"));
            }
            if (!match.path("name").isTextual() || !match.path("value").isTextual()) {
                throw PolicyJson.wrong(here, "needs a name and a value");
            }
            if (tags.put(match.path("name").asText(), match.path("value").asText()) != null) {
                throw PolicyJson.wrong(here, "tag " + match.path("name").asText() + " stands twice");
            }
        }
        return tags;
    }

    private static Map<Aged.Part, Steps> actions(String at, JsonNode actions) {
        PolicyJson.requireKeys(
                at,
                actions,
                Arrays.stream(Aged.Part.values()).map(Aged.Part::azure).toArray(String[]::new));
        Map<Aged.Part, Steps> steps = new EnumMap<>(Aged.Part.class);
        for (Aged.Part part : Aged.Part.values()) {
            if (actions.has(part.azure())) {
                steps.put(part, steps(at + "." + part.azure(), actions.get(part.azure()), part));
            }
        }
        if (steps.isEmpty()) {
            throw PolicyJson.wrong(at, "must say what to do with baseBlob, snapshot or version");
        }
        return steps;
    }

    private static Steps steps(String at, JsonNode node, Aged.Part part) {
        Set<String> known = new TreeSet<>(MOVES.keySet());
        known.add("delete");
        PolicyJson.requireKeys(at, node, known.toArray(String[]::new));
        Map<Tier, Due> moves = new EnumMap<>(Tier.class);
        MOVES.forEach((word, tier) -> {
            if (node.has(word)) {
                moves.put(tier, due(at + "." + word, node.get(word), part, tier == Tier.ARCHIVE));
            }
        });
        Optional<Due> deletion = node.has("delete")
                ? Optional.of(due(at + ".delete", node.get("delete"), part, false))
                : Optional.empty();
        if (moves.isEmpty() && deletion.isEmpty()) {
            throw PolicyJson.wrong(at, "must have one of " + String.join(", ", known));
        }
        return new Steps(moves, deletion);
    }

    private static Due due(String at, JsonNode node, Aged.Part part, boolean archiving) {
        String modification = "daysAfterModificationGreaterThan";
        String creation = "daysAfterCreationGreaterThan";
        String tierChange = "daysAfterLastTierChangeGreaterThan";
        if (node.has("daysAfterLastAccessTimeGreaterThan")) {
            throw PolicyJson.wrong(
                    at, "the time of the last access is not kept beside the blobs, so no rule can go by it");
        }
        Set<String> known = new TreeSet<>(Set.of(creation));
        if (part == Aged.Part.BASE) {
            known.add(modification);
        }
        if (archiving) {
            known.add(tierChange);
        }
        PolicyJson.requireKeys(at, node, known.toArray(String[]::new));
        if (node.has(modification) == node.has(creation)) {
            throw PolicyJson.wrong(
                    at,
                    part == Aged.Part.BASE
                            ? "must have one of " + modification + " and " + creation
                            : "must have " + creation);
        }
        boolean modified = node.has(modification);
        return new Due(
                modified ? Due.Since.MODIFICATION : Due.Since.CREATION,
                days(at, node.get(modified ? modification : creation)),
                node.has(tierChange) ? Optional.of(days(at, node.get(tierChange))) : Optional.empty());
    }

    private static Duration days(String at, JsonNode number) {
        if (!number.isNumber() || number.asDouble() < 0 || number.asDouble() > MOST_DAYS) {
            throw PolicyJson.wrong(at, "days must be a number from 0 to 100000, not " + number);
        }
        return Duration.ofSeconds(
                Math.round(number.asDouble() * Duration.ofDays(1).toSeconds()));
    }
}
