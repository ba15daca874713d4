package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepingTextTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_790_000_000);

    @Test
    void whatIsWrittenIsReadBack() {
        Keeping all = Keeping.NONE
                .withTiering(new Tiering(
                        Tier.ARCHIVE,
                        TIME,
                        Optional.of(new Rehydration(Tier.COLD, Rehydration.Priority.HIGH, TIME.plusSeconds(60)))))
                .withExpiry(Optional.of(TIME))
                .withImmutability(Optional.of(new ImmutabilityPolicy(TIME, ImmutabilityPolicy.Mode.LOCKED)))
                .withLegalHold(true);
        for (Keeping keeping : new Keeping[] {
            all,
            all.withTiering(Tiering.in(Tier.COOL, TIME)),
            Keeping.NONE.withLegalHold(true),
            Keeping.NONE.withLegalHold(false),
            Keeping.NONE.withExpiry(Optional.of(TIME))
        }) {
            assertThat(KeepingText.keeping(KeepingText.of(keeping))).isEqualTo(keeping);
        }
    }

    @Test
    void nothingIsWrittenAsNothing() {
        assertThat(KeepingText.of(Keeping.NONE)).isEmpty();
        assertThat(KeepingText.keeping(Optional.empty())).isEqualTo(Keeping.NONE);
    }

    @Test
    void aLineThatHasNoMeaningIsNotPassedOver() {
        assertThatThrownBy(() -> KeepingText.keeping(Optional.of("frozen 1\n"))).hasMessageContaining("frozen");
    }
}
