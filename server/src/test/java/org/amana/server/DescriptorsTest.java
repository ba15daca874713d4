package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.web.http.HttpConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorsTest {
    @ParameterizedTest
    @CsvSource({
        "1024, 128",
        "4096, 512",
        "8192, 1024",
        "20000, 3976",
        "69632, 16384",
        "1048576, 16384",
        "-1, 16384",
        "3, 1"
    })
    void connectionsLeaveTheStoreItsShareOfDescriptors(long descriptors, int connections) {
        assertThat(Descriptors.connections(descriptors, 16_384)).isEqualTo(connections);
    }

    @Test
    void theLimitOfThisProcessCounts() {
        HttpConfig place = HttpConfig.at("127.0.0.1", 10_000);
        assertThat(Descriptors.within(place).connections()).isBetween(1, place.connections());
        assertThat(Descriptors.within(place).crowdedIdleTimeout()).isEqualTo(place.crowdedIdleTimeout());
    }
}
