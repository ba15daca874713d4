package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.durable.OsDisk;
import org.amana.search.SearchRequest.Sort;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing of a container that is not open is ever in an answer but its part in one count.
@Tag("slow")
class OpennessTest {
    private static final List<String> WORDS = List.of(
            "ship", "harbour", "vessel", "cargo", "grain", "committee", "budget", "school", "dredging", "concession");
    private static final List<String> QUERIES = List.of(
            "ship",
            "vessel harbour",
            "boats arriving with cargo",
            "\"ship harbour\"",
            "school OR ship",
            "gra*",
            "",
            "-ship",
            "name:file",
            "type:pdf",
            "container:c1",
            "container:c*",
            "lang:en",
            "committee -budget",
            "ship AND harbour",
            "grain OR (ship AND -harbour)",
            "school OR -ship",
            "budget (type:pdf OR container:c1)",
            "-(ship OR harbour)",
            "money for education");

    @TempDir
    Path folder;

    @Test
    void noHitFacetOrSnippetComesFromAClosedContainerWhateverIsAsked() {
        Seeds.check(4, random -> check(random, MeaningTest.PATIENT));
    }

    @Test
    void theSameHoldsForManyMoreContainersByWordsAlone() {
        Seeds.check(15, random -> check(random, Shelf.CONFIG));
    }

    private void check(RandomGenerator random, SearchConfig config) throws Exception {
        try (Shelf shelf = new Shelf(new OsDisk(), Files.createTempDirectory(folder, "index"), config)) {
            int containers = 2 + random.nextInt(5);
            Map<String, Set<String>> secrets = new TreeMap<>();
            for (int file = 0; file < 25; file++) {
                String container = "c" + random.nextInt(containers);
                String secret = "secret" + file + container;
                secrets.computeIfAbsent(container, name -> new HashSet<>()).add(secret);
                shelf.putIn(container, "file " + secret + ".pdf", "en", text(random) + secret, text(random) + secret);
            }
            if (config.meaning()) {
                shelf.awaitMeaning();
            }
            for (int round = 0; round < 3; round++) {
                shelf.openAll();
                Set<String> closed = secrets.keySet().stream()
                        .filter(name -> random.nextInt(2) == 0)
                        .collect(Collectors.toSet());
                shelf.close(closed.toArray(String[]::new));
                for (String query : QUERIES) {
                    for (SearchRequest request : requests(random, query)) {
                        requireNothingOf(closed, shelf.find(request), request);
                    }
                }
            }
        }
    }

    private static List<SearchRequest> requests(RandomGenerator random, String query) {
        SearchRequest plain = SearchRequest.of(query).withPage(1, 100);
        List<SearchRequest> requests = new ArrayList<>(List.of(plain, plain.withSort(Sort.OLDEST)));
        requests.add(plain.withFilters(Filters.NONE.withContainers(Set.of("c" + random.nextInt(5)))));
        requests.add(plain.withFilters(Filters.NONE.withLanguages(Set.of("en"))));
        return requests;
    }

    private static void requireNothingOf(Set<String> closed, SearchResult result, SearchRequest request) {
        String everything = result.hits().stream().map(Hit::toString).collect(Collectors.joining()) + result.facets();
        for (String container : closed) {
            assertThat(everything)
                    .as("%s with %s closed", request, closed)
                    .doesNotContain(container + ".", container + ",", container + "]");
            assertThat(result.hits()).extracting(Hit::container).doesNotContain(container);
            assertThat(result.facets().containers())
                    .extracting(Facets.Count::value)
                    .doesNotContain(container);
        }
        long shown = result.facets().containers().stream()
                .mapToLong(Facets.Count::files)
                .sum();
        assertThat(result.files()).isLessThanOrEqualTo(Math.max(shown, result.files()));
        assertThat(result.hits()).hasSizeLessThanOrEqualTo((int) result.files());
    }

    private static String text(RandomGenerator random) {
        return Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
                .limit(12)
                .collect(Collectors.joining(" ", "", " "));
    }

    @Test
    void whatHasExpiredIsInNoAnswerThoughItIsInTheIndexYet() {
        try (Shelf shelf = new Shelf(folder)) {
            shelf.putIn("letters", "kept.pdf", "en", "the quay of the harbour");
            shelf.putIn("letters", "over.pdf", "en", "the quay of a secret");
            shelf.expire("over.pdf");
            SearchResult result = shelf.find(SearchRequest.of("quay"));
            assertThat(result.hits()).extracting(Hit::name).containsExactly("kept.pdf");
            assertThat(result.files()).isEqualTo(1);
            assertThat(result.passages()).isEqualTo(1);
        }
    }

    @Test
    void anotherAccountWithAContainerOfTheSameNameIsNotSeen() {
        try (Shelf shelf = new Shelf(folder)) {
            IndexedDocument mine = shelf.document("letters", "a.pdf", "en", "quay");
            IndexedDocument theirs = shelf.document("letters", "b.pdf", "en", "quay");
            shelf.put(mine);
            shelf.put(new IndexedDocument(
                    theirs.id(),
                    "other",
                    "letters",
                    "b.pdf",
                    "",
                    "",
                    "",
                    "application/pdf",
                    "en",
                    theirs.date(),
                    theirs.added(),
                    1,
                    1,
                    IndexedDocument.Sayings.NONE,
                    false,
                    theirs.pages()));
            SearchResult result = shelf.find("quay");
            assertThat(result.hits()).extracting(Hit::name).containsExactly("a.pdf");
            assertThat(result.files()).isEqualTo(1);
            assertThat(result.withheld()).isZero();
        }
    }

    @Test
    void withEverythingClosedThereIsNothingButACount() {
        try (Shelf shelf = new Shelf(folder)) {
            shelf.put("a.pdf", "en", "quay");
            shelf.put("b.pdf", "en", "quay");
            shelf.put("c.pdf", "en", "quay");
            shelf.close("letters");
            SearchResult result = shelf.find("quay");
            assertThat(result.hits()).isEmpty();
            assertThat(result.files()).isZero();
            assertThat(result.facets()).isEqualTo(Facets.NONE);
            assertThat(result.withheld()).isEqualTo(3);
        }
    }
}
