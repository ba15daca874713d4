package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "'', 1.2.3.4, true",
        "1.2.3.4, 1.2.3.4, true",
        "1.2.3.4, 1.2.3.5, false",
        "1.2.3.4-1.2.4.0, 1.2.3.255, true",
        "1.2.3.4-1.2.4.0, 1.2.4.1, false",
        "1.2.3.4-1.2.4.0, 200.0.0.1, false",
        "1.2.3.4, ::1, false",
        "example.com, 1.2.3.4, false",
        "1.2.3.4-::1, 1.2.3.4, false"
    })
    void contains(String range, String address, boolean inside) {
        assertThat(AddressRange.parse(range).contains(address)).isEqualTo(inside);
    }
}
