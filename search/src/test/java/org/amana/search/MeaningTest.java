package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Feature;
import org.amana.policy.PrincipalId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Search by meaning, with the real model.
@Tag("slow")
class MeaningTest {
    static final SearchConfig PATIENT = new SearchConfig(
            ByteSize.ofMebibytes(8),
            ByteSize.ofMebibytes(4),
            2,
            16,
            Duration.ofSeconds(30),
            true,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5));

    /// Never waits for the model.
    private static final SearchConfig HASTY = new SearchConfig(
            PATIENT.cache(),
            PATIENT.writeBuffer(),
            2,
            16,
            Duration.ofSeconds(30),
            true,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMinutes(5));

    private static final PrincipalId ASKER = new PrincipalId(1);

    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void open() {
        shelf = new Shelf(new OsDisk(), folder, PATIENT);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void putShips() {
        shelf.putIn("open", "vessel.pdf", "en", "At dusk a vessel came into port and unloaded its cargo of grain.");
        shelf.putIn("open", "budget.pdf", "en", "The committee approved next year's school budget without debate.");
        shelf.putIn("open", "ship.pdf", "en", "The ship entered the harbour in the evening with cargo.");
        shelf.awaitMeaning();
    }

    @Test
    void aModelThatFailsIsLoadedAnewAndItsThreadGoesOn() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        ModelThread.Background closing = new ModelThread.Background() {
            @Override
            public boolean hasWork() {
                return closed.getCount() > 0;
            }

            @Override
            public void step(Embedding loaded) {
                loaded.close(); // so that it fails when it is asked
                closed.countDown();
            }
        };
        try (ModelThread thread = new ModelThread(closing, Duration.ofMinutes(5))) {
            thread.start();
            closed.await();
            assertThat(thread.ask(ASKER, "boats", Duration.ofSeconds(60)).meaning())
                    .isEqualTo(Meaning.ABSENT);
            assertThat(thread.ask(ASKER, "boats", Duration.ofSeconds(60)).meaning())
                    .isEqualTo(Meaning.USED);
        }
    }

    @Test
    void aModelThatFailsOverPassagesIsLoadedAnewAndTheyCome() {
        shelf.close();
        shelf = new Shelf(new OsDisk(), folder.resolve("other"), Shelf.CONFIG); // whose own model's thread does not run
        IndexedDocument document = shelf.document("open", "vessel.pdf", "en", "At dusk a vessel came into port.");
        shelf.put(document);
        Passages passages = new Passages(shelf.index, _ -> Optional.of(document));
        AtomicInteger steps = new AtomicInteger();
        ModelThread.Background closingOnce = new ModelThread.Background() {
            @Override
            public boolean hasWork() {
                return passages.hasWork();
            }

            @Override
            public void step(Embedding loaded) {
                if (steps.incrementAndGet() == 1) {
                    loaded.close();
                }
                passages.step(loaded);
            }
        };
        try (ModelThread thread = new ModelThread(closingOnce, Duration.ofMinutes(5))) {
            thread.start();
            shelf.awaitMeaning();
        }
        assertThat(steps.get()).isEqualTo(2);
        assertThat(shelf.index.size().documents()).as("a page and a passage").isEqualTo(2);
    }

    @Test
    void aTextIsFoundByItsMeaningWithoutAnyOfItsWords() {
        putShips();
        SearchResult result = shelf.find("boats arriving after sunset");
        assertThat(result.meaning()).isEqualTo(Meaning.USED);
        assertThat(result.hits()).extracting(Hit::name).containsExactlyInAnyOrder("vessel.pdf", "ship.pdf");
        Hit hit = result.hits().getFirst();
        assertThat(hit.byMeaning()).isTrue();
        assertThat(hit.snippets().getFirst().text()).containsAnyOf("vessel", "ship");
        assertThat(hit.snippets().getFirst().segments()).noneMatch(Snippet.Segment::marked);
    }

    @Test
    void whatIsFoundByMeaningAloneDoesNotHideThatFilesWereReadInPart() {
        shelf.put(Shelf.incomplete(shelf.document("open", "cut.pdf", "es", "nada")));
        putShips();
        SearchResult near = shelf.find("boats arriving after sunset");
        assertThat(near.hits()).isNotEmpty();
        assertThat(near.remarks()).contains(SearchResult.Remark.READ_IN_PART);
        assertThat(shelf.find("ship entering harbour").remarks()).doesNotContain(SearchResult.Remark.READ_IN_PART);
    }

    @Test
    void wordsAndMeaningTogetherStandAboveEitherAlone() {
        putShips();
        SearchResult result = shelf.find("ship entering harbour");
        assertThat(result.hits().getFirst().name()).isEqualTo("ship.pdf");
        assertThat(result.hits().getFirst().byMeaning()).isFalse();
        assertThat(result.hits()).extracting(Hit::name).contains("vessel.pdf").doesNotContain("budget.pdf");
    }

    @Test
    void whatHasTheWordStandsAboveWhatIsOnlyNearInMeaning() {
        putShips();
        shelf.putIn(
                "open", "club.pdf", "en", "Members of the club whose boats are painted green pay less. ".repeat(40));
        shelf.putIn(
                "open",
                "list.pdf",
                "en",
                "A list of old names, of chairs, lamps and boats, as they were sold. ".repeat(9));
        shelf.putIn("open", "register.pdf", "en", "sails, boats");
        shelf.putIn("open", "yacht.pdf", "en", "A yacht.");
        shelf.awaitMeaning();
        for (String query : List.of("boats", "the boats", "boats fleet")) {
            List<Hit> hits = shelf.find(query).hits();
            assertThat(hits).as(query).extracting(Hit::byMeaning).contains(true).startsWith(false, false, false);
            assertThat(hits).as(query).extracting(Hit::byMeaning).isSorted();
        }
    }

    @Test
    void ofAQuestionWhatHasAllTheWordsComesFirstAndTheRestIsFused() {
        putShips();
        String little = "Sunset at nine; the table is of boats and tides, and says nothing of anything else at all. ";
        shelf.putIn("open", "tide tables.pdf", "en", little.repeat(30));
        shelf.putIn("open", "all.pdf", "en", (little + "They were arriving, the papers, by post. ").repeat(30));
        shelf.awaitMeaning();
        List<Hit> hits = shelf.find("boats arriving at sunset").hits();
        assertThat(hits.getFirst().name()).isEqualTo("all.pdf");
        assertThat(hits.subList(1, 3)).extracting(Hit::byMeaning).contains(true);
    }

    @Test
    void everyFileStandsOnOnePageWhetherOrNotTheModelIsInTimeForEach() {
        shelf.close();
        shelf = new Shelf(new OsDisk(), folder.resolve("other"), HASTY);
        for (int i = 0; i < 12; i++) {
            shelf.putIn("open", "boat" + i + ".pdf", "en", "The boats of quay " + i);
            shelf.putIn("open", "vessel" + i + ".pdf", "en", "A ship, a vessel under sail number " + i);
        }
        shelf.awaitMeaning();
        SearchRequest asked = SearchRequest.of("boats").withPage(1, 5);

        keepModelBusy();
        SearchResult late = shelf.find(asked);
        assertThat(late.meaning()).isEqualTo(Meaning.LATE);
        awaitPoint(asked);
        assertThat(everyPage(asked.withNearness(late.nearness())))
                .doesNotHaveDuplicates()
                .hasSize(12)
                .allMatch(name -> name.startsWith("boat"))
                .startsWith(late.hits().stream().map(Hit::name).toArray(String[]::new));

        SearchResult again = shelf.find(asked);
        assertThat(again.meaning()).as("answered meanwhile").isEqualTo(Meaning.USED);
        assertThat(everyPage(asked.withNearness(again.nearness())))
                .doesNotHaveDuplicates()
                .hasSize((int) again.files())
                .hasSizeGreaterThan(12);
    }

    /// For a second or so.
    private void keepModelBusy() {
        for (int i = 0; i < 60; i++) {
            shelf.model.ask(ASKER, i + " ships and their cargo".repeat(40), Duration.ZERO);
        }
    }

    /// Waits until the point of a question that came too late is there.
    private void awaitPoint(SearchRequest asked) {
        shelf.model.ask(ASKER, asked.query(), Duration.ofSeconds(30));
    }

    /// Names of the files on all pages, each asked as the one before says.
    private List<String> everyPage(SearchRequest first) {
        List<String> names = new ArrayList<>();
        SearchResult result;
        SearchRequest request = first;
        do {
            result = shelf.find(request);
            result.hits().forEach(hit -> names.add(hit.name()));
            request = request.withPage(result.page() + 1, request.size()).withNearness(result.nearness());
        } while (result.page() < result.pages());
        return names;
    }

    @Test
    void aPageThatMeaningRanksIsRefusedRatherThanRankedOtherwise() {
        shelf.close();
        shelf = new Shelf(new OsDisk(), folder.resolve("other"), HASTY);
        SearchRequest kept = SearchRequest.of("boats").withNearness(SearchRequest.Nearness.KEPT);
        assertThatExceptionOfType(AmanaException.class)
                .isThrownBy(() -> shelf.find(kept))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SERVER_BUSY));
        awaitPoint(kept);
        assertThat(shelf.find(kept).meaning()).isEqualTo(Meaning.USED);
    }

    @Test
    void aSearchThatLeavesMeaningOutDoesNotAskForTheFeature() {
        SearchRequest asked = SearchRequest.of("boats");
        assertThat(Shelf.asking(asked).features()).contains(Feature.VECTOR_SEARCH);
        assertThat(Shelf.asking(asked.withNearness(SearchRequest.Nearness.LEFT_OUT))
                        .features())
                .containsExactly(Feature.KEYWORD_SEARCH);
    }

    @Test
    void anotherLanguageIsAskedByWordsAloneAndItIsSaid() {
        shelf.put("acta.pdf", "es", "El buque entró en el puerto al anochecer.");
        assertThat(shelf.find("السفينة في الميناء").meaning()).isEqualTo(Meaning.OTHER_LANGUAGE);
        assertThat(shelf.find("el buque en el puerto").meaning()).isEqualTo(Meaning.OTHER_LANGUAGE);
        assertThat(shelf.index.wants().size()).isZero();
    }

    @Test
    void aPhraseIsAskedByWordsAlone() {
        putShips();
        SearchResult result = shelf.find("\"boats arriving after sunset\"");
        assertThat(result.meaning()).isEqualTo(Meaning.NOT_ASKED);
        assertThat(result.hits()).isEmpty();
    }

    @Test
    void whatMustNotBeThereIsNotFoundByMeaningEither() {
        putShips();
        assertThat(shelf.find("boats arriving after sunset -grain").hits())
                .extracting(Hit::name)
                .containsExactly("ship.pdf");
    }

    @Test
    void aDroppedDocumentTakesItsVectorsAlong() {
        long id = shelf.put("vessel.pdf", "en", "At dusk a vessel came into port and unloaded its cargo of grain.");
        shelf.awaitMeaning();
        assertThat(shelf.index.size().documents()).isEqualTo(2);
        shelf.drop(id);
        assertThat(shelf.index.size().documents()).isZero();
        assertThat(shelf.find("boats arriving after sunset").hits()).isEmpty();
    }

    @Test
    void passagesThatAStopCameBeforeAreMadeAfterTheNextStart() {
        long id = shelf.put("vessel.pdf", "en", "At dusk a vessel came into port and unloaded its cargo of grain.");
        shelf.awaitMeaning();
        shelf.put("ship.pdf", "en", "The ship entered the harbour in the evening with cargo.");
        shelf.index.commit(2);
        shelf.index.reopen();
        assertThat(shelf.index.wants().size()).isLessThanOrEqualTo(2);
        shelf.awaitMeaning();
        assertThat(shelf.index.size().documents()).isEqualTo(4);
        shelf.drop(id);
        assertThat(shelf.index.size().documents()).isEqualTo(2);
    }

    @Test
    void whileTheModelIsNotThereWordsAnswerAndItIsSaid() {
        shelf.close();
        shelf = new Shelf(new OsDisk(), folder.resolve("other"), HASTY);
        shelf.put("ship.pdf", "es", "ship");
        SearchResult result = shelf.find("ship harbour");
        assertThat(result.meaning()).isEqualTo(Meaning.LOADING);
        assertThat(result.hits()).hasSize(1);
    }

    @Test
    void anIdleModelIsUnloadedAndLoadedAgainWhenAsked() throws InterruptedException {
        ModelThread.Background nothing = new ModelThread.Background() {
            @Override
            public void step(Embedding model) {}

            @Override
            public boolean hasWork() {
                return false;
            }
        };
        try (ModelThread model = new ModelThread(nothing, Duration.ofMillis(100))) {
            model.start();
            assertThat(model.ask(ASKER, "a ship", Duration.ofSeconds(30)).meaning())
                    .isEqualTo(Meaning.USED);
            for (int i = 0; i < 100 && model.isLoaded(); i++) {
                Thread.sleep(100);
            }
            assertThat(model.isLoaded()).isFalse();
            assertThat(model.ask(ASKER, "a ship", Duration.ofSeconds(30)).point())
                    .isPresent();
        }
    }

    @Test
    void aQuestionAfterTheEndIsAnsweredAtOnce() {
        shelf.model.close();
        assertThat(shelf.model.ask(ASKER, "a ship", Duration.ofSeconds(30)).meaning())
                .isEqualTo(Meaning.ABSENT);
    }
}
