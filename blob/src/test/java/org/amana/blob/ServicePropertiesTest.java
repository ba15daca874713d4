package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
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
                true,
                new ServiceProperties.StaticWebsite(true, "index.html", "", "404.html"));
        assertThat(ServicePropertiesTable.decode(ServicePropertiesTable.encode(properties)))
                .isEqualTo(properties);
        assertThat(ServicePropertiesTable.decode(ServicePropertiesTable.encode(ServiceProperties.DEFAULT)))
                .isEqualTo(ServiceProperties.DEFAULT);
    }

    /// As they were kept before it was said whether what is deleted may be deleted for good.
    @Test
    void readsWhatWasKeptBefore() {
        byte[] kept = HexFormat.of()
                .parseHex("01" + "0003312e30000000000000" + "0003312e300000000000".repeat(2) + "00" + "0000" + "010007"
                        + "000000" + "00000000");
        assertThat(ServicePropertiesTable.decode(kept))
                .isEqualTo(new ServiceProperties(
                        ServiceProperties.Logging.OFF,
                        ServiceProperties.Metrics.OFF,
                        ServiceProperties.Metrics.OFF,
                        List.of(),
                        "",
                        new ServiceProperties.Retention(true, 7),
                        false,
                        ServiceProperties.StaticWebsite.OFF));
    }
}
