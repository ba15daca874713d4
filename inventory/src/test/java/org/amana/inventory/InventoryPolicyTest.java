package org.amana.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;

class InventoryPolicyTest {
    private static final String POLICY = """
            {"enabled": true, "type": "Inventory", "rules": [{"name": "Rule_1", "enabled": true,
             "destination": "lists", "definition": {"filters": {"blobTypes": ["blockBlob"], "prefixMatch": ["a/b", ""],
              "includeSnapshots": true}, "format": "csv", "objectType": "blob", "schedule": "weekly",
              "schemaFields": ["Name", "Snapshot", "ContentType", "x-ms-blob-sequence-number", "Cache-Disposition"]}}]}
            """;

    @Test
    void whatAzureDocumentsIsUnderstood() {
        InventoryPolicy policy = InventoryPolicy.parse(POLICY);
        InventoryRule rule = policy.rules().getFirst();
        assertThat(policy.enabled()).isEqualTo(1);
        assertThat(rule.schedule()).isEqualTo(Schedule.WEEKLY);
        assertThat(rule.filter().prefixes()).containsExactly("a/b");
        assertThat(rule.subject())
                .isEqualTo(new InventoryRule.Subject.Blobs(List.of(
                        BlobField.NAME,
                        BlobField.SNAPSHOT,
                        BlobField.CONTENT_TYPE,
                        BlobField.SEQUENCE_NUMBER,
                        BlobField.CONTENT_DISPOSITION)));
    }

    @Test
    void aDestinationForAllRulesIsUnderstoodToo() {
        String old = POLICY.replace("\"destination\": \"lists\", ", "")
                .replace("\"type\": \"Inventory\"", "\"destination\": \"common\"");
        assertThat(InventoryPolicy.parse(old).rules().getFirst().destination().value())
                .isEqualTo("common");
    }

    @Test
    void aPolicyThatIsOffTurnsItsRulesOff() {
        assertThat(InventoryPolicy.parse(POLICY.replaceFirst("true", "false")).enabled())
                .isZero();
    }

    @Test
    void everyFieldIsFoundByItsName() {
        String fields = Arrays.stream(BlobField.values())
                .map(it -> '"' + it.azure() + '"')
                .collect(Collectors.joining(","));
        String all = POLICY.replaceFirst("\"schemaFields\": \\[[^]]*]", "\"schemaFields\": [" + fields + "]");
        assertThat(InventoryPolicy.parse(all).rules()).hasSize(1);
    }

    private static void assertRefused(String policy, String... words) {
        assertThatThrownBy(() -> InventoryPolicy.parse(policy)).isInstanceOfSatisfying(AmanaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(e.message()).contains(words);
        });
    }

    @Test
    void whatIsNotUnderstoodIsRefusedByItsPlace() {
        assertRefused("{", "no JSON");
        assertRefused("{\"rules\": []}", "rules");
        assertRefused(POLICY.replace("\"csv\"", "\"parquet\""), "definition.format", "Parquet");
        assertRefused(POLICY.replace("\"weekly\"", "\"hourly\""), "definition.schedule", "hourly");
        assertRefused(POLICY.replace("\"blob\"", "\"thing\""), "definition.objectType");
        assertRefused(POLICY.replace("\"Name\", ", ""), "schemaFields", "Name");
        assertRefused(POLICY.replace("\"Snapshot\", ", ""), "schemaFields", "Snapshot", "includeSnapshots");
        assertRefused(POLICY.replace("ContentType", "LastAccessTime"), "LastAccessTime", "Content-Length");
        assertRefused(POLICY.replace("ContentType", "name"), "twice");
        assertRefused(POLICY.replace("blockBlob", "tapeBlob"), "blobTypes", "tapeBlob");
        assertRefused(POLICY.replace("\"a/b\"", "\"/b\""), "prefixMatch");
        assertRefused(POLICY.replace("\"lists\"", "\"A b\""), "destination");
        assertRefused(POLICY.replace("Rule_1", "a/b"), "name");
        assertRefused(POLICY.replace("includeSnapshots", "includeEverything"), "includeEverything");
    }
}
