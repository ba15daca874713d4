package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LogRulesTest {
    @Test
    void theFirstEntryIsTheGenesisOfThisLogAndKey() {
        assertThat(found(log -> log.begin())).isEmpty();
        assertThat(found(log -> log.gap())).contains("one genesis");
        assertThat(found(log -> log.begin()
                        .add(
                                Kind.GENESIS,
                                Map.of(
                                        "origin",
                                        TestLog.ORIGIN,
                                        "shard",
                                        0,
                                        "vkey",
                                        log.key().toString()))))
                .contains("one genesis");
        assertThat(found(log -> log.add(
                        Kind.GENESIS,
                        Map.of("origin", "other", "shard", 0, "vkey", log.key().toString()))))
                .contains("began as other");
        assertThat(found(log -> log.add(Kind.GENESIS, Map.of("origin", TestLog.ORIGIN, "shard", 0, "vkey", "k"))))
                .contains("began with the key k");
    }

    @Test
    void timeNeverRunsBack() {
        assertThat(found(log -> log.begin().later(5).gap().gap())).isEmpty();
        assertThat(found(log -> log.begin().later(5).gap().later(-1).gap())).contains("time runs back");
    }

    @Test
    void anAccessNamesAKnownPolicySet() {
        assertThat(found(log -> log.begin().access(Map.of("pol", "ps-2")))).contains("policy set");
    }

    @Test
    void anAllowedAccessHasAnActivePurpose() {
        assertThat(found(log -> log.begin().access(Map.of("pur", "P-2")))).contains("P-2 has no purpose entry");
        assertThat(found(log -> log.begin().access(Map.of("pur", "")))).contains("has no purpose entry");
        assertThat(found(log -> log.begin()
                        .purpose("P-2", "proposed", TestLog.START + 9, List.of("*"))
                        .access(Map.of("pur", "P-2"))))
                .contains("not active");
        assertThat(found(log -> log.begin()
                        .purpose("P-1", "ended", TestLog.START + 9, List.of("*"))
                        .later(61)
                        .access(Map.of())))
                .contains("not active");
    }

    @Test
    void aDeniedAccessNeedsAKnownPurposeOrNone() {
        Map<String, Object> denied = new TreeMap<>(Map.of("dec", "deny", "pur", ""));
        assertThat(found(log -> log.begin().access(denied))).isEmpty();
        assertThat(found(log -> log.begin().access(Map.of("dec", "deny", "pur", "P-9"))))
                .contains("P-9");
        assertThat(found(log -> log.begin()
                        .purpose("P-1", "ended", TestLog.START, List.of("*"))
                        .later(100)
                        .access(Map.of("dec", "deny"))))
                .isEmpty();
    }

    @Test
    void anAccessUnderWayWhenItsPurposeEndsHasAMinute() {
        assertThat(found(log -> log.begin()
                        .later(100)
                        .purpose("P-1", "ended", TestLog.START + 9_999, List.of("*"))
                        .later(60)
                        .access(Map.of())))
                .isEmpty();
        assertThat(found(log -> log.begin()
                        .later(100)
                        .purpose("P-1", "active", TestLog.START + 9_999, List.of("list"))
                        .purpose("P-1", "ended", TestLog.START + 9_999, List.of("list"))
                        .later(60)
                        .access(Map.of())))
                .isEmpty();
    }

    @Test
    void aPurposeThatHasExpiredCoversNothing() {
        assertThat(found(log -> log.begin().later(1_000_060).access(Map.of()))).isEmpty();
        assertThat(found(log -> log.begin().later(1_000_061).access(Map.of()))).contains("has expired");
    }

    @Test
    void aPurposeCoversItsServicesActionsAndFeaturesOnly() {
        Consumer<TestLog> narrow = log -> log.begin()
                .purpose("P-2", "active", TestLog.START + 9_999, List.of("read", "list"))
                .holder("P-2", TestLog.START + 9_999);
        assertThat(found(narrow.andThen(log -> log.access(Map.of("pur", "P-2")))))
                .isEmpty();
        assertThat(found(narrow.andThen(log -> log.access(Map.of("pur", "P-2", "act", "write")))))
                .contains("does not cover the action write");
        assertThat(found(narrow.andThen(log -> log.access(Map.of("pur", "P-2", "feat", List.of("ocr", "caption"))))))
                .isEmpty();
    }

    @Test
    void aPurposeIsInForceForTwelveMonthsAndItsVersionsFollowOneAnother() {
        long year = 366 * 86_400L;
        assertThat(found(log -> log.begin().purpose("P-2", "active", TestLog.START + year, List.of())))
                .isEmpty();
        assertThat(found(log -> log.begin().purpose("P-2", "active", TestLog.START + year + 1, List.of())))
                .contains("12 months at most");
        assertThat(found(log -> log.begin().purpose("P-1", "ended", TestLog.START, List.of())))
                .isEmpty();
        assertThat(found(log -> log.begin()
                        .purpose("P-1", "ended", TestLog.START, List.of())
                        .purpose("P-1", "active", TestLog.START + 9, List.of())))
                .contains("had ended comes back");
        assertThat(found(log -> log.begin().skipVersion("P-1").purpose("P-1", "active", TestLog.START, List.of())))
                .contains("version 3 of a purpose whose next version is 2");
        assertThat(found(log -> log.begin().skipVersion("P-2").purpose("P-2", "active", TestLog.START, List.of())))
                .contains("version 2 of a purpose whose next version is 1");
    }

    @Test
    void aPracticeThatWasFoundEndsEverythingAndIsNeverForgotten() {
        Consumer<TestLog> flagged =
                log -> log.begin().purpose(Map.of("practices", List.of("mass-surveillance", "social-scoring")));
        assertThat(found(flagged.andThen(log -> log.later(60).access(Map.of()))))
                .isEmpty();
        assertThat(found(flagged.andThen(log -> log.later(61).access(Map.of()))))
                .contains("entry 5: purpose P-1 serves the prohibited practice mass-surveillance");
        assertThat(found(flagged.andThen(log -> log.later(61).access(Map.of("dec", "deny")))))
                .isEmpty();
        assertThat(found(flagged.andThen(log -> log.purpose(Map.of("practices", List.of("mass-surveillance"))))))
                .contains("entry 5: the practice social-scoring that was found is not named any more");
        assertThat(found(log -> log.begin()
                        .purpose(Map.of("pur", "P-2", "practices", List.of("mass-surveillance")))
                        .access(Map.of("pur", "P-2"))))
                .contains("P-2 serves the prohibited practice");
    }

    @Test
    void whatNobodyMayUseIsUsedUnderNoPurpose() {
        for (String feature : List.of("face-identification", "location-tracking", "interception")) {
            Map<String, Object> using = Map.of("feat", List.of("ocr", feature));
            assertThat(found(log -> log.begin().access(using)))
                    .contains("entry 4: purpose P-1 cannot cover the feature " + feature);
        }
    }

    @Test
    void anAccessIsAllowedByWhatPermitsAndDeniedByWhatForbids() {
        String permit = "baseline/permit/members@1";
        for (String other : List.of(
                "baseline/forbid/bulk@1",
                "baseline/forbid/hold@1",
                "engine/error",
                "site/permit/all@1",
                "and-3-more")) {
            assertThat(found(log -> log.begin().access(Map.of("rule", List.of(permit, other)))))
                    .contains("entry 4: is allowed and cites the rule " + other + ", which permits nothing");
        }
        assertThat(found(log -> log.begin().access(Map.of("rule", List.of()))))
                .contains("entry 4: is allowed and cites no rule that permits it");
        assertThat(found(log -> log.begin().approved("A-1", Map.of()).access(Map.of("rule", List.of("approval/A-1")))))
                .contains("entry 7: is allowed and cites no rule that permits it");
        assertThat(found(log -> log.begin().access(Map.of("dec", "deny", "rule", List.of()))))
                .contains("entry 4: is denied and cites no rule that forbids it");
        assertThat(found(log -> log.begin().access(Map.of("dec", "deny", "rule", List.of("engine/error", permit)))))
                .contains("entry 4: is denied and cites the rule " + permit + ", which forbids nothing");
        assertThat(found(log -> {
                    log.begin();
                    for (int i = 0; i < 3; i++) { // what was cited before is not looked at again
                        log.access(Map.of("dec", "deny", "rule", List.of("engine/no-permit")))
                                .access(Map.of());
                    }
                }))
                .isEmpty();
        assertThat(found(log -> log.begin()
                        .access(Map.of())
                        .access(Map.of("dec", "deny"))
                        .access(Map.of("dec", "deny", "rule", List.of(permit)))
                        .access(Map.of("rule", List.of("baseline/forbid/action@1")))))
                .contains("entry 6: is denied and cites the rule")
                .contains("entry 7: is allowed and cites the rule");
    }

    @Test
    void aPurposeStaysInItsAccount() {
        assertThat(found(log -> log.begin()
                        .access(Map.of("box", ""))
                        .access(Map.of("acct", "a-2", "box", "c-2", "dec", "deny"))
                        .access(Map.of("acct", "a-2", "box", "c-2"))))
                .contains("entry 6: purpose P-1 is one of account a-1 and reaches into another");
    }

    @Test
    void aPolicySetNeverComesToContainSomethingElse() {
        Map<String, Object> again = Map.of("digest", TestLog.DIGEST, "pol", TestLog.POLICIES);
        assertThat(found(log -> log.begin().add(Kind.POLICY, again))).isEmpty();
        String like = TestLog.DIGEST.substring(0, 63) + "0";
        Map<String, Object> other = Map.of("digest", like, "pol", TestLog.POLICIES);
        assertThat(found(log -> log.begin().add(Kind.POLICY, other)))
                .contains("policy set " + TestLog.POLICIES + " had the digest " + TestLog.DIGEST + " before");
    }

    @Test
    void aPolicySetIsCalledByItsDigest() {
        for (Map<String, String> other : List.of(
                Map.of("digest", "not-a-hash-at-all", "pol", "ps-1"),
                Map.of("digest", TestLog.DIGEST, "pol", "ps-1"),
                Map.of("digest", TestLog.DIGEST.toUpperCase(Locale.ROOT), "pol", TestLog.POLICIES),
                Map.of("digest", TestLog.DIGEST + "0", "pol", TestLog.POLICIES),
                Map.of("digest", "f" + TestLog.DIGEST.substring(1), "pol", TestLog.POLICIES))) {
            assertThat(found(log -> log.begin().add(Kind.POLICY, other)))
                    .contains("entry 4: policy set " + other.get("pol") + " is not called by its digest");
        }
    }

    @Test
    void noCredentialLivesLongerThanItsTypeMay() {
        Map<String, Long> lives = Map.of(
                "access-key", 90 * 86_400L, "sas", 7 * 86_400L, "session", 12 * 3_600L, "internal", 366 * 86_400L);
        Consumer<TestLog> begun =
                log -> log.begin().purpose("P-2", "active", TestLog.START + 366 * 86_400L, List.of("*"));
        lives.forEach((type, life) -> {
            assertThat(found(begun.andThen(log -> log.add(Kind.CREDENTIAL, credential(type, life)))))
                    .as(type)
                    .isEmpty();
            assertThat(found(begun.andThen(log -> log.add(Kind.CREDENTIAL, credential(type, life + 1)))))
                    .as(type)
                    .contains("lives longer");
        });
        assertThat(found(begun.andThen(log -> log.add(Kind.CREDENTIAL, credential("badge", 1)))))
                .contains("unknown type");
        Map<String, Object> lost = credential("sas", 1);
        lost.put("state", "lost");
        assertThat(found(begun.andThen(log -> log.add(Kind.CREDENTIAL, lost)))).contains("unknown state");
    }

    private static Map<String, Object> credential(String type, long life) {
        Map<String, Object> values = new TreeMap<>(Map.of("cred", "K-1", "pur", "P-2", "state", "active"));
        values.put("type", type);
        values.put("exp", TestLog.START + life);
        values.put(
                "sd",
                List.of("a", "b", "c", "d").stream()
                        .map(name -> Disclosure.of(new byte[16], "actor", name).digest())
                        .toList());
        return values;
    }

    @Test
    void wordsAreFromTheVocabulary() {
        assertThat(found(log -> log.begin().access(Map.of("svc", "spy")))).contains("unknown service");
        assertThat(found(log -> log.begin().access(Map.of("act", "peek")))).contains("unknown action");
        assertThat(found(log -> log.begin().access(Map.of("dec", "maybe")))).contains("allow or deny");
        assertThat(found(log -> log.begin().purpose("P-3", "paused", 1, List.of())))
                .contains("unknown state");
        assertThat(found(log -> log.begin().purpose(Map.of("boxes", "some")))).contains("boxes is a count or all");
    }

    @Test
    void whatIsStoredIsNeverNegativeAndStaysInItsAccount() {
        Map<String, Object> delete = Map.of("act", "delete", "dst", -10);
        assertThat(found(log -> log.begin().access(Map.of("dst", 10)).access(delete)))
                .isEmpty();
        assertThat(found(log -> log.begin().access(Map.of("dst", 9)).access(delete)))
                .contains("would hold -1 bytes");
        assertThat(found(log -> log.begin()
                        .purpose(Map.of("pur", "P-2"))
                        .access(Map.of("dst", 10))
                        .access(Map.of("acct", "a-2", "pur", "P-2"))))
                .contains("box c-1 stood in another account before");
        assertThat(found(log -> log.begin().access(Map.of("box", "", "dst", 1))))
                .contains("outside any box");
        assertThat(found(log -> log.begin().access(Map.of("dec", "deny", "dst", 1))))
                .contains("denied access");
        assertThat(found(log -> log.begin().access(Map.of("dec", "deny", "out", 1))))
                .contains("denied access");
    }

    @Test
    void aVoidTakesBackExactlyWhatOneAccessAnnounced() {
        assertThat(found(log -> log.begin().access(Map.of("dst", 10)).add(Kind.VOID, voids(4, -10))))
                .isEmpty();
        assertThat(found(log -> log.begin().access(Map.of("dst", 10)).add(Kind.VOID, voids(4, -9))))
                .contains("no allowed access with the opposite change");
        assertThat(found(log -> log.begin().access(Map.of("dst", 10)).add(Kind.VOID, voids(3, -10))))
                .contains("no allowed access");
        assertThat(found(log -> log.begin().access(Map.of()).add(Kind.VOID, voids(4, 0))))
                .contains("no allowed access");
        assertThat(found(log -> log.begin().add(Kind.VOID, voids(4, 10)))).contains("does not stand before it");
        assertThat(found(log -> log.begin()
                        .access(Map.of("dst", 10))
                        .access(Map.of("dst", 10))
                        .add(Kind.VOID, voids(4, -10))
                        .add(Kind.VOID, voids(4, -10))))
                .contains("a second time");
        assertThat(found(log -> {
                    log.begin().access(Map.of("dst", 10));
                    while (log.size() < 600) {
                        log.gap();
                    }
                    log.add(Kind.VOID, voids(4, -10)).access(Map.of("dst", 1)).add(Kind.VOID, voids(601, -1));
                }))
                .isEmpty();
    }

    @Test
    void commitmentsAreFourDifferentDigests() {
        String digest = Disclosure.of(new byte[16], "actor", "x").digest();
        assertThat(found(log -> log.begin().access(Map.of("sd", List.of(digest, digest, digest, digest)))))
                .contains("same digest twice");
        assertThat(found(log -> log.begin().access(Map.of("sd", List.of(digest)))))
                .contains("four digests");
        assertThat(found(log -> log.begin().access(Map.of("sd", List.of())))).contains("four digests");
        String noDigest = digest.substring(0, 42) + "B";
        String alsoNone = digest.substring(0, 41) + "+A";
        for (String bad : List.of(noDigest, alsoNone)) {
            assertThat(found(log -> log.begin().access(Map.of("sd", List.of(bad, digest, digest, digest)))))
                    .contains("no digest");
        }
    }

    @Test
    void unitsAreNamesWithCounts() {
        for (String bad :
                List.of("", ":", "page", "page:", ":1", "page:01", "page:-1", "page:1x", "page:12345678901234567")) {
            assertThat(found(log -> log.begin().access(Map.of("units", List.of("object:1", bad)))))
                    .as(bad)
                    .contains("name:count");
        }
        TestLog log = new TestLog().begin();
        log.access(Map.of("units", List.of("page:12", "object:0")))
                .access(Map.of("units", List.of("page:30")))
                .publish();
        assertThat(log.verify().totals().units()).containsEntry("page", 42L).containsEntry("object", 0L);
    }

    @Test
    void theRestKeepsItsWordToo() {
        Map<String, Object> credential =
                new TreeMap<>(Map.of("cred", "k", "exp", 1, "pur", "P-1", "state", "active", "type", "access-key"));
        credential.put("sd", List.of());
        assertThat(found(log -> log.begin().add(Kind.CREDENTIAL, credential))).contains("four digests");
        assertThat(found(log ->
                        log.begin().add(Kind.OPERATOR, Map.of("count", 0, "reason", "r", "since", 1, "svc", "blob"))))
                .contains("counts nothing");
        assertThat(found(log ->
                        log.begin().add(Kind.OPERATOR, Map.of("count", 1, "reason", "r", "since", 1, "svc", "spy"))))
                .contains("unknown service");
        assertThat(found(log -> log.begin().add(Kind.SHRED, Map.of("count", 1, "what", "object"))))
                .isEmpty();
        assertThat(found(log -> log.begin().add(Kind.SHRED, Map.of("count", 1, "what", "log"))))
                .contains("unknown kind of what was shredded");
        assertThat(found(log -> log.begin().add(Kind.REPORT, Map.of("digest", "", "rep", "r", "from", 0, "to", 5))))
                .contains("reports on entries");
        assertThat(found(log -> log.begin().add(Kind.SEAL, Map.of("next", "")).gap()))
                .contains("follows the seal");
    }

    @Test
    void sumsThatOverflowAreNamedAndDoNotWrap() {
        assertThat(found(log -> {
                    log.begin();
                    for (int i = 0; i < 1_100; i++) {
                        log.access(Map.of("out", Entry.MAX_NUMBER));
                    }
                }))
                .contains("beyond 63 bits");
    }

    @Test
    void whereTheLogGoesOnFromABackupIsNamedWithTheTimeThatNobodyIsToldOf() {
        TestLog log = new TestLog().begin();
        log.restored("restored", TestLog.START - 60, 1)
                .later(3_600)
                .restored("restored", TestLog.START + 600, 1)
                .later(60)
                .restored("restored-without-entries", TestLog.START + 3_600, 12);
        Report report = log.publish().verify();
        assertThat(report.verdict()).isEqualTo(Verdict.SOUND);
        assertThat(report.notes())
                .containsExactly(
                        "restored at entry 4 from a backup of 2026-11-18T11:05:40Z: whatever the server did between"
                                + " 2026-11-18T11:06:40Z and 2026-11-18T11:06:40Z is not in this log",
                        "restored at entry 5 from a backup of 2026-11-18T11:16:40Z: whatever the server did between"
                                + " 2026-11-18T11:16:40Z and 2026-11-18T12:06:40Z is not in this log",
                        "restored at entry 6 from a backup of 2026-11-18T12:06:40Z: whatever the server did between"
                                + " 2026-11-18T12:06:40Z and 2026-11-18T12:07:40Z is not in this log;"
                                + " of it, 12 entries that had been signed are given up");
        assertThat(report.text()).contains("Note       restored at entry 5 from a backup of 2026-11-18T11:16:40Z");
        assertThat(report.json()).contains("\"restored at entry 5 from a backup of 2026-11-18T11:16:40Z");
    }

    @Test
    void ofVeryManyRestoresTheFirstAreNamedAndTheOthersCounted() {
        TestLog log = new TestLog().begin();
        for (int i = 0; i < 300; i++) {
            log.restored("restored", TestLog.START, 1);
        }
        assertThat(log.publish().verify().notes()).hasSize(21).contains("restored from a backup at 280 more entries");
    }

    private static Map<String, Object> voids(long ref, long change) {
        return Map.of("acct", "a-1", "box", "c-1", "dst", change, "ref", ref, "why", "failed");
    }

    static String found(Consumer<TestLog> make) {
        TestLog log = new TestLog();
        make.accept(log);
        List<Finding> findings = log.publish().verify().findings();
        return findings.isEmpty() ? "" : findings.toString();
    }
}
