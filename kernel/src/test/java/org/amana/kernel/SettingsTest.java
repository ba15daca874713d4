package org.amana.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final ByteSize KIB = ByteSize.ofKibibytes(1);

    @Test
    void readsEachKindOfValueAndFallsBackToTheDefault() {
        Settings settings = new Settings(
                "amana.conf",
                Map.of("a.size", "64 KiB", "a.wait", "90s", "a.on", "true", "a.count", "3", "a.name", "harbour"));

        assertThat(settings.size("a.size", KIB, KIB, ByteSize.ofMebibytes(1))).isEqualTo(ByteSize.ofKibibytes(64));
        assertThat(settings.duration("a.wait", Duration.ZERO, Duration.ZERO, DAY))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.flag("a.on", false)).isTrue();
        assertThat(settings.number("a.count", 1, 1, 9)).isEqualTo(3);
        assertThat(settings.text("a.name", "")).isEqualTo("harbour");
        assertThat(settings.text("a.name", "", name -> name.startsWith("h"), "a name in h"))
                .isEqualTo("harbour");
        assertThat(settings.number("a.other", 7, 1, 9)).isEqualTo(7);
        settings.refuseUnknown();
    }

    @Test
    void namesTheKeyTheFileAndTheNearestKnownKey() {
        Settings settings = new Settings("amana.conf", Map.of("blob.lease.max-duraton", "60s"));
        settings.duration("blob.lease.max-duration", Duration.ofSeconds(60), Duration.ZERO, DAY);

        assertThatThrownBy(settings::refuseUnknown)
                .hasMessage("amana.conf: unknown key blob.lease.max-duraton; did you mean blob.lease.max-duration?");
    }

    @Test
    void refusesAValueOfTheWrongFormOrRange() {
        Settings settings =
                new Settings("amana.conf", Map.of("port", "eighty", "count", "0", "wait", "60", "on", "yes"));

        assertThatThrownBy(() -> settings.number("port", 1, 0, 65535)).hasMessageContaining("port=eighty is not");
        assertThatThrownBy(() -> settings.number("count", 1, 1, 9)).hasMessageContaining("from 1 to 9");
        assertThatThrownBy(() -> settings.duration("wait", Duration.ZERO, Duration.ZERO, DAY))
                .hasMessageContaining("such as 60s");
        assertThatThrownBy(() -> settings.flag("on", false)).hasMessageContaining("true or false");
    }

    @Test
    void refusesWhatIsTooSmallOrTooLargeOrDoesNotFit() {
        Settings settings = new Settings(
                "amana.conf",
                Map.of("size", "1", "large", "9 TiB", "never", "0s", "late", "99999999999d", "name", "Archive"));

        assertThatThrownBy(() -> settings.size("size", KIB, KIB, ByteSize.ofGibibytes(1)))
                .hasMessage("amana.conf: size=1 is not a size from 1 KiB to 1 GiB");
        assertThatThrownBy(() -> settings.size("large", KIB, KIB, ByteSize.ofGibibytes(1)))
                .hasMessage("amana.conf: large=9 TiB is not a size from 1 KiB to 1 GiB");
        assertThatThrownBy(() -> settings.duration("never", DAY, Duration.ofMillis(5), DAY))
                .hasMessage("amana.conf: never=0s is not a duration from 5ms to 86400s");
        assertThatThrownBy(() -> settings.duration("late", DAY, Duration.ofSeconds(1), DAY.multipliedBy(365)))
                .hasMessage("amana.conf: late=99999999999d is not a duration from 1s to 365d");
        assertThatThrownBy(() -> settings.text("name", "x", name -> name.equals("x"), "an x"))
                .hasMessage("amana.conf: name=Archive is not an x");
    }
}
