package org.amana.verifier;

import static org.amana.verifier.LogRulesTest.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
                .contains("entry 5: issues credential K-1 a second time");
        assertThat(found(log -> log.begin()
                        .credential("K-1", "active", Map.of())
                        .credential("K-1", "ended", Map.of())
                        .credential("K-1", "active", Map.of())))
                .contains("entry 6: issues credential K-1 a second time");
        assertThat(found(log -> log.begin()
                        .credential("K-1", "active", Map.of())
                        .credential("K-1", "ended", Map.of())
                        .credential("K-1", "ended", Map.of())))
                .contains("entry 6: ends credential K-1 a second time");
        assertThat(found(log -> log.begin().credential("K-1", "ended", Map.of())))
                .contains("entry 4: ends credential K-1, which was never issued");
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
                .contains("entry 6: issues credential K-1 a second time");
    }

    @Test
    void noneIsIssuedForAPurposeThatIsNotInForce() {
        for (String state : List.of("proposed", "ended")) {
            assertThat(found(log -> log.begin()
                            .purpose(Map.of("pur", "P-2", "state", state))
                            .credential("K-1", "active", Map.of("pur", "P-2"))))
                    .contains("entry 5: issues a credential for purpose P-2, which is not active");
        }
        Map<String, Object> withPurpose = Map.of("exp", TestLog.START + 1_000_000);
        assertThat(found(log -> log.begin().later(1_000_060).credential("K-1", "active", withPurpose)))
                .isEmpty();
        assertThat(found(log -> log.begin().later(1_000_061).credential("K-1", "active", withPurpose)))
                .contains("entry 4: issues a credential for purpose P-1, which has expired");
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
                .contains("entry 4: issues a credential for purpose P-1, which expires before its credential");
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

    @Test
    void whatIsAllowedRestsOnACredentialOfItsPurpose() {
        Map<String, Object> other = Map.of("pur", "P-2");
        Consumer<TestLog> purpose = log -> log.begin().purpose(other);
        assertThat(found(purpose.andThen(log -> log.access(other))))
                .contains("entry 5: purpose P-2 has no credential before it");
        assertThat(found(purpose.andThen(log -> log.access(other).credential("K-1", "active", other))))
                .contains("entry 5: purpose P-2 has no credential before it");
        assertThat(found(purpose.andThen(
                        log -> log.credential("K-1", "active", other).access(other))))
                .isEmpty();
        assertThat(found(purpose.andThen(log -> log.access(Map.of("pur", "P-2", "dec", "deny")))))
                .isEmpty();
    }

    @Test
    void oneThatEndedOrExpiredCarriesNothingAfterAMinute() {
        Map<String, Object> other = Map.of("pur", "P-2");
        Consumer<TestLog> issued = log -> log.begin().purpose(other).credential("K-1", "active", other);
        Consumer<TestLog> ended = issued.andThen(log -> log.credential("K-1", "ended", other));
        String late = "purpose P-2 has no credential in force";
        assertThat(found(ended.andThen(log -> log.later(60).access(other)))).isEmpty();
        assertThat(found(ended.andThen(log -> log.later(61).access(other)))).contains("entry 7: " + late);
        assertThat(found(ended.andThen(log -> log.later(61).gap().access(other))))
                .contains("entry 8: " + late);
        assertThat(found(issued.andThen(log -> log.later(3_660).access(other)))).isEmpty();
        assertThat(found(issued.andThen(log -> log.later(3_661).access(other)))).contains("entry 6: " + late);
        assertThat(found(issued.andThen(log -> log.credential("K-2", "active", other)
                        .credential("K-1", "ended", other)
                        .later(3_660)
                        .access(other))))
                .isEmpty();
        assertThat(found(issued.andThen(log -> log.later(3_661)
                        .credential("K-2", "active", Map.of("pur", "P-2", "exp", TestLog.START + 9_999))
                        .later(61)
                        .access(other))))
                .isEmpty();
    }

    /// A server of before decided by its clock also where that was behind the log.
    @Test
    void whatHadExpiredWhereTimeStandsStillIsANote() {
        Map<String, Object> other = Map.of("pur", "P-2");
        TestLog log = new TestLog()
                .begin()
                .purpose(other)
                .credential("K-1", "active", other)
                .later(9_999)
                .gap()
                .access(other)
                .access(other);
        Report report = log.publish().verify();
        assertThat(report.verdict()).as(report.text()).isEqualTo(Verdict.SOUND);
        assertThat(report.notes().toString()).contains("before them", ": 2, the first at entry 7");
    }

    @Test
    void whatARestoredServerDoesNotKnowToHaveEndedIsInUseAgain() {
        Map<String, Object> other = Map.of("pur", "P-2");
        Consumer<TestLog> ended = log -> log.begin()
                .purpose(other)
                .credential("K-1", "active", other)
                .credential("K-1", "ended", other)
                .later(100);
        assertThat(found(ended.andThen(log -> log.restored().access(other)))).isEmpty();
        assertThat(found(ended.andThen(log -> log.restored().later(3_600).access(other))))
                .contains("purpose P-2 has no credential in force");
    }
}
