package org.amana.verifier;

import static org.amana.verifier.LogRulesTest.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ApprovalsTest {
    private static final Map<String, Object> CITING =
            Map.of("rule", List.of("approval/A-1", "baseline/permit/members@1"));

    @Test
    void oneIsAskedForAndGrantedByTwoAndThenCited() {
        assertThat(found(log -> log.begin().approved("A-1", Map.of()).access(CITING)))
                .isEmpty();
        assertThat(found(log -> log.begin().access(CITING)))
                .contains("entry 4: rests on approval A-1, which nobody asked for");
        assertThat(found(log -> log.begin().approval("A-1", "asked", Map.of()).access(CITING)))
                .contains("entry 5: rests on approval A-1, which has 0 of the 2 grants it takes");
        assertThat(found(log -> log.begin()
                        .approval("A-1", "asked", Map.of())
                        .approval("A-1", "granted", Map.of())
                        .access(CITING)))
                .contains("entry 6: rests on approval A-1, which has 1 of the 2 grants it takes");
        assertThat(found(log -> log.begin()
                        .approval("A-1", "asked", Map.of())
                        .approval("A-1", "granted", Map.of())
                        .approval("A-1", "refused", Map.of())
                        .access(CITING)))
                .contains("entry 7: rests on approval A-1, which was refused");
        assertThat(found(log -> log.begin()
                        .purpose(Map.of("pur", "P-2"))
                        .approved("A-1", Map.of("pur", "P-2"))
                        .access(CITING)))
                .contains("entry 8: rests on approval A-1, which is for purpose P-2");
    }

    @Test
    void nobodyGrantsWhatNobodyAskedFor() {
        for (String vote : List.of("granted", "refused")) {
            assertThat(found(log -> log.begin().approval("A-1", vote, Map.of())))
                    .contains("entry 4: votes on approval A-1, which nobody asked for");
        }
        assertThat(found(log -> log.begin().approval("A-1", "asked", Map.of()).approval("A-1", "asked", Map.of())))
                .contains("entry 5: approval A-1 was asked for before");
    }

    @Test
    void whatIsGrantedIsWhatWasAskedFor() {
        for (Map<String, Object> other : List.<Map<String, Object>>of(
                Map.of("bytes", 51),
                Map.of("objects", 6),
                Map.of("exp", TestLog.START + 86_401),
                Map.of("pur", "P-2"))) {
            assertThat(found(log -> log.begin()
                            .purpose(Map.of("pur", "P-2"))
                            .approval("A-1", "asked", Map.of())
                            .approval("A-1", "granted", other)))
                    .as(other.toString())
                    .contains("entry 6: votes on something else than approval A-1 was asked for");
        }
    }

    @Test
    void whatIsDecidedIsDecided() {
        Consumer<TestLog> granted = log -> log.begin().approved("A-1", Map.of());
        Consumer<TestLog> refused =
                log -> log.begin().approval("A-1", "asked", Map.of()).approval("A-1", "refused", Map.of());
        for (String vote : List.of("granted", "refused")) {
            assertThat(found(granted.andThen(log -> log.approval("A-1", vote, Map.of()))))
                    .contains("entry 7: votes on approval A-1, which was granted before");
            assertThat(found(refused.andThen(log -> log.approval("A-1", vote, Map.of()))))
                    .contains("entry 6: votes on approval A-1, which was refused before");
        }
    }

    @Test
    void nothingIsGrantedOrCitedAfterItExpired() {
        assertThat(found(log -> log.begin()
                        .approval("A-1", "asked", Map.of())
                        .approval("A-1", "granted", Map.of())
                        .later(86_460)
                        .approval("A-1", "granted", Map.of())
                        .access(CITING)))
                .isEmpty();
        assertThat(found(log -> log.begin()
                        .approval("A-1", "asked", Map.of())
                        .later(86_461)
                        .approval("A-1", "granted", Map.of())))
                .contains("entry 5: votes on approval A-1, which has expired");
        assertThat(found(log ->
                        log.begin().approved("A-1", Map.of()).later(86_461).access(CITING)))
                .contains("entry 7: rests on approval A-1, which has expired");
        long most = 72 * 3_600;
        assertThat(found(log -> log.begin().approval("A-1", "asked", Map.of("exp", TestLog.START + most))))
                .isEmpty();
        assertThat(found(log -> log.begin().approval("A-1", "asked", Map.of("exp", TestLog.START + most + 1))))
                .contains("an approval holds for 72 hours at most");
    }

    @Test
    void oneCommitmentIsOnePerson() {
        assertThat(found(log -> {
                    List<String> nora = log.begin().digests();
                    log.approval("A-1", "asked", Map.of("sd", nora)).approval("A-1", "granted", Map.of("sd", nora));
                }))
                .contains("entry 5: the one who asked for approval A-1 votes on it");
        assertThat(found(log -> {
                    List<String> omar = log.begin().digests();
                    log.gap()
                            .approval("A-1", "asked", Map.of())
                            .approval("A-1", "granted", Map.of("sd", omar))
                            .approval("A-1", "granted", Map.of("sd", omar));
                }))
                .contains("entry 7: the same person votes on approval A-1 twice");
    }

    /// The catalog of a backup is a little older than its ledger: what was asked and voted in between is asked and
    /// voted again.
    @Test
    void whatARestoredServerDoesNotKnowMayBeDoneAgain() {
        assertThat(found(log -> log.begin()
                        .approval("A-1", "asked", Map.of())
                        .restored()
                        .approved("A-1", Map.of("bytes", 60))
                        .access(CITING)))
                .isEmpty();
        assertThat(found(log -> log.begin().approved("A-1", Map.of()).restored().approval("A-1", "granted", Map.of())))
                .isEmpty();
        assertThat(found(log -> log.begin().restored().approved("A-1", Map.of()).approval("A-1", "granted", Map.of())))
                .contains("entry 8: votes on approval A-1, which was granted before");
    }
}
