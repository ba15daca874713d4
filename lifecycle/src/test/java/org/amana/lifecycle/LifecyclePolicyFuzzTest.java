package org.amana.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Tag;

/// Any text: rules that each do something, or `INVALID_ARGUMENT`.
@Tag("slow")
class LifecyclePolicyFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void policies(byte[] data) {
        LifecyclePolicy policy;
        try {
            policy = LifecyclePolicy.parse(new String(data, StandardCharsets.UTF_8));
        } catch (AmanaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            return;
        }
        assertThat(policy.rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.types()).isNotEmpty();
            assertThat(rule.steps().values())
                    .isNotEmpty()
                    .allSatisfy(steps -> assertThat(steps.moves().size()
                                    + steps.deletion().stream().count())
                            .isPositive());
        });
    }
}
