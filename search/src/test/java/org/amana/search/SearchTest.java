package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.amana.search.Facets.Count;
import org.amana.search.IndexedDocument.IndexedPage;
import org.amana.search.IndexedDocument.Sayings;
import org.amana.search.SearchRequest.Sort;
import org.amana.search.SearchResult.Remark;
import org.amana.search.Snippet.Segment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an answer holds.
class SearchTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void open() {
        shelf = new Shelf(folder);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    static List<String> marked(Snippet snippet) {
        return snippet.segments().stream()
                .filter(Segment::marked)
                .map(Segment::text)
                .toList();
    }

    @Test
    void aHitSaysWhereOnWhichPageAndByWhatItWasRead() {
        IndexedDocument plain = shelf.document("letters", "Box 41/minutes.pdf", "en", "first", "second");
        IndexedPage scanned = new IndexedPage(
                3, "The dredging concession at berth 9", "Tesseract 5.5.2 eng", TextSource.OCR, 0.71, "en");
        shelf.put(new IndexedDocument(
                plain.id(),
                "archive",
                "letters",
                plain.name(),
                "2/1",
                "scan.png",
                "Minutes",
                "application/pdf",
                "en",
                plain.date(),
                plain.added(),
                4_321,
                11,
                IndexedDocument.Sayings.NONE,
                false,
                List.of(scanned)));

        Hit hit = shelf.find("dredging \"berth 9\"").hits().getFirst();

        assertThat(hit.container()).isEqualTo("letters");
        assertThat(hit.name()).isEqualTo("Box 41/minutes.pdf");
        assertThat(hit.inside()).contains("2/1");
        assertThat(hit.title()).isEqualTo("Minutes");
        assertThat(hit.size()).isEqualTo(4_321);
        assertThat(hit.pages()).isEqualTo(11);
        assertThat(hit.engine()).isEqualTo("Tesseract 5.5.2 eng");
        assertThat(hit.source()).isEqualTo(TextSource.OCR);
        assertThat(hit.confidence()).isEqualTo(0.71);
        assertThat(hit.byMeaning()).isFalse();
        Snippet snippet = hit.snippets().getFirst();
        assertThat(snippet.page()).isEqualTo(3);
        assertThat(snippet.text()).isEqualTo("The dredging concession at berth 9");
        assertThat(marked(snippet)).containsExactly("dredging", "berth 9");
    }

    @Test
    void aHitShowsByWhatItWasFoundBesideItsText() {
        Sayings mail = new Sayings("Layla Haddad <layla@example.org>", "desk@example.org", "Berth 9 again");
        shelf.put(Shelf.saying(
                shelf.document("letters", "Box 41/haddad 2019-03.mbox", "en", "one page", "the haddad page"),
                "7",
                "haddad.eml",
                "message/rfc822",
                "Berth 9  again",
                mail));
        Sayings report = new Sayings("Omar Saleh", "", "a report, the concession of the quays");
        shelf.put(Shelf.saying(
                shelf.document("letters", "r.pdf", "en", "nothing"), "", "", "application/pdf", "A title", report));

        Label found = shelf.find("haddad berth").hits().getFirst().label();
        assertThat(said(found.name())).isEqualTo("Box 41/[haddad] 2019-03.mbox");
        assertThat(said(found.partName())).isEqualTo("[haddad].eml");
        assertThat(said(found.title())).isEqualTo("[Berth] 9 again");
        assertThat(said(found.authors())).isEqualTo("Layla [Haddad] <layla@example.org>");
        assertThat(said(found.recipients())).isEqualTo("desk@example.org");
        assertThat(said(found.about())).isEqualTo("[Berth] 9 again");
        assertThat(said(shelf.find("name:haddad").hits().getFirst().label().authors()))
                .isEqualTo("Layla Haddad <layla@example.org>");
        assertThat(said(shelf.find("from:haddad").hits().getFirst().label().name()))
                .isEqualTo("Box 41/haddad 2019-03.mbox");
        assertThat(said(shelf.find("author:sal*").hits().getFirst().label().authors()))
                .isEqualTo("Omar [Saleh]");
        Label other = shelf.find("concession").hits().getFirst().label();
        assertThat(said(other.title())).isEqualTo("A title");
        assertThat(other.authors()).as("not a mail, and not found by").isEmpty();
        assertThat(said(other.about())).isEqualTo("a report, the [concession] of the quays");
        assertThat(shelf.find("concession").releasedBytes())
                .isEqualTo(
                        "nothing".length() + "A title".length() + report.about().length());
    }

