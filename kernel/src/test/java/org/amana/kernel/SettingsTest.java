package org.amana.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void readsEachKindOfValueAndFallsBackToTheDefault() {
        Settings settings = new Settings(
                "amana.conf",
                Map.of("a.size", "64 KiB", "a.wait", "90s", "a.on", "true", "a.count", "3", "a.name", "harbour"));

        assertThat(settings.size("a.size", ByteSize.ofBytes(1))).isEqualTo(ByteSize.ofKibibytes(64));
        assertThat(settings.duration("a.wait", Duration.ZERO)).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.flag("a.on", false)).isTrue();
        assertThat(settings.number("a.count", 1, 1, 9)).isEqualTo(3);
        assertThat(settings.text("a.name", "")).isEqualTo("harbour");
        assertThat(settings.number("a.other", 7, 1, 9)).isEqualTo(7);
        settings.refuseUnknown();
    }

    @Test
    void namesTheKeyTheFileAndTheNearestKnownKey() {
        Settings settings = new Settings("amana.conf", Map.of("blob.lease.max-duraton", "60s"));
        settings.duration("blob.lease.max-duration", Duration.ofSeconds(60));

        assertThatThrownBy(settings::refuseUnknown)
                .hasMessage("amana.conf: unknown key blob.lease.max-duraton; did you mean blob.lease.max-duration?");
    }

    @Test
    void refusesAValueOfTheWrongFormOrRange() {
        Settings settings =
                new Settings("amana.conf", Map.of("port", "eighty", "count", "0", "wait", "60", "on", "yes"));

        assertThatThrownBy(() -> settings.number("port", 1, 0, 65535)).hasMessageContaining("port=eighty is not");
        assertThatThrownBy(() -> settings.number("count", 1, 1, 9)).hasMessageContaining("from 1 to 9");
        assertThatThrownBy(() -> settings.duration("wait", Duration.ZERO)).hasMessageContaining("such as 60s");
        assertThatThrownBy(() -> settings.flag("on", false)).hasMessageContaining("true or false");
    }
}
