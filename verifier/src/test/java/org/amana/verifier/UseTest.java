package org.amana.verifier;

import static org.amana.verifier.LogRulesTest.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What is used under a purpose in a day: 100 bytes and 10 objects, but where a test says otherwise.
class UseTest {
    private static final long DAY = 86_400;
    private static final long TO_MIDNIGHT = DAY - TestLog.START % DAY;
    private static final List<String> APPROVED = List.of("approval/A-1", "baseline/permit/members@1");
    private static final Map<String, Object> LIMITS = Map.of("bytes", 100, "objects", 10);

    private static Consumer<TestLog> limited(Consumer<TestLog> rest) {
        return log -> rest.accept(begin(log));
    }

    /// Entries 0 to 3; the next has the index 4.
    private static TestLog begin(TestLog log) {
        return log.begin().purpose(LIMITS).later(61);
    }

    private static Map<String, Object> reading(long bytes) {
        return Map.of("out", bytes, "units", List.of());
    }

    private static Map<String, Object> reading(long bytes, long objects) {
        return Map.of("out", bytes, "units", List.of("page:900", "object:" + objects));
    }

    private static Map<String, Object> approved(long bytes) {
        return Map.of("out", bytes, "units", List.of(), "rule", APPROVED);
    }

    private static Map<String, Object> writing(long bytes) {
        return Map.of("act", "write", "in", bytes, "dst", 1, "units", List.of());
    }

    private static Map<String, Object> voiding(long ref) {
        return Map.of("acct", "a-1", "box", "c-1", "dst", -1, "ref", ref, "why", "failed");
    }

    @Test
    void noMoreIsUsedThanThePurposePublished() {
        assertThat(found(limited(log -> log.access(reading(60, 4)).access(reading(40, 6)))))
                .isEmpty();
        assertThat(found(limited(log -> log.access(reading(60, 4)).access(reading(41, 6)))))
                .contains("entry 6: purpose P-1 has used more by here than it may on 2026-11-18 (UTC), by 1 bytes and 0"
                        + " objects: it published 100 bytes and 10 objects a day");
        assertThat(found(limited(log -> log.access(reading(0, 4)).access(reading(0, 8)))))
                .contains("entry 6: purpose P-1 has used more by here than it may", "by 0 bytes and 2 objects");
        assertThat(found(limited(log -> log.access(writing(60)).access(reading(41)))))
                .as("in and out together")
                .contains("entry 6: purpose P-1 has used more", "by 1 bytes");
        assertThat(found(limited(log -> log.access(Map.of("dec", "deny", "in", 500)))))
                .isEmpty();
    }

    @Test
    void itIsSaidOnceForADay() {
        TestLog log = begin(new TestLog());
        for (int i = 0; i < 600; i++) {
            log.access(reading(99));
        }
        log.later(DAY).access(reading(1_000)).access(reading(1));
        List<Finding> findings = log.publish().verify().findings();
        assertThat(findings).extracting(Finding::index).containsExactly(6L, 605L);
    }

    @Test
    void everyPurposeAndEveryDayCountsForItself() {
        assertThat(found(limited(log -> log.purposeWithHolder(Map.of("pur", "P-2", "bytes", 5, "objects", 5))
                        .access(reading(100))
                        .access(Map.of("pur", "P-2", "out", 5))
                        .later(DAY)
                        .access(reading(100)))))
                .isEmpty();
        assertThat(found(limited(log -> log.purposeWithHolder(Map.of("pur", "P-2", "bytes", 5, "objects", 5))
                        .access(reading(100))
                        .access(Map.of("pur", "P-2", "out", 6)))))
                .contains("entry 8: purpose P-2 has used more");
    }

    @Test
    void whatIsNotLimitedIsNotCounted() {
        assertThat(found(log -> log.begin()
                        .access(reading(Entry.MAX_NUMBER, 9_999_999_999_999_999L))
                        .access(reading(Entry.MAX_NUMBER, 9_999_999_999_999_999L))))
                .isEmpty();
    }

