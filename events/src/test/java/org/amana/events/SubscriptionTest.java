package org.amana.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.blob.BlobName;
import org.amana.blob.ContainerName;
import org.amana.policy.PurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTest {
    private static Subscription of(String name, String url) {
        return new Subscription(
                new AccountName("testaccount"),
                name,
                PurposeId.parse("P-1"),
                url,
                Interest.EVERYTHING,
                Patience.DEFAULT,
                Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "with space", "a/b", "naïve", "../up"})
    void namesOfOtherFormsAreRefused(String name) {
        assertThatThrownBy(() -> of(name, "https://example.org/"))
                .hasMessageContaining("letters, digits and dashes: " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "ftp://example.org/", "file:///etc/passwd"})
    void urlsThatNoEventCanGoToAreRefused(String url) {
        assertThatThrownBy(() -> of("newsroom", url)).hasMessageContaining("events cannot be sent to " + url);
    }

    @Test
    void aUrlWithAUserIsRefusedAndTheUserNotRepeated() {
        assertThatThrownBy(() -> of("newsroom", "https://user:word@example.org/"))
                .hasMessageContaining("events cannot be sent to https://example.org/")
                .hasMessageNotContaining("word");
    }

    @Test
    void attemptsAndLifeHaveTheBoundsOfEventGrid() {
        assertThatThrownBy(() -> new Patience(0, Duration.ofDays(1))).hasMessageContaining("not 0");
        assertThatThrownBy(() -> new Patience(31, Duration.ofDays(1))).hasMessageContaining("not 31");
        assertThatThrownBy(() -> new Patience(1, Duration.ofSeconds(59))).hasMessageContaining("1440 minutes");
        assertThatThrownBy(() -> new Patience(1, Duration.ofMinutes(1441))).hasMessageContaining("not 1441");
    }

    @Test
    void pausesGrowAndThenStay() {
        assertThat(Patience.pauseAfter(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Patience.pauseAfter(2)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Patience.pauseAfter(10)).isEqualTo(Duration.ofHours(12));
        assertThat(Patience.pauseAfter(30)).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void anInterestIsAboutTypeContainerAndBothEndsOfTheName() {
        Interest pdfs = Interest.EVERYTHING.in(new ContainerName("files")).named("in/", ".pdf");
        assertThat(pdfs.covers(EventType.CREATED, new ContainerName("files"), new BlobName("in/a.pdf")))
                .isTrue();
        assertThat(pdfs.covers(EventType.CREATED, new ContainerName("other"), new BlobName("in/a.pdf")))
                .isFalse();
        assertThat(pdfs.covers(EventType.CREATED, new ContainerName("files"), new BlobName("in/a.PDF")))
                .isFalse();
        assertThat(pdfs.covers(EventType.CREATED, new ContainerName("files"), new BlobName("out/a.pdf")))
                .isFalse();
    }

    @Test
    void typesGoByTheirWords() {
        assertThat(EventType.of(" Created")).isEqualTo(EventType.CREATED);
        assertThatThrownBy(() -> EventType.of("renamed")).hasMessageContaining("created, deleted");
    }
}