    @Test
    void ofALongFactThePieceThatWasFoundIsShown() {
        String about = "first of all ".repeat(60) + "the concession " + "and last ".repeat(60);
        shelf.put(Shelf.saying(
                shelf.document("letters", "r.pdf", "en", "nothing"),
                "",
                "",
                "application/pdf",
                "",
                new Sayings("", "", about)));
        String shown = said(shelf.find("concession").hits().getFirst().label().about());
        assertThat(shown).startsWith("\u2026").contains("[concession]").endsWith("\u2026");
        assertThat(shown.length()).isLessThan(300);
    }

    private static String said(List<Segment> segments) {
        return segments.stream()
                .map(segment -> segment.marked() ? "[" + segment.text() + "]" : segment.text())
                .collect(Collectors.joining());
    }

    @Test
    void aStemmedArabicWordIsMarkedAsItStandsInTheText() {
        shelf.put("جلسة.pdf", "ar", "واستعرضت اللجنة عرض الشركة بشأن امتياز التجريف عند الرصيف");
        Snippet snippet = shelf.find("تجريف").hits().getFirst().snippets().getFirst();
        assertThat(marked(snippet)).containsExactly("التجريف");
    }

    @Test
    void aPageAsLongAsAnalysisMakesThemCountsOnce() {
        String filler = "filler ".repeat(2_850);
        shelf.put("long.txt", "und", ("quay " + filler + "quay").substring(0, 19_958) + " quay");
        assertThat(shelf.find("quay").hits().getFirst().passages()).isEqualTo(1);
    }

    @Test
    void snippetsComeFromTheBestPagesAtMostThreeAndTheRestIsCounted() {
        shelf.put("long.pdf", "en", "quay", "quay quay", "none", "quay", "quay wall", "quay");
        Hit hit = shelf.find("quay").hits().getFirst();
        assertThat(hit.snippets()).hasSize(3);
        assertThat(hit.passages()).isEqualTo(5);
        assertThat(hit.morePassages()).isEqualTo(2);
        assertThat(hit.snippets().stream().map(Snippet::page)).doesNotContain(3);
    }

    @Test
    void aSnippetFromTheMiddleOfALongTextIsCutAtWordsAndSaysThatTheTextGoesOn() {
        String filler = "Lorem ipsum dolor sit amet consectetur. ".repeat(200);
        String text = filler + "Here the zeppelin landed near the harbour. " + filler;
        shelf.put("long.txt", "en", text);
        Snippet snippet = shelf.find("zeppelin").hits().getFirst().snippets().getFirst();
        assertThat(snippet.opens()).isTrue();
        assertThat(snippet.closes()).isTrue();
        assertThat(snippet.text()).contains("the zeppelin landed").hasSizeBetween(100, 300);
        assertThat(snippet.text()).matches("\\w.*");
        assertThat(text.substring(snippet.from())).startsWith(snippet.text());
    }

    @Test
    void aVeryLongPageIsFoundToItsEndAndItsOffsetsAreThoseOfThePage() {
        String text = "word ".repeat(20_000) + "zeppelin";
        shelf.put("long.txt", "en", text);
        SearchResult result = shelf.find("zeppelin");
        assertThat(result.files()).isEqualTo(1);
        Snippet snippet = result.hits().getFirst().snippets().getFirst();
        assertThat(text.substring(snippet.from())).startsWith(snippet.text());
    }

    @Test
    void filesAndPassagesAreCountedEachOnce() {
        shelf.put("a.pdf", "en", "quay", "quay", "crane");
        shelf.put("b.pdf", "en", "quay");
        shelf.put("quay.pdf", "en", "something else");
        SearchResult result = shelf.find("quay");
        assertThat(result.files()).isEqualTo(3);
        assertThat(result.passages()).isEqualTo(3);
    }

    @Test
    void facetsCountFilesAndEachIgnoresItsOwnFilter() {
        shelf.putIn("letters", "a.pdf", "en", "quay", "quay");
        shelf.putIn("letters", "b.pdf", "es", "quay");
        shelf.putIn("exhibits", "c.png", "en", "quay");
        SearchRequest request = SearchRequest.of("quay").withFilters(Filters.NONE.withContainers(Set.of("letters")));

        SearchResult result = shelf.find(request);

        assertThat(result.files()).isEqualTo(2);
        Facets facets = result.facets();
        assertThat(facets.containers()).containsExactly(new Count<>("letters", 2), new Count<>("exhibits", 1));
        assertThat(facets.languages()).containsExactly(new Count<>("en", 1), new Count<>("es", 1));
        assertThat(facets.kinds()).containsExactly(new Count<>(FileKind.DOCUMENT, 2));
        assertThat(facets.sources()).containsExactly(new Count<>(TextSource.TEXT_LAYER, 2));
        assertThat(facets.certainties()).containsExactly(new Count<>(Certainty.HIGH, 2));
        assertThat(facets.months()).containsExactly(new Count<>(YearMonth.of(2018, 3), 2));
    }

