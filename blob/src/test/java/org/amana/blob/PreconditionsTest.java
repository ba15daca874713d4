package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.Test;

class PreconditionsTest {
    private static final ETag TAG = new ETag("0x8DE");
    private static final Instant MODIFIED = Instant.parse("2026-03-01T09:30:00Z");
    private static final Instant BEFORE = MODIFIED.minusSeconds(1);
    private static final Tags TAGS = new Tags(new TreeMap<>(Map.of("state", "done")));

    private static Conditions match(String header) {
        return Conditions.NONE.withIfMatch(ETagCondition.parse(header));
    }

    private static Conditions noneMatch(String header) {
        return Conditions.NONE.withIfNoneMatch(ETagCondition.parse(header));
    }

    private static String read(Conditions conditions) {
        return outcome(() -> Preconditions.requireForRead(conditions, TAG, MODIFIED, TAGS, "blob"));
    }

    private static String write(Conditions conditions) {
        return outcome(() -> Preconditions.requireForWrite(conditions, TAG, MODIFIED, TAGS, "blob"));
    }

    private static String create(Conditions conditions) {
        return outcome(() -> Preconditions.requireForCreate(conditions, false, TAG, MODIFIED, TAGS, "blob"));
    }

    private static String add(Conditions conditions) {
        return outcome(() -> Preconditions.requireForAddition(conditions, TAG, MODIFIED, TAGS, "blob"));
    }

    private static String absent(Conditions conditions) {
        return outcome(() -> Preconditions.requireForAbsent(conditions, "blob"));
    }

    private static String outcome(Runnable decision) {
        try {
            decision.run();
            return "ok";
        } catch (AmanaException e) {
            return e.code().toString();
        }
    }

    private static String staged(Conditions conditions) {
        return outcome(() -> Preconditions.requireForStaged(conditions, MODIFIED, "blob"));
    }

    @Test
    void blocksThatWaitHaveATimeAndNoETag() {
        assertThat(staged(Conditions.NONE)).isEqualTo("ok");
        assertThat(staged(Conditions.NONE.withIfModifiedSince(BEFORE))).isEqualTo("ok");
        assertThat(staged(Conditions.NONE.withIfModifiedSince(MODIFIED))).isEqualTo("CONDITION_NOT_MET");
        assertThat(staged(noneMatch("0x8DE").withIfModifiedSince(MODIFIED))).isEqualTo("ok");
        assertThat(staged(match("0x8DE"))).isEqualTo("CONDITION_NOT_MET");
    }

    @Test
    void noConditionIsAlwaysMet() {
        assertThat(read(Conditions.NONE)).isEqualTo("ok");
        assertThat(write(Conditions.NONE)).isEqualTo("ok");
        assertThat(create(Conditions.NONE)).isEqualTo("ok");
        assertThat(absent(Conditions.NONE)).isEqualTo("ok");
    }

    @Test
    void tagsMatchWithAndWithoutQuotes() {
        assertThat(read(match("\"0x8DE\""))).isEqualTo("ok");
        assertThat(read(match("0x8DE"))).isEqualTo("ok");
        assertThat(read(match("\"0x8DF\""))).isEqualTo("CONDITION_NOT_MET");
        assertThat(read(match("\"a\", \"0x8DE\""))).isEqualTo("ok");
        assertThat(read(match("*"))).isEqualTo("ok");
        assertThat(read(match("\"0x1\", *"))).isEqualTo("ok");
    }

    @Test
    void aReadThatBringsNothingNewIsNotModified() {
        assertThat(read(noneMatch("0x8DE"))).isEqualTo("NOT_MODIFIED");
        assertThat(read(noneMatch("*"))).isEqualTo("NOT_MODIFIED");
        assertThat(read(noneMatch("0x1"))).isEqualTo("ok");
        assertThat(read(Conditions.NONE.withIfModifiedSince(MODIFIED))).isEqualTo("NOT_MODIFIED");
        assertThat(read(Conditions.NONE.withIfModifiedSince(BEFORE))).isEqualTo("ok");
    }

