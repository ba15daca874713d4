package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Purpose P-2 deletes something in many boxes; a minute later P-1 writes to each of them, of which it covers
/// some. Nothing is voided, but for what a test says: so all are in use, which is known in the end.
class BoxRulesTest {
    private static TestLog crowded(String covered, int boxes) {
        TestLog log =
                new TestLog().begin().purposeWithHolder(Map.of("pur", "P-2")).purpose(Map.of("boxes", covered));
        for (int box = 0; box < boxes; box++) {
            log.access(Map.of("pur", "P-2", "act", "delete", "box", "c-" + box));
        }
        log.later(61);
        for (int box = 0; box < boxes; box++) {
            log.access(Map.of("act", "write", "box", "c-" + box, "in", 1, "dst", 1));
        }
        return log;
    }

    private static List<Long> found(TestLog log) {
        List<Long> found = new ArrayList<>();
        LogRules rules = rules(log, found);
        take(log, rules, 0, log.size());
        rules.finish();
        return found;
    }

    private static LogRules rules(TestLog log, List<Long> found) {
        return new LogRules(TestLog.ORIGIN, log.key().toString(), (index, _) -> found.add(index));
    }

    private static void take(TestLog log, LogRules rules, int from, int to) {
        for (int index = from; index < to; index++) {
            byte[] entry = log.entries().get(index);
            rules.take(index, entry, 0, entry.length, () -> {});
        }
    }

    private static TestLog voiding(TestLog log, int box, long ref) {
        return log.add(Kind.VOID, Map.of("acct", "a-1", "box", "c-" + box, "dst", -1, "ref", ref, "why", "failed"));
    }

    @Test
    void eachSuspicionRestsOnTheWritesThatWereThereThen() {
        assertThat(found(crowded("2", 4).later(61).gap())).containsExactly(13L, 14L);
        assertThat(found(voiding(crowded("2", 4), 0, 11).later(61).gap()))
                .as("one less from the beginning")
                .containsExactly(14L);
        assertThat(found(voiding(voiding(crowded("2", 4), 3, 14), 1, 12)
                        .access(Map.of("act", "write", "box", "c-3", "in", 1, "dst", 1))
                        .later(61)
                        .gap()))
                .as("one of them written to again")
                .containsExactly(17L);
        assertThat(found(crowded("2", 4)
                        .access(Map.of("pur", "P-2", "act", "delete", "box", "c-0"))
                        .later(61)
                        .access(Map.of("act", "write", "box", "c-4", "in", 1, "dst", 1))
                        .later(61)
                        .gap()))
                .as("one was left out later, and another that was there came")
                .containsExactly(13L, 14L, 16L);
    }

    @Test
    void whatIsSuspectedIsCountedAmongWhatIsKept() {
        for (Map.Entry<String, Verdict> each :
                Map.of("all", Verdict.MISBEHAVIOUR, "1", Verdict.INCOMPLETE).entrySet()) {
            TestLog log =
                    crowded(each.getKey(), 600).access(Map.of("pol", "ps-2")).publish();
            Report report = LogVerification.verify(log.source(), log.key(), Remembered.NOTHING, 200_000);
            assertThat(report.verdict()).as(each.getKey()).isEqualTo(each.getValue());
        }
    }

    /// What is kept for one more entry, and what is made for it, is the same however many came before.
    @Test
    @Tag("slow")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anEntryCostsTheSameHoweverManyBoxesAreInUse() {
        int boxes = 30_000;
        TestLog log = crowded("1", boxes).later(61);
        for (int box = 0; box < boxes; box++) {
            log.access(Map.of("act", "write", "box", "c-" + box, "in", 1, "dst", 1));
        }
        log.later(61);
        for (int box = 0; box < boxes; box++) {
            log.access(Map.of("box", "c-" + box));
        }
        List<Long> found = new ArrayList<>();
        LogRules rules = rules(log, found);
        take(log, rules, 0, log.size());
        assertThat(rules.weight()).isLessThan(boxes * 600L);
        assertThat(found)
                .as("they were there, and are said to be at each access")
                .hasSize(2 * boxes - 1);
        rules.finish();
        assertThat(found).as("what was written to them stands").hasSize(3 * boxes - 2);
    }
}