    @Test
    void approvalsThatAreCitedAddToTheDay() {
        assertThat(found(limited(
                        log -> log.approved("A-1", Map.of()).access(reading(90)).access(approved(60)))))
                .isEmpty();
        assertThat(found(limited(
                        log -> log.approved("A-1", Map.of()).access(reading(90)).access(approved(61)))))
                .contains("entry 9: purpose P-1 has used more", "by 1 bytes");
        assertThat(found(limited(log -> log.approved("A-1", Map.of())
                        .approved("A-2", Map.of("bytes", 7))
                        .access(approved(150))
                        .access(Map.of(
                                "out", 7, "units", List.of(), "rule", List.of("approval/A-2", APPROVED.getLast()))))))
                .isEmpty();
    }

    @Test
    void anApprovalThatNobodyCitesAddsNothing() {
        assertThat(found(limited(
                        log -> log.approved("A-1", Map.of()).access(reading(90)).access(reading(20)))))
                .contains("entry 9: purpose P-1 has used more", "by 10 bytes");
        assertThat(found(limited(log -> log.approved("A-1", Map.of())
                        .access(reading(90))
                        .access(approved(10))
                        .access(reading(11)))))
                .as("its rest is not for those who cite none")
                .contains("entry 10: purpose P-1 has used more", "by 1 bytes");
    }

    @Test
    void anApprovalIsUsedUpOnce() {
        Consumer<TestLog> first = log -> log.approved("A-1", Map.of("exp", TestLog.START + 2 * DAY))
                .access(reading(90))
                .access(approved(50))
                .later(DAY)
                .access(reading(100));
        assertThat(found(limited(first.andThen(log -> log.access(approved(10))))))
                .isEmpty();
        assertThat(found(limited(first.andThen(log -> log.access(approved(11))))))
                .contains("entry 11: purpose P-1 has used more", "by 1 bytes");
    }

    /// An access takes of the approval while another that was counted before it has not come to its entry.
    @Test
    void entriesMayStandInAnotherOrderThanTheyWereCountedIn() {
        assertThat(found(limited(log -> log.approved("A-1", Map.of())
                        .access(approved(100))
                        .access(approved(50))
                        .access(reading(100)))))
                .contains("by 100 bytes");
        assertThat(found(limited(log ->
                        log.approved("A-1", Map.of()).access(approved(60)).access(reading(90)))))
                .isEmpty();
    }

    @Test
    void whatIsVoidedWasNotUsed() {
        assertThat(found(limited(log -> log.access(writing(60))
                        .access(writing(40))
                        .add(Kind.VOID, voiding(5))
                        .access(reading(60)))))
                .isEmpty();
        assertThat(found(limited(log -> log.access(writing(60))
                        .access(writing(40))
                        .add(Kind.VOID, voiding(5))
                        .access(reading(61)))))
                .contains("entry 8: purpose P-1 has used more", "by 1 bytes");
        assertThat(found(limited(
                        log -> log.access(writing(60)).access(writing(41)).add(Kind.VOID, voiding(5)))))
                .as("it was too much before it was voided")
                .contains("entry 6: purpose P-1 has used more", "by 1 bytes");
    }

    @Test
    void whatIsVoidedFarFromItsAccessWasNotUsedEither() {
        Consumer<TestLog> voided = log -> {
            log.access(writing(60)).access(writing(40));
            while (log.size() < 700) {
                log.gap();
            }
            log.add(Kind.VOID, voiding(5)).add(Kind.VOID, voiding(6));
            while (log.size() < 1_400) {
                log.gap();
            }
        };
        assertThat(found(limited(voided.andThen(log -> log.access(reading(100))))))
                .isEmpty();
        assertThat(found(limited(voided.andThen(log -> log.access(reading(101))))))
                .contains("entry 1400: purpose P-1 has used more", "by 1 bytes");
    }