    @Test
    void everyFilterNarrows() {
        shelf.putIn("letters", "a.pdf", "en", "quay");
        shelf.putIn("exhibits", "b.png", "es", "quay");
        List<Filters> onlyFirst = List.of(
                Filters.NONE.withContainers(Set.of("letters")),
                Filters.NONE.withKinds(Set.of(FileKind.DOCUMENT)),
                Filters.NONE.withTypes(Set.of("application/pdf")),
                Filters.NONE.withLanguages(Set.of("en")),
                Filters.NONE.withDates(new Filters.Span(null, LocalDate.of(2018, 3, 15))));
        for (Filters filters : onlyFirst) {
            SearchResult result = shelf.find(SearchRequest.of("quay").withFilters(filters));
            assertThat(result.hits()).as("%s", filters).hasSize(1);
            assertThat(result.hits().getFirst().name()).isEqualTo("a.pdf");
        }
        assertThat(shelf.find(SearchRequest.of("quay").withFilters(Filters.NONE.withSources(Set.of(TextSource.OCR))))
                        .files())
                .isZero();
        assertThat(shelf.find(SearchRequest.of("quay").withFilters(Filters.NONE.withCertainties(Set.of(Certainty.LOW))))
                        .files())
                .isZero();
    }

    @Test
    void whatCarriesNoDateIsInNoYearAndIsFoundAmongThoseWithoutOne() {
        shelf.put("dated.pdf", "en", "quay");
        shelf.put(shelf.undated("letters", "plain.pdf", "en", "quay"));
        assertThat(shelf.find("quay").facets().months()).containsExactly(new Count<>(YearMonth.of(2018, 3), 1));
        assertThat(shelf.find("quay").facets().undated()).isEqualTo(1);
        Filters.Span march = new Filters.Span(LocalDate.of(2018, 3, 1), LocalDate.of(2018, 3, 31));
        Filters.Span either = new Filters.Span(march.first(), march.last(), true);
        Filters.Span beginning = new Filters.Span(null, LocalDate.of(9999, 12, 31));
        assertThat(named(Sort.RELEVANCE, Filters.Span.UNDATED)).containsExactly("plain.pdf");
        assertThat(named(Sort.RELEVANCE, march)).containsExactly("dated.pdf");
        assertThat(named(Sort.RELEVANCE, beginning)).containsExactly("dated.pdf");
        assertThat(named(Sort.RELEVANCE, either)).containsExactlyInAnyOrder("dated.pdf", "plain.pdf");
        assertThat(named(Sort.NEWEST, Filters.Span.ALWAYS)).containsExactly("dated.pdf", "plain.pdf");
        assertThat(named(Sort.OLDEST, Filters.Span.ALWAYS)).containsExactly("dated.pdf", "plain.pdf");
    }

    private List<String> named(Sort sort, Filters.Span dates) {
        SearchRequest request = SearchRequest.of("quay").withSort(sort).withFilters(Filters.NONE.withDates(dates));
        return shelf.find(request).hits().stream().map(Hit::name).toList();
    }

    @Test
    void theNewestAndTheOldestCanComeFirst() {
        shelf.put("a.pdf", "en", "quay quay quay");
        shelf.put("b.pdf", "en", "quay and much else that is longer");
        assertThat(shelf.find(SearchRequest.of("quay").withSort(Sort.NEWEST)).hits())
                .extracting(Hit::name)
                .containsExactly("b.pdf", "a.pdf");
        assertThat(shelf.find(SearchRequest.of("quay").withSort(Sort.OLDEST)).hits())
                .extracting(Hit::name)
                .containsExactly("a.pdf", "b.pdf");
    }

