package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {
    @ParameterizedTest
    @CsvSource({
        "a%2Fb, a/b",
        "a%252Fb, a%2Fb",
        "a+b, a+b",
        "a%20b, a b",
        "%D8%A3%D9%85%D8%A7%D9%86%D8%A9, أمانة",
        "%F0%9F%8C%B4, 🌴",
        "'..', '..'",
        "أمانة, أمانة",
        "%d8%a3x%2e, أx."
    })
    void decodesAsTheServiceDoes(String encoded, String text) {
        assertThat(Percent.decode(encoded)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%1", "%zz", "a%2", "%ff", "%c3%28", "%ed%a0%80", "%c0%af"})
    void refusesWhatIsNoEncodingOfText(String broken) {
        assertThatThrownBy(() -> Percent.decode(broken)).isInstanceOf(AmanaException.class);
    }

    @Test
    void encodingIsUndoneByDecoding() {
        String text = "a/b c+d%ë\u0001🌴?&=#";
        assertThat(Percent.decode(Percent.encode(text, "/"))).isEqualTo(text);
        assertThat(Percent.encode("a/b c\u0001", "/")).isEqualTo("a/b%20c%01");
    }
}