    /// A void says that nothing was stored. It calls nothing back that went out.
    @Test
    void whatWentOutIsNotTakenBackByAVoid() {
        Map<String, Object> export =
                Map.of("act", "export", "in", 30, "out", 20, "dst", 1, "units", List.of("object:5"));
        Consumer<TestLog> twoExports = log ->
                log.access(export).add(Kind.VOID, voiding(5)).access(export).add(Kind.VOID, voiding(7));
        assertThat(found(limited(twoExports.andThen(log -> log.access(reading(60))))))
                .isEmpty();
        assertThat(found(limited(twoExports.andThen(log -> log.access(reading(61))))))
                .contains("entry 9: purpose P-1 has used more", "by 1 bytes and 0 objects");
        assertThat(found(limited(twoExports.andThen(log -> log.access(reading(0, 1))))))
                .contains("entry 9: purpose P-1 has used more", "by 0 bytes and 1 objects");
    }

    /// In one bundle of entries, and a day over in between.
    @Test
    void whatIsVoidedTakesNothingOfAnApprovalWhenItsDayIsOver() {
        Consumer<TestLog> days = log -> {
            log.approved("A-1", Map.of("exp", TestLog.START + 2 * DAY))
                    .access(writing(100))
                    .add(Kind.VOID, voiding(8))
                    .access(reading(90))
                    .access(approved(40))
                    .later(DAY)
                    .access(reading(100));
            while (log.size() < 300) {
                log.access(reading(0));
            }
        };
        assertThat(found(limited(days.andThen(log -> log.access(approved(20))))))
                .isEmpty();
        assertThat(found(limited(days.andThen(log -> log.access(approved(21))))))
                .contains("entry 300: purpose P-1 has used more", "by 1 bytes");
    }

    @Test
    void whatIsVoidedGivesItsApprovalBack() {
        Map<String, Object> approvedWrite = new TreeMap<>(writing(50));
        approvedWrite.put("rule", APPROVED);
        Consumer<TestLog> first = log -> log.approved("A-1", Map.of("exp", TestLog.START + 2 * DAY))
                .access(reading(100))
                .access(approvedWrite);
        assertThat(found(limited(
                        first.andThen(log -> log.add(Kind.VOID, voiding(9)).access(approved(50))))))
                .isEmpty();
        assertThat(found(limited(first.andThen(log -> log.later(DAY)
                        .access(reading(100))
                        .add(Kind.VOID, voiding(9))
                        .access(approved(50))))))
                .isEmpty();
        assertThat(found(limited(
                        first.andThen(log -> log.later(DAY).access(reading(100)).access(approved(50))))))
                .contains("entry 11: purpose P-1 has used more", "by 50 bytes");
    }

    @Test
    void whatWasCountedBeforeMidnightMayHaveItsEntryAfterIt() {
        Consumer<TestLog> evening = log -> log.access(reading(70)).later(TO_MIDNIGHT - 1);
        assertThat(found(limited(
                        evening.andThen(log -> log.access(reading(30)).later(1).access(reading(100))))))
                .isEmpty();
        assertThat(found(limited(
                        evening.andThen(log -> log.access(reading(31)).later(1).access(reading(100))))))
                .contains("entry 7: purpose P-1 has used more", "on 2026-11-19", "by 1 bytes");
        assertThat(found(limited(
                        evening.andThen(log -> log.later(1).access(reading(30)).access(reading(100))))))
                .contains("entry 7: purpose P-1 has used more", "by 30 bytes");
    }

    @Test
    void aLimitThatIsLoweredLeavesWhatWasUsedAndNoMore() {
        Consumer<TestLog> lowered = log -> log.access(reading(60)).purpose(Map.of("bytes", 20, "objects", 10));
        assertThat(found(limited(lowered.andThen(log -> log.later(60).access(reading(40))))))
                .as("decided before")
                .isEmpty();
        assertThat(found(limited(lowered.andThen(log -> log.later(61).access(reading(0, 1))))))
                .isEmpty();
        assertThat(found(limited(lowered.andThen(log -> log.later(61).access(reading(1))))))
                .contains("entry 7: purpose P-1 has used more", "by 1 bytes");
        assertThat(found(limited(lowered.andThen(
                        log -> log.later(61).approved("A-1", Map.of()).access(approved(50))))))
                .isEmpty();
        assertThat(found(limited(lowered.andThen(log -> log.later(DAY).access(reading(21))))))
                .contains("entry 7: purpose P-1 has used more", "by 1 bytes");
    }