    @Test
    void pagesOfHitsFollowOneAnotherWithoutGapOrRepetition() {
        for (int i = 0; i < 25; i++) {
            shelf.put("file" + i + ".pdf", "en", "quay number " + i);
        }
        Set<String> seen = IntStream.rangeClosed(1, 3)
                .mapToObj(page -> shelf.find(SearchRequest.of("quay").withPage(page, 10)))
                .flatMap(result -> result.hits().stream())
                .map(Hit::name)
                .collect(Collectors.toSet());
        assertThat(seen).hasSize(25);
        SearchResult beyond = shelf.find(SearchRequest.of("quay").withPage(1_000_000, 10));
        assertThat(beyond.page()).isEqualTo(3);
        assertThat(beyond.pages()).isEqualTo(3);
        assertThat(beyond.remarks()).contains(Remark.LAST_PAGE);
        assertThat(beyond.hits()).hasSize(5);
    }

    @Test
    void everyFileCanBePagedTo() {
        shelf.index.complete();
        shelf.putAll(IntStream.range(0, 1_003)
                .mapToObj(i -> shelf.document("letters", "file" + i + ".pdf", "en"))
                .toList());
        for (Sort order : Sort.values()) {
            SearchRequest wanted = SearchRequest.of("-crane").withSort(order);
            assertThat(shelf.find(wanted).pages()).isEqualTo(101);
            SearchResult last = shelf.find(wanted.withPage(101, 10));
            assertThat(last.page()).isEqualTo(101);
            assertThat(last.files()).isEqualTo(1_003);
            assertThat(last.remarks()).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    void whatCannotBePagedToIsSaidOnTheLastPage() {
        shelf.index.complete();
        shelf.putAll(IntStream.range(0, SearchRequest.MAX_REACH + 5)
                .mapToObj(i -> shelf.document("letters", "file" + i + ".pdf", "en"))
                .toList());
        SearchRequest wanted = SearchRequest.of("-crane").withSort(Sort.OLDEST);
        SearchResult last = shelf.find(wanted.withPage(1_000, 100));
        assertThat(last.hits().getLast().name()).isEqualTo("file99999.pdf");
        assertThat(last.remarks()).containsExactly(Remark.REACH_ENDS);
        assertThat(shelf.find(wanted.withPage(999, 100)).remarks()).isEmpty();
        assertThat(shelf.find(wanted.withPage(1_001, 100)).remarks())
                .containsExactlyInAnyOrder(Remark.LAST_PAGE, Remark.REACH_ENDS);
    }

    @Test
    void asManyHitsAreOrderedAsThePageNeeds() {
        SearchRequest request = SearchRequest.of("quay");
        assertThat(request.reach()).isEqualTo(1_000);
        assertThat(request.withPage(101, 10).reach()).isEqualTo(1_010);
        assertThat(request.withPage(Integer.MAX_VALUE, 100).reach()).isEqualTo(SearchRequest.MAX_REACH);
    }

    @Test
    void anEmptyQueryListsWhatIsReadableNewestFirst() {
        shelf.put("old.pdf", "en", "first page of it");
        shelf.put("new.pdf", "en", "beginning of the new one");
        SearchResult result = shelf.find("  ");
        assertThat(result.hits()).extracting(Hit::name).containsExactly("new.pdf", "old.pdf");
        assertThat(result.hits().getFirst().snippets().getFirst().text()).isEqualTo("beginning of the new one");
        assertThat(result.withheld()).isZero();
    }

    @Test
    void hitsInClosedContainersAreToldInStepsAndNotShown() {
        shelf.putIn("open", "a.pdf", "en", "quay");
        shelf.putIn("closed", "b.pdf", "en", "quay", "quay");
        shelf.putIn("closed", "c.pdf", "en", "quay");
        shelf.putIn("closed", "d.pdf", "en", "crane");
        shelf.close("closed");
        SearchResult result = shelf.find("quay");
        assertThat(result.hits()).extracting(Hit::name).containsExactly("a.pdf");
        assertThat(result.files()).isEqualTo(1);
        assertThat(result.facets().containers()).containsExactly(new Count<>("open", 1));
        assertThat(result.withheld()).as("two are too few to tell").isZero();
        shelf.putIn("closed", "e.pdf", "en", "quay");
        assertThat(shelf.find("quay").withheld()).isEqualTo(3);
        shelf.putIn("closed", "f.pdf", "en", "quay");
        assertThat(shelf.find("quay").withheld()).isEqualTo(3);
    }

    @Test
    void whatIsWithheldIsToldInSteps() {
        assertThat(LongStream.of(0, 2, 3, 9, 10, 99, 100, 12_345, Long.MAX_VALUE / 100)
                        .map(Answering::told))
                .containsExactly(0L, 0L, 3L, 3L, 10L, 10L, 100L, 10_000L, 10_000_000_000_000_000L);
    }

    /// Each of these could be asked until it has read out a file.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "informant 7012*",
                "7012*",
                "\"karim azzi\"",
                "informant \"karim azzi\"",
                "karim-azzi",
                "KarimAzzi",
                "letter0",
                "+informant",
                "informant AND azzi",
                "informant OR azzi",
                "informant (azzi OR x)",
                "informant -draft",
                "informant NOT draft",
                "name:letter",
                "name:letter informant",
                "author:haddad informant",
                "type:pdf informant",
                "container:closed informant",
                "lang:en informant"
            })
    void ofClosedContainersOnlyWordsSideBySideAreTold(String query) {
        shelf.putIn("open", "a.pdf", "en", "nothing");
        for (int i = 0; i < 5; i++) {
            shelf.putIn("closed", "letter " + i + ".pdf", "en", "The informant karim azzi has the number 7012345");
        }
        shelf.close("closed");
        assertThat(shelf.find(query).withheld()).isZero();
        assertThat(shelf.find("informant azzi").withheld()).isEqualTo(3);
        SearchRequest narrowed = SearchRequest.of("informant").withFilters(Filters.NONE.withLanguages(Set.of("en")));
        assertThat(shelf.find(narrowed).withheld()).isZero();
        SearchRequest boxed = SearchRequest.of("informant").withFilters(Filters.NONE.withContainers(Set.of("open")));
        assertThat(shelf.find(boxed).withheld()).isEqualTo(3);
    }

