package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonsTest {
    @ParameterizedTest
    @EnumSource(value = BaselineRule.class, names = "MEMBERS", mode = EnumSource.Mode.EXCLUDE)
    void everyRuleOfTheBaselineHasASentenceThatNamesPurposeAndRule(BaselineRule rule) {
        Reasons.Refusal refusal = refusal(List.of(rule.id()));
        assertThat(refusal.code()).isEqualTo(rule.code());
        assertThat(refusal.sentence()).contains("P-7").endsWith("(rule " + rule.id() + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine/error", "engine/no-permit", "site/forbid/no-export@3"})
    void everyOtherRuleHasASentenceToo(String rule) {
        assertThat(refusal(List.of(rule)).sentence()).contains("P-7", rule);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoHasAskedForMoreIsToldToWait(boolean awaiting) {
        Reasons.Refusal refusal =
                Reasons.of(Given.reading(), Given.purpose(), input(), List.of(BaselineRule.BULK.id()), awaiting);
        assertThat(refusal.code()).isEqualTo(awaiting ? ErrorCode.APPROVAL_REQUIRED : ErrorCode.VOLUME_LIMIT_REACHED);
        assertThat(refusal.sentence()).contains(awaiting ? "waiting" : "other than the one who asks");
    }

    private static Reasons.Refusal refusal(List<String> rules) {
        Purpose purpose =
                Given.purpose(Given.purpose().scope(), Purpose.State.PROPOSED, Set.of(Practice.SOCIAL_SCORING));
        return Reasons.of(Given.reading().refusedBySignature("it permits w, not r"), purpose, input(), rules, false);
    }

    private static PolicyInput input() {
        return PolicyInput.of(Given.reading(), Given.purpose(), true, Credential.Validity.EXPIRED, Given.NOW);
    }
}