    @Test
    void aLimitThatIsRaisedHoldsAtOnce() {
        assertThat(found(limited(log -> log.access(reading(100))
                        .purpose(Map.of("bytes", 150, "objects", 10))
                        .access(reading(50)))))
                .isEmpty();
        assertThat(found(limited(log -> log.access(reading(100))
                        .purpose(Map.of("bytes", 150, "objects", 10))
                        .access(reading(51)))))
                .contains("entry 7: purpose P-1 has used more", "by 1 bytes");
    }

    @Test
    void aRestoredServerHasForgottenWhatWasTakenOfAnApproval() {
        assertThat(found(limited(log -> log.approved("A-1", Map.of())
                        .access(reading(100))
                        .access(approved(50))
                        .restored()
                        .access(approved(50)))))
                .isEmpty();
    }

    @Test
    void noMoreBoxesAreUsedThanThePurposeCovers() {
        Consumer<TestLog> two = log -> log.begin()
                .purpose(Map.of("boxes", "2"))
                .later(61)
                .access(Map.of("box", "c-1"))
                .access(Map.of("box", "c-2"))
                .access(Map.of("box", "c-1"))
                .access(Map.of("box", ""));
        assertThat(found(two)).isEmpty();
        assertThat(found(two.andThen(log -> log.access(Map.of("box", "c-3")))))
                .contains("entry 9: purpose P-1 covers 2 boxes and uses 3");
        assertThat(found(two.andThen(log -> log.access(Map.of("box", "c-3", "units", List.of())))))
                .as("it failed")
                .isEmpty();
        assertThat(found(two.andThen(log -> log.access(Map.of("box", "c-3", "dec", "deny")))))
                .isEmpty();
    }

    @Test
    void aFirstVersionHoldsAtOnce() {
        assertThat(found(log -> log.begin()
                        .purposeWithHolder(Map.of("pur", "P-2", "boxes", "1", "bytes", 9))
                        .access(Map.of("pur", "P-2", "out", 9))
                        .access(Map.of("pur", "P-2", "out", 1, "box", "c-2"))))
                .contains("entry 7: purpose P-2 covers 1 boxes and uses 2")
                .contains("entry 7: purpose P-2 has used more");
    }

    @Test
    void aBoxThatMayBeGoneLeavesItsPlace() {
        Consumer<TestLog> one = log -> log.begin()
                .purposeWithHolder(Map.of("pur", "P-2"))
                .purpose(Map.of("boxes", "1"))
                .later(61)
                .access(Map.of("box", "c-1"));
        Map<String, Object> deleted = Map.of("box", "c-1", "act", "delete", "pur", "P-2");
        assertThat(found(one.andThen(log -> log.access(deleted).access(Map.of("box", "c-2")))))
                .isEmpty();
        assertThat(found(one.andThen(
                        log -> log.access(deleted).access(Map.of("box", "c-2")).access(Map.of("box", "c-3")))))
                .contains("covers 1 boxes and uses 2");
        assertThat(found(one.andThen(log -> log.restored().access(Map.of("box", "c-2")))))
                .isEmpty();
        assertThat(found(one.andThen(
                        log -> log.purpose(Map.of("boxes", "1")).later(61).access(Map.of("box", "c-2")))))
                .as("it may cover another now")
                .isEmpty();
    }

    private static Map<String, Object> writingTo(String box, long in, long stored) {
        return Map.of("act", "write", "box", box, "in", in, "dst", stored);
    }

    /// P-1 may use one box; somebody deletes c-1, and P-1 uses c-2, which has its name now, for over a minute.
    private static void replaced(TestLog log) {
        log.begin()
                .purposeWithHolder(Map.of("pur", "P-2"))
                .purpose(Map.of("boxes", "1"))
                .later(61)
                .access(writingTo("c-1", 9, 9))
                .access(Map.of("box", "c-1", "act", "delete", "pur", "P-2", "dst", -9))
                .access(writingTo("c-2", 5, 5))
                .later(70);
    }

