package org.amana.verifier;

import static org.amana.verifier.LogRulesTest.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    @Test
    void oneIsIssuedOnceAndEndedOnce() {
        assertThat(found(log -> log.begin()
                        .credential("K-1", "active", Map.of())
                        .credential("K-2", "active", Map.of())
                        .credential("K-1", "ended", Map.of())))
                .isEmpty();
        assertThat(found(
                        log -> log.begin().credential("K-1", "active", Map.of()).credential("K-1", "active", Map.of())))
                .contains("entry 4: issues credential K-1 a second time");
        assertThat(found(log -> log.begin()
                        .credential("K-1", "active", Map.of())
                        .credential("K-1", "ended", Map.of())
                        .credential("K-1", "active", Map.of())))
                .contains("entry 5: issues credential K-1 a second time");
        assertThat(found(log -> log.begin()
                        .credential("K-1", "active", Map.of())
                        .credential("K-1", "ended", Map.of())
                        .credential("K-1", "ended", Map.of())))
                .contains("entry 5: ends credential K-1 a second time");
        assertThat(found(log -> log.begin().credential("K-1", "ended", Map.of())))
                .contains("entry 3: ends credential K-1, which was never issued");
    }

    @Test
    void whatARestoredServerDoesNotKnowMayBeDoneAgain() {
        assertThat(found(log -> log.begin()
                        .credential("K-1", "active", Map.of())
                        .credential("K-2", "active", Map.of())
                        .credential("K-2", "ended", Map.of())
                        .restored()
                        .credential("K-2", "ended", Map.of())
                        .credential("K-1", "active", Map.of())))
                .isEmpty();
        assertThat(found(log -> log.begin()
                        .restored()
                        .credential("K-1", "active", Map.of())
                        .credential("K-1", "active", Map.of())))
                .contains("entry 5: issues credential K-1 a second time");
    }

    @Test
    void noneIsIssuedForAPurposeThatIsNotInForce() {
        for (String state : List.of("proposed", "ended")) {
            assertThat(found(log -> log.begin()
                            .purpose(Map.of("pur", "P-2", "state", state))
                            .credential("K-1", "active", Map.of("pur", "P-2"))))
                    .contains("entry 4: issues a credential for purpose P-2, which is not active");
        }
        Map<String, Object> withPurpose = Map.of("exp", TestLog.START + 1_000_000);
        assertThat(found(log -> log.begin().later(1_000_060).credential("K-1", "active", withPurpose)))
                .isEmpty();
        assertThat(found(log -> log.begin().later(1_000_061).credential("K-1", "active", withPurpose)))
                .contains("entry 3: issues a credential for purpose P-1, which has expired");
        assertThat(found(log -> log.begin()
                        .credential("K-1", "active", Map.of())
                        .purpose(Map.of("state", "ended"))
                        .later(100)
                        .credential("K-1", "ended", Map.of())))
                .isEmpty();
    }

    @Test
    void noneOutlivesItsPurpose() {
        assertThat(found(log -> log.begin().credential("K-1", "active", Map.of("exp", TestLog.START + 1_000_000))))
                .isEmpty();
        assertThat(found(log -> log.begin().credential("K-1", "active", Map.of("exp", TestLog.START + 1_000_001))))
                .contains("entry 3: issues a credential for purpose P-1, which expires before its credential");
    }

    @Test
    void oneUnderWayWhenItsPurposeChangesHasAMinute() {
        assertThat(found(log ->
                        log.begin().purpose(Map.of("state", "ended")).later(60).credential("K-1", "active", Map.of())))
                .isEmpty();
        assertThat(found(log ->
                        log.begin().purpose(Map.of("state", "ended")).later(61).credential("K-1", "active", Map.of())))
                .contains("which is not active");
    }
}