    @Test
    void aReadWithBothIsDoneWhenOneOfThemBringsSomethingNew() {
        assertThat(read(noneMatch("0x1").withIfModifiedSince(MODIFIED))).isEqualTo("ok");
        assertThat(read(noneMatch("0x8DE").withIfModifiedSince(BEFORE))).isEqualTo("ok");
        assertThat(read(noneMatch("0x8DE").withIfModifiedSince(MODIFIED))).isEqualTo("NOT_MODIFIED");
    }

    @Test
    void unmodifiedSinceFailsForWhatIsYounger() {
        assertThat(read(Conditions.NONE.withIfUnmodifiedSince(BEFORE))).isEqualTo("CONDITION_NOT_MET");
        assertThat(read(Conditions.NONE.withIfUnmodifiedSince(MODIFIED))).isEqualTo("ok");
        assertThat(write(Conditions.NONE.withIfUnmodifiedSince(BEFORE))).isEqualTo("CONDITION_NOT_MET");
    }

    @Test
    void aWriteThatIsNotAllowedIsAlwaysAFailedCondition() {
        assertThat(write(noneMatch("0x8DE"))).isEqualTo("CONDITION_NOT_MET");
        assertThat(write(noneMatch("*"))).isEqualTo("CONDITION_NOT_MET");
        assertThat(write(match("0x1"))).isEqualTo("CONDITION_NOT_MET");
        assertThat(write(match("*"))).isEqualTo("ok");
        assertThat(write(Conditions.NONE.withIfModifiedSince(MODIFIED))).isEqualTo("CONDITION_NOT_MET");
    }

    @Test
    void creatingWhatExistsWithIfNoneMatchStarIsAConflict() {
        assertThat(create(noneMatch("*"))).isEqualTo("BLOB_EXISTS");
        assertThat(absent(noneMatch("*"))).isEqualTo("ok");
    }

    @Test
    void whatOverwritesNothingMeetsIfNoneMatchStarAndNothingElse() {
        assertThat(add(Conditions.NONE)).isEqualTo("ok");
        assertThat(add(noneMatch("*"))).isEqualTo("ok");
        assertThat(add(noneMatch("*").withIfModifiedSince(MODIFIED))).isEqualTo("ok");
        assertThat(add(noneMatch("*").withIfTags(TagCondition.parse("\"state\" = 'open'"))))
                .isEqualTo("CONDITION_NOT_MET");
        assertThat(add(match("0x8DE").withIfNoneMatch(ETagCondition.any()))).isEqualTo("MULTIPLE_CONDITIONS");
        assertThat(add(noneMatch("0x8DE"))).isEqualTo("CONDITION_NOT_MET");
        assertThat(add(match("0x1"))).isEqualTo("CONDITION_NOT_MET");
    }

    @Test
    void whatDoesNotExistMatchesNoTag() {
        assertThat(absent(match("*"))).isEqualTo("CONDITION_NOT_MET");
        assertThat(absent(match("0x8DE"))).isEqualTo("CONDITION_NOT_MET");
        assertThat(absent(Conditions.NONE.withIfTags(TagCondition.parse("a = 'b'"))))
                .isEqualTo("CONDITION_NOT_MET");
    }

    @Test
    void aWriteKnowsOnePairOfHeadersOnly() {
        assertThat(write(noneMatch("0x1").withIfModifiedSince(MODIFIED))).isEqualTo("ok");
        assertThat(write(match("0x8DE").withIfUnmodifiedSince(BEFORE))).isEqualTo("ok");
        assertThat(write(match("0x8DE").withIfModifiedSince(BEFORE))).isEqualTo("MULTIPLE_CONDITIONS");
        assertThat(write(match("0x8DE").withIfNoneMatch(ETagCondition.parse("x"))))
                .isEqualTo("MULTIPLE_CONDITIONS");
        assertThat(write(match("a,b"))).isEqualTo("MULTIPLE_CONDITIONS");
    }

    @Test
    void tagsDecideReadsAndWrites() {
        Conditions done = Conditions.NONE.withIfTags(TagCondition.parse("\"state\" = 'done'"));
        Conditions open = Conditions.NONE.withIfTags(TagCondition.parse("\"state\" = 'open'"));
        assertThat(read(done)).isEqualTo("ok");
        assertThat(write(done)).isEqualTo("ok");
        assertThat(read(open)).isEqualTo("CONDITION_NOT_MET");
        assertThat(write(open)).isEqualTo("CONDITION_NOT_MET");
    }
}
