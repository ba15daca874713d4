package org.amana.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecyclePolicyTest {
    /// As Azure's documentation has it.
    private static final String SAMPLE = """
            {
              "rules": [
                {
                  "enabled": true,
                  "name": "sample-rule",
                  "type": "Lifecycle",
                  "definition": {
                    "actions": {
                      "version": {"delete": {"daysAfterCreationGreaterThan": 90}},
                      "baseBlob": {
                        "tierToCool": {"daysAfterModificationGreaterThan": 30},
                        "tierToArchive": {
                          "daysAfterModificationGreaterThan": 90,
                          "daysAfterLastTierChangeGreaterThan": 7
                        },
                        "delete": {"daysAfterModificationGreaterThan": 2555}
                      }
                    },
                    "filters": {"blobTypes": ["blockBlob"], "prefixMatch": ["sample-container/blob1"]}
                  }
                }
              ]
            }
            """;

    @Test
    void azuresOwnSampleIsRead() {
        LifecyclePolicy policy = LifecyclePolicy.parse(SAMPLE);
        assertThat(policy.rules()).hasSize(1);
        assertThat(policy.enabled()).isOne();
        assertThat(policy.reaches("sample-container")).isTrue();
        assertThat(policy.reaches("sample-container2")).isFalse();
        assertThat(policy.text()).isEqualTo(SAMPLE);
    }

    @Test
    void aPrefixWithoutASlashIsTheBeginningOfContainers() {
        LifecyclePolicy policy = LifecyclePolicy.parse(SAMPLE.replace("sample-container/blob1", "sample"));
        assertThat(policy.reaches("sample-container2")).isTrue();
        assertThat(policy.reaches("other")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '´',
            value = {
                "\"enabled\": true | \"enabled\": \"yes\" | rules[0].enabled: must be true or false",
                "\"rules\" | \"policy\" | the policy: has policy, which is not known",
                "\"type\": \"Lifecycle\" | \"type\": \"Inventory\" | rules[0].type: must be Lifecycle",
                "\"blockBlob\" | \"pageBlob\" | blockBlob and appendBlob are known, not pageBlob",
                "\"blockBlob\" | \"appendBlob\" | append blobs have no tier",
                "\"tierToCool\" | \"tierToHot\" | has tierToHot, which is not known",
                "\"daysAfterModificationGreaterThan\": 30 | \"daysAfterModificationGreaterThan\": -1 | must be a number from 0 to 100000, not -1",
                "\"daysAfterModificationGreaterThan\": 30 | \"daysAfterModificationGreaterThan\": \"30\" | must be a number",
                "\"daysAfterModificationGreaterThan\": 30 | \"daysAfterLastAccessTimeGreaterThan\": 30 | the last access is not kept",
                "\"daysAfterCreationGreaterThan\": 90 | \"daysAfterModificationGreaterThan\": 90 | version.delete: has daysAfterModificationGreaterThan",
                "\"sample-container/blob1\" | \"/blob1\" | each begins with the name of a container",
                "\"sample-container/blob1\" | 17 | must be a list of texts, not 17",
                "\"name\": \"sample-rule\" | \"name\": \"\" | rules[0].name: must have 1 to 256 characters",
                "\"name\": \"sample-rule\", | \"name\": \"a\", \"name\": \"b\", | the policy is no JSON",
            })
    void whatIsNotUnderstoodIsNamedAndNeverPassedOver(String part, String instead, String message) {
        String policy = SAMPLE.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(instead));
        assertThat(policy).isNotEqualTo(SAMPLE);
        assertThatThrownBy(() -> LifecyclePolicy.parse(policy))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '´',
            delimiter = '|',
            value = {"´´", "[]", "{", "null", "{\"rules\": []}", "{\"rules\": {}}", "{\"rules\": [1]}", "{} {}"})
    void whatIsNoPolicyIsRefused(String json) {
        assertThatThrownBy(() -> LifecyclePolicy.parse(json))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void tooManyRulesAndTwoOfOneNameAreRefused() {
        String rule = SAMPLE.substring(SAMPLE.indexOf('[') + 1, SAMPLE.lastIndexOf(']'));
        assertThatThrownBy(() -> LifecyclePolicy.parse("{\"rules\": [" + rule + "," + rule + "]}"))
                .hasMessageContaining("there are two rules called sample-rule");
        assertThatThrownBy(() -> LifecyclePolicy.parse("{\"rules\": [" + (rule + ",").repeat(100) + rule + "]}"))
                .hasMessageContaining("a list of 1 to 100");
    }
}
