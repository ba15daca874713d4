package org.amana.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amana.blob.ContainerName;
import org.amana.kernel.AmanaException;
import org.amana.lifecycle.PolicyJson;

/// Reads a policy's JSON, strictly.
final class InventoryPolicyReader {
    private static final int MOST_DAYS = 36_500;

    /// Azure: up to 256 case-sensitive alphanumeric characters; its own examples have `_` and `-`.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    private final String text;

    InventoryPolicyReader(String text) {
        this.text = text;
    }

    List<InventoryRule> rules() {
        JsonNode policy = PolicyJson.parse(text);
        PolicyJson.requireKeys("the policy", policy, "enabled", "type", "destination", "rules");
        if (!policy.path("type").asText("Inventory").equals("Inventory")) {
            throw PolicyJson.wrong("type", "must be Inventory, not " + policy.path("type"));
        }
        boolean enabled = PolicyJson.flag("enabled", policy.path("enabled"), true);
        JsonNode common = policy.path("destination");
        return PolicyJson.rules(policy, (at, rule) -> rule(at, rule, enabled, common), InventoryRule::name);
    }

    /// @param common where all rules of a policy from before June 2021 write
    private static InventoryRule rule(String at, JsonNode rule, boolean enabled, JsonNode common) {
        PolicyJson.requireKeys(at, rule, "name", "enabled", "destination", "definition");
        String name = rule.path("name").asText();
        if (!NAME.matcher(name).matches()) {
            throw PolicyJson.wrong(at + ".name", "must have 1 to 256 letters, digits, _ and -");
        }
        String here = at + ".definition";
        JsonNode definition = rule.path("definition");
        PolicyJson.requireKeys(here, definition, "filters", "format", "objectType", "schedule", "schemaFields");
        requireCsv(here + ".format", definition.path("format").asText());
        boolean ofBlobs = word(here + ".objectType", definition.path("objectType"), "blob", "container")
                .equals("blob");
        BlobFilter filter = filter(here + ".filters", definition.path("filters"), ofBlobs);
        return new InventoryRule(
                name,
                enabled && PolicyJson.flag(at + ".enabled", rule.path("enabled"), true),
                destination(at + ".destination", rule.has("destination") ? rule.get("destination") : common),
                Arrays.stream(Schedule.values())
                        .filter(it -> it.word()
                                .equals(definition.path("schedule").asText().toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> PolicyJson.wrong(
                                here + ".schedule", "must be daily or weekly, not " + definition.path("schedule"))),
                ofBlobs
                        ? new InventoryRule.Subject.Blobs(
                                blobFields(here + ".schemaFields", definition.path("schemaFields"), filter))
                        : new InventoryRule.Subject.Containers(fields(
                                here + ".schemaFields",
                                definition.path("schemaFields"),
                                ContainerField::of,
                                ContainerField.NAME,
                                Arrays.stream(ContainerField.values())
                                        .map(ContainerField::azure)
                                        .toList())),
                filter,
                definition.toString());
    }

    private static void requireCsv(String at, String format) {
        switch (format.toLowerCase(Locale.ROOT)) {
            case "csv" -> {}
            case "parquet" -> throw PolicyJson.wrong(at, "Parquet cannot be written by this build; csv can");
            default -> throw PolicyJson.wrong(at, "must be csv, not " + format);
        }
    }

    private static ContainerName destination(String at, JsonNode name) {
        try {
            return new ContainerName(name.asText());
        } catch (AmanaException e) {
            throw PolicyJson.wrong(at, "must be the name of a container: " + e.message());
        }
    }

    private static BlobFilter filter(String at, JsonNode filters, boolean ofBlobs) {
        PolicyJson.requireKeys(
                at,
                filters,
                "blobTypes",
                "prefixMatch",
                "excludePrefix",
                "includeSnapshots",
                "includeBlobVersions",
                "includeDeleted",
                "creationTime");
        return new BlobFilter(
                ofBlobs ? types(at + ".blobTypes", filters.path("blobTypes")) : Set.of(),
                prefixes(at + ".prefixMatch", filters.path("prefixMatch")),
                prefixes(at + ".excludePrefix", filters.path("excludePrefix")),
                PolicyJson.flag(at + ".includeSnapshots", filters.path("includeSnapshots"), false),
                PolicyJson.flag(at + ".includeBlobVersions", filters.path("includeBlobVersions"), false),
                PolicyJson.flag(at + ".includeDeleted", filters.path("includeDeleted"), false),
                filters.has("creationTime")
                        ? Optional.of(days(at + ".creationTime", filters.get("creationTime")))
                        : Optional.empty());
    }

    private static Set<BlobFilter.Type> types(String at, JsonNode words) {
        Set<BlobFilter.Type> types = EnumSet.noneOf(BlobFilter.Type.class);
        for (String word : PolicyJson.texts(at, words)) {
            types.add(Arrays.stream(BlobFilter.Type.values())
                    .filter(type -> type.azure().equals(word))
                    .findFirst()
                    .orElseThrow(
                            () -> PolicyJson.wrong(at, "blockBlob, appendBlob and pageBlob are known, not " + word)));
        }
        if (types.isEmpty()) {
            throw PolicyJson.wrong(at, "must name blockBlob, appendBlob or pageBlob");
        }
        return types;
    }

    /// An empty prefix is as good as none (Azure: *Rule filters*).
    private static List<String> prefixes(String at, JsonNode words) {
        return PolicyJson.prefixes(at, words).stream()
                .filter(prefix -> !prefix.isEmpty())
                .toList();
    }

    /// A number, or as the resource manager has it `{"lastNDays": NUMBER}`.
    private static Duration days(String at, JsonNode node) {
        if (node.isObject()) {
            PolicyJson.requireKeys(at, node, "lastNDays");
        }
        JsonNode number = node.isObject() ? node.path("lastNDays") : node;
        if (!number.isInt() || number.asInt() < 1 || number.asInt() > MOST_DAYS) {
            throw PolicyJson.wrong(at, "days must be a number from 1 to 36500, not " + number);
        }
        return Duration.ofDays(number.asInt());
    }

    private static List<BlobField> blobFields(String at, JsonNode words, BlobFilter filter) {
        List<BlobField> fields = fields(
                at,
                words,
                BlobField::of,
                BlobField.NAME,
                Arrays.stream(BlobField.values()).map(BlobField::azure).toList());
        requireFields(at, fields, filter.snapshots(), "includeSnapshots", BlobField.SNAPSHOT);
        requireFields(
                at,
                fields,
                filter.versions(),
                "includeBlobVersions",
                BlobField.VERSION_ID,
                BlobField.IS_CURRENT_VERSION);
        requireFields(
                at, fields, filter.deleted(), "includeDeleted", BlobField.DELETED, BlobField.REMAINING_RETENTION_DAYS);
        return fields;
    }

    /// Without them, lines of the same name could not be told apart.
    private static void requireFields(
            String at, List<BlobField> fields, boolean wanted, String filter, BlobField... needed) {
        for (BlobField field : needed) {
            if (wanted && !fields.contains(field)) {
                throw PolicyJson.wrong(at, "must have " + field.azure() + " with " + filter);
            }
        }
    }

    private static <F> List<F> fields(
            String at, JsonNode words, Function<String, Optional<F>> of, F name, List<String> known) {
        List<F> fields = PolicyJson.texts(at, words).stream()
                .map(word -> of.apply(word)
                        .orElseThrow(() -> PolicyJson.wrong(
                                at,
                                word + " is not kept here; there are "
                                        + known.stream().collect(Collectors.joining(", ")))))
                .toList();
        if (!fields.contains(name)) {
            throw PolicyJson.wrong(at, "must have Name");
        }
        if (Set.copyOf(fields).size() < fields.size()) {
            throw PolicyJson.wrong(at, "must have no field twice");
        }
        return fields;
    }

    private static String word(String at, JsonNode node, String... known) {
        String word = node.asText().toLowerCase(Locale.ROOT);
        if (!List.of(known).contains(word)) {
            throw PolicyJson.wrong(at, "must be " + String.join(" or ", known) + ", not " + node);
        }
        return word;
    }
}