    @Test
    void aSearchThatMissesSaysThatSomeFilesWereReadInPart() {
        shelf.put("whole.pdf", "en", "quay");
        assertThat(shelf.find("zeppelin").remarks()).doesNotContain(Remark.READ_IN_PART);
        shelf.put(Shelf.incomplete(shelf.document("closed", "cut.pdf", "en", "quay", "crane")));
        assertThat(shelf.find("zeppelin").remarks()).contains(Remark.READ_IN_PART);
        assertThat(shelf.find("zeppelin type:png").remarks()).doesNotContain(Remark.READ_IN_PART);
        assertThat(shelf.find("quay").remarks()).as("found").doesNotContain(Remark.READ_IN_PART);
        shelf.close("closed");
        assertThat(shelf.find("zeppelin").remarks()).as("closed").doesNotContain(Remark.READ_IN_PART);
    }

    @Test
    void aDocumentThatIsGoneIsNotShownEvenBeforeTheIndexHearsOfIt() {
        long id = shelf.put("a.pdf", "en", "quay");
        shelf.forget(id);
        assertThat(shelf.find("quay").hits()).isEmpty();
    }

    /// As after a mailbox is deleted, while its parts leave the index.
    @Test
    void whatIsGoneNeitherHidesWhatIsThereNorIsCounted() {
        List<Long> gone = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            gone.add(shelf.putIn("mail", "part" + i + ".eml", "en", "quay quay quay"));
        }
        shelf.putIn("texts", "there.txt", "en", "a long text that says quay once among many other words");
        gone.forEach(shelf::forget);
        SearchResult result = shelf.find("quay");
        assertThat(result.hits()).extracting(Hit::name).containsExactly("there.txt");
        assertThat(result.files()).isEqualTo(1);
        assertThat(result.pages()).isEqualTo(1);
        assertThat(result.facets().containers()).containsExactly(new Count<>("texts", 1));
    }

    @Test
    void puttingADocumentAgainReplacesIt() {
        IndexedDocument first = shelf.document("letters", "a.pdf", "en", "quay", "crane");
        shelf.put(first);
        shelf.put(first);
        assertThat(shelf.find("quay").files()).isEqualTo(1);
        assertThat(shelf.index.size().documents()).isEqualTo(2);
    }

    @Test
    void aDroppedDocumentIsFoundNoMore() {
        long id = shelf.put("a.pdf", "en", "quay");
        shelf.drop(id);
        assertThat(shelf.find("quay").files()).isZero();
        shelf.drop(id);
    }

    @Test
    void howeverManyAreGoneOneSearchAsksOnceWhichAreLeaving() {
        for (int i = 0; i < 60; i++) {
            long id = shelf.put(i + ".pdf", "en", "the dredging statement");
            if (i > 0) {
                shelf.vanish(id);
            }
        }
        shelf.find("dredging");
        assertThat(shelf.timesAskedForLeaving).isEqualTo(1);
    }
}
