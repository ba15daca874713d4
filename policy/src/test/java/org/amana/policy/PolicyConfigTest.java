package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicyConfigTest {
    @Test
    void theDefaultsAre() {
        assertThat(PolicyConfig.DEFAULTS).isEqualTo(new PolicyConfig(32_768, Duration.ofSeconds(1)));
    }

    @Test
    void atLeastOneDecisionIsKeptAndUpkeepHasAnInterval() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PolicyConfig(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new PolicyConfig(1, Duration.ZERO));
    }
}
