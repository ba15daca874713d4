package org.amana.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Settings;
import org.junit.jupiter.api.Test;

class OutboundConfigTest {
    @Test
    void byDefaultThePublicInternetAloneIsReached() {
        assertThat(OutboundConfig.from(Settings.none())).isEqualTo(OutboundConfig.DEFAULTS);
        assertThat(OutboundConfig.DEFAULTS)
                .isEqualTo(
                        new OutboundConfig(Networks.PUBLIC, Duration.ofSeconds(10), Duration.ofSeconds(30), 1024, 64));
    }

    @Test
    void everyKeyCounts() {
        OutboundConfig config = OutboundConfig.from(new Settings(
                "amana.conf", Map.of("outbound.allowed-networks", "10.0.0.0/8", "outbound.answer-within", "5s")));
        assertThat(config.networks()).isEqualTo(Networks.allowing("10.0.0.0/8"));
        assertThat(config.answerWithin()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aNetworkThatIsNoneIsNamed() {
        assertThatThrownBy(() -> OutboundConfig.from(
                        new Settings("amana.conf", Map.of("outbound.allowed-networks", "intranet"))))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("outbound.allowed-networks=intranet is not a list of networks");
    }
}
