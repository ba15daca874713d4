package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServicePropertiesTest {
    @Test
    void readsBackWhatWasSet() {
        ServiceProperties properties = new ServiceProperties(
                new ServiceProperties.Logging("1.0", true, false, true, new ServiceProperties.Retention(true, 7)),
                ServiceProperties.Metrics.OFF,
                new ServiceProperties.Metrics("1.0", true, true, new ServiceProperties.Retention(true, 365)),
                List.of(new ServiceProperties.CorsRule("*", "GET,PUT", "x-ms-*", "x-ms-meta-*", 200)),
                "2021-08-06",
                new ServiceProperties.Retention(true, 3),
                new ServiceProperties.StaticWebsite(true, "index.html", "", "404.html"));
        assertThat(ServicePropertiesTable.decode(ServicePropertiesTable.encode(properties)))
                .isEqualTo(properties);
        assertThat(ServicePropertiesTable.decode(ServicePropertiesTable.encode(ServiceProperties.DEFAULT)))
                .isEqualTo(ServiceProperties.DEFAULT);
    }
}