    private static void rest(TestLog log) {
        log.access(Map.of("box", "c-2")).later(3_600).access(Map.of("box", "c-2"));
    }

    @Test
    void whatOutlastsItsBoxAndIsVoidedIsNoSecondBox() {
        assertThat(found(log -> {
                    replaced(log);
                    log.access(writingTo("c-1", 20, 20)).add(Kind.VOID, voidingIn("c-1", log.size() - 1, -20));
                    rest(log);
                }))
                .isEmpty();
        assertThat(found(log -> {
                    replaced(log);
                    long ref = log.size();
                    log.access(writingTo("c-1", 20, 20)).later(30);
                    while (log.size() < 700) {
                        log.access(Map.of("box", "c-2"));
                    }
                    log.add(Kind.VOID, voidingIn("c-1", ref, -20));
                    rest(log);
                }))
                .as("the void comes far behind")
                .isEmpty();
        assertThat(found(log -> {
                    replaced(log);
                    log.access(writingTo("c-1", 20, 20)).later(60);
                }))
                .as("the void may still come")
                .isEmpty();
    }

    @Test
    void whatOutlastsItsBoxAndWouldChangeNothingIsNoSecondBox() {
        assertThat(found(log -> {
                    replaced(log);
                    log.access(writingTo("c-1", 20, 20))
                            .add(Kind.VOID, voidingIn("c-1", log.size() - 1, -20))
                            .later(61)
                            .access(writingTo("c-1", 20, 0));
                    rest(log);
                }))
                .isEmpty();
    }

    @Test
    void whatIsWrittenToASecondBoxAndStaysIsOne() {
        assertThat(found(log -> {
                    replaced(log);
                    log.access(writingTo("c-1", 20, 20));
                    rest(log);
                }))
                .contains("entry 10: purpose P-1 covers 1 boxes and uses 2");
        assertThat(found(log -> {
                    replaced(log);
                    log.access(writingTo("c-1", 20, 20))
                            .access(writingTo("c-1", 20, 20))
                            .add(Kind.VOID, voidingIn("c-1", log.size() - 1, -20));
                    rest(log);
                }))
                .as("another was voided")
                .contains("entry 10: purpose P-1 covers 1 boxes and uses 2");
        assertThat(found(log -> {
                    replaced(log);
                    log.access(writingTo("c-1", 20, 20))
                            .add(Kind.VOID, voidingIn("c-1", log.size() - 1, -20))
                            .access(writingTo("c-1", 20, 20));
                    rest(log);
                }))
                .as("another was voided before")
                .contains("entry 12: purpose P-1 covers 1 boxes and uses 2");
        assertThat(found(log -> log.begin()
                        .purposeWithHolder(Map.of("pur", "P-2"))
                        .purpose(Map.of("boxes", "1"))
                        .later(61)
                        .access(Map.of("box", "c-1", "act", "delete", "pur", "P-2"))
                        .later(61)
                        .access(writingTo("c-1", 20, 20))
                        .access(Map.of("box", "c-2"))
                        .later(61)
                        .gap()))
                .as("the other way round")
                .contains("entry 9: purpose P-1 covers 1 boxes and uses 2");
    }

    @Test
    void aBoxInWhichSomethingWasStoredSinceIsThere() {
        assertThat(found(log -> {
                    replaced(log);
                    log.access(Map.of("box", "c-1", "pur", "P-2", "act", "write", "in", 1, "dst", 1))
                            .later(61)
                            .access(Map.of("box", "c-1"));
                }))
                .contains("entry 11: purpose P-1 covers 1 boxes and uses 2");
        assertThat(found(log -> {
                    replaced(log);
                    log.access(Map.of("box", "c-1", "pur", "P-2", "act", "write", "in", 1, "dst", 1))
                            .add(Kind.VOID, voidingIn("c-1", log.size() - 1, -1))
                            .later(61)
                            .access(Map.of("box", "c-1"));
                }))
                .as("nothing was stored")
                .isEmpty();
    }

    private static Map<String, Object> voidingIn(String box, long ref, long stored) {
        return Map.of("acct", "a-1", "box", box, "dst", stored, "ref", ref, "why", "failed");
    }
}
