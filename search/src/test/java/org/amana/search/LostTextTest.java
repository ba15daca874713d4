package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.amana.durable.Mode;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The text of one document is lost, and nothing else is: not the index, not what else is found, not what comes in.
class LostTextTest {
    @TempDir
    Path folder;

    private final Papers papers = new Papers();
    private Index index;
    private Feeder feeder;
    private Search search;

    @BeforeEach
    void open() {
        AnalysedTexts texts = new AnalysedTexts(papers);
        index = new Index(new OsDisk(), folder.resolve("index"), Shelf.KEY, Shelf.CONFIG);
        feeder = new Feeder(index, papers, texts, Courtesy.none());
        ModelThread model = new ModelThread(new Passages(index, texts::document), Duration.ofMinutes(1));
        search = new Search(index, model, texts, (asked, containers) -> containers, Shelf.CONFIG, null);
    }

    @AfterEach
    void close() {
        search.close();
    }

    private void takeEverything() {
        int taken;
        do {
            taken = feeder.step();
        } while (taken > 0);
        index.refresh();
    }

    private SearchResult find(String query) {
        return search.answer(SearchRequest.of(query), Shelf.asking(SearchRequest.of(query)));
    }

    private List<String> names(String query) {
        return find(query).hits().stream().map(Hit::name).toList();
    }

    private static AmanaException damaged() {
        return new AmanaException(ErrorCode.CORRUPT, "extent 7 at 4096: damaged");
    }

    /// What the disk says of an extent that is gone.
    private AmanaException missing() {
        try {
            new OsDisk().open(folder.resolve("0007.extent"), Mode.READ).close();
            throw new AssertionError("it is there");
        } catch (AmanaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.DISK_FAILED);
            return e;
        }
    }

    private void anAnswerHasNoSnippetsOf(AmanaException failure) {
        long lost = papers.put("lost.txt", "the dredging statement");
        papers.put("whole.txt", "another dredging statement");
        takeEverything();
        papers.lost.put(lost, failure);
        SearchResult answer = find("dredging");
        assertThat(answer.hits()).extracting(Hit::name).containsExactlyInAnyOrder("lost.txt", "whole.txt");
        assertThat(answer.hits())
                .allSatisfy(hit -> assertThat(hit.snippets()).hasSize(hit.name().equals("lost.txt") ? 0 : 1));
        assertThat(index.isDamaged()).isFalse();
    }

    @Test
    void aFileWhosePageIsDamagedIsAHitWithoutSnippets() {
        anAnswerHasNoSnippetsOf(damaged());
    }

    @Test
    void aFileWhoseExtentIsGoneIsAHitWithoutSnippetsAndTheIndexIsWhole() {
        anAnswerHasNoSnippetsOf(missing());
    }

    @Test
    void whatElseFailsFailsTheSearchAndIsNoDamageOfTheIndex() {
        long id = papers.put("a.txt", "the dredging statement");
        takeEverything();
        papers.lost.put(id, new AmanaException(ErrorCode.SERVER_BUSY, "later", missing()));
        assertThatThrownBy(() -> find("dredging")).hasMessageContaining("later");
        assertThat(index.isDamaged()).isFalse();
    }

    private void onlyTheLostIsLeftOut(RuntimeException failure) {
        long lost = papers.put("lost.txt", "the dredging statement");
        papers.put("whole.txt", "another dredging statement");
        papers.lost.put(lost, failure);
        takeEverything();
        papers.put("late.txt", "a late dredging statement");
        takeEverything();
        assertThat(papers.next(1)).isEmpty();
        assertThat(names("dredging")).containsExactlyInAnyOrder("whole.txt", "late.txt");
        assertThat(find("").files()).isEqualTo(2);
        assertThat(index.leftOut()).containsExactly(lost);
    }

    @Test
    void aDocumentThatIsDamagedIsLeftOutAndTheOthersAreFound() {
        onlyTheLostIsLeftOut(damaged());
    }

    @Test
    void aDocumentWhoseExtentIsGoneIsLeftOutAndTheOthersAreFound() {
        onlyTheLostIsLeftOut(missing());
    }

    @Test
    void aDocumentThatNobodyCanMakeSenseOfIsLeftOutAndTheOthersAreFound() {
        onlyTheLostIsLeftOut(new IllegalArgumentException("no such engine"));
    }

    @Test
    void whileTheStoreIsBusyNothingIsLeftOut() {
        long id = papers.put("a.txt", "the dredging statement");
        papers.lost.put(id, new AmanaException(ErrorCode.SERVER_BUSY, "later"));
        assertThatThrownBy(feeder::step).hasMessageContaining("later");
        papers.lost.clear();
        takeEverything();
        assertThat(names("dredging")).containsExactly("a.txt");
    }

    @Test
    void whatWasLeftOutIsTakenInOnceItCanBeReadAgain() {
        long lost = papers.put("lost.txt", "the dredging statement");
        papers.lost.put(lost, missing());
        takeEverything();
        Intake intake = new Intake(index, new AnalysedTexts(papers), Duration.ZERO);
        assertThat(intake.takeAgain()).isFalse();
        papers.lost.clear();
        assertThat(intake.takeAgain()).isTrue();
        index.refresh();
        assertThat(names("dredging")).containsExactly("lost.txt");
        assertThat(index.leftOut()).isEmpty();
    }

    @Test
    void whatWasLeftOutIsTakenInAfterAStart() {
        long lost = papers.put("lost.txt", "the dredging statement");
        papers.lost.put(lost, missing());
        takeEverything();
        close();
        papers.lost.clear();
        open();
        takeEverything();
        assertThat(names("dredging")).containsExactly("lost.txt");
    }

    @Test
    void whatWasLeftOutAndIsDroppedIsLeftOutNoMore() {
        long lost = papers.put("lost.txt", "the dredging statement");
        papers.lost.put(lost, missing());
        takeEverything();
        papers.lost.clear();
        papers.drop(lost);
        takeEverything();
        assertThat(index.leftOut()).isEmpty();
        assertThat(index.size().documents()).isZero();
    }
}
