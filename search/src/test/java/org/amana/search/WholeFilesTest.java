package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amana.search.SearchResult.Remark;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What must and what must not be there is asked of files; brackets bind.
@Tag("slow")
class WholeFilesTest {
    private static final List<String> WORDS = List.of("quay", "crane", "barge", "grain", "ledger", "annex");

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

    private Set<String> found(String query) {
        return Set.copyOf(shelf.names(query));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "committee NOT (quagmire OR jackdaw); plain wide",
                "committee -(quagmire OR jackdaw); plain wide",
                "committee !(quagmire | jackdaw); plain wide",
                "committee -(quagmire jackdaw); plain wide mire jack",
                "gladiolus OR (jackdaw AND committee); flower jack",
                "(jackdaw AND committee) OR gladiolus; flower jack",
                "(gladiolus OR jackdaw) AND committee; jack",
                "gladiolus OR jackdaw AND committee; jack",
                "committee AND (wide OR (mire AND quagmire)); wide mire",
                "committee NOT NOT jackdaw; jack",
                "committee AND NOT jackdaw; plain wide mire",
                "gladiolus OR -committee; flower picture",
                "+(committee jackdaw); jack",
                "name:(flower OR wide); flower wide",
                "-name:(flower OR wide) committee; plain mire jack",
                "committee (type:png OR name:wide); wide picture",
                "committee NOT (type:png OR name:wide); plain mire jack",
                "((committee)) (jackdaw); jack",
                "committee) AND (jackdaw; jack",
                "committee AND (&) AND jackdaw; jack",
                "committee -(& jackdaw); plain wide mire"
            })
    void bracketsBindWhatStandsInThem(String query, String files) {
        shelf.put("flower", "en", "gladiolus");
        shelf.put("plain", "en", "committee");
        shelf.put("wide", "en", "committee", "wide");
        shelf.put("mire", "en", "committee", "mire quagmire");
        shelf.put("jack", "en", "committee jackdaw");
        shelf.put("picture.png", "en", query.contains("type:") ? "committee" : "nothing");
        Set<String> expected = Set.of(files.replace("picture", "picture.png").split(" "));
        assertThat(found(query)).isEqualTo(expected);
    }

    @Test
    void whatIsDemandedMayStandOnDifferentPages() {
        shelf.put("both.pdf", "en", "the platypus", "nothing", "a wallaby and berth 9 in spring");
        shelf.put("one.pdf", "en", "the platypus alone", "berth 9");
        assertThat(shelf.names("platypus AND wallaby")).containsExactly("both.pdf");
        assertThat(shelf.names("+platypus +wallaby")).containsExactly("both.pdf");
        assertThat(shelf.names("\"the platypus\" \"a wallaby\"")).containsExactly("both.pdf");
        assertThat(shelf.names("platypus AND name:both")).containsExactly("both.pdf");
        assertThat(shelf.names("+platypus spring")).containsExactly("both.pdf");
        Hit hit = shelf.find("platypus AND wallaby").hits().getFirst();
        assertThat(hit.passages()).isEqualTo(2);
        assertThat(hit.snippets()).extracting(Snippet::page).containsExactlyInAnyOrder(1, 3);
        assertThat(hit.snippets().stream().flatMap(snippet -> SearchTest.marked(snippet).stream()))
                .containsExactlyInAnyOrder("platypus", "wallaby");
    }

    @Test
    void whatIsNotWantedLeavesOutTheWholeFile() {
        String[] pages = IntStream.rangeClosed(1, 200)
                .mapToObj(page -> "token001x token" + page + "y")
                .toArray(String[]::new);
        shelf.put("long.pdf", "en", pages);
        shelf.put("short.pdf", "en", "token001x");
        assertThat(shelf.names("token001x -token200y")).containsExactly("short.pdf");
        assertThat(shelf.names("-token200y")).containsExactly("short.pdf");
        assertThat(shelf.names("token001x -token201y")).containsExactlyInAnyOrder("long.pdf", "short.pdf");
    }

    @Test
    void aPageThatAnswersAnAlternativeOnlyInPartIsNotShown() {
        shelf.put("a.pdf", "en", "gladiolus", "jackdaw");
        Hit hit = shelf.find("gladiolus OR (jackdaw AND committee)").hits().getFirst();
        assertThat(hit.snippets()).extracting(Snippet::page).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*quay", "c*", "q*y*a*y*", "quay *crane", "qu* cr* ba* gr* le*"})
    void aStarThatOpensNoWordIsSaid(String query) {
        assertThat(shelf.find(query).remarks()).contains(Remark.STAR_LEFT_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qu?y",
                "quay~",
                "quay~2",
                "\"quay crane\"~5",
                "(quay~)",
                "quay^4",
                "quay w/5 crane",
                "quay NEAR/3 crane",
                "[2018 TO 2019]",
                "/qu.*y/"
            })
    void aSignThatMeansNothingHereIsSaid(String query) {
        assertThat(shelf.find(query).remarks()).contains(Remark.UNKNOWN_SIGN);
    }

    @Test
    void theWidthBehindAPhraseIsNoWord() {
        shelf.put("a.pdf", "en", "quay crane");
        assertThat(shelf.names("\"quay crane\"~5")).containsExactly("a.pdf");
        assertThat(shelf.find("\"quay crane\"~5").remarks()).doesNotContain(Remark.SOME_WORDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "who was there?",
                "https://example.org/~user/a?b=c",
                "qu* -cr*",
                "\"what*is?this\"",
                "2 * 3",
                "/etc/hosts/",
                "~5",
                "«أين؟»",
                "quay (crane)",
                "C^"
            })
    void nothingIsSaidOfWhatIsUnderstood(String query) {
        assertThat(shelf.find(query).remarks()).doesNotContain(Remark.UNKNOWN_SIGN, Remark.STAR_LEFT_OUT);
    }

    /// A query of the test's own making, with what it should find.
    private record Made(String text, Set<String> files) {}

    @Test
    void anyTreeFindsTheFilesThatItsLogicNames() {
        Map<String, Set<String>> words = new HashMap<>();
        Seeds.check(1, random -> {
            for (int file = 0; file < 40; file++) {
                String name = "file" + file;
                List<String> pages = new ArrayList<>();
                words.put(name, new HashSet<>());
                for (int page = random.nextInt(1, 6); page > 0; page--) {
                    String word = WORDS.get(random.nextInt(WORDS.size()));
                    words.get(name).add(word);
                    pages.add(word);
                }
                long id = shelf.put(name, "en", pages.toArray(String[]::new));
                if (random.nextInt(8) == 0) {
                    shelf.drop(id);
                    words.remove(name);
                }
            }
            for (int round = 0; round < 300; round++) {
                Made made = tree(random, words, 3);
                SearchResult result =
                        shelf.find(SearchRequest.of("+" + made.text()).withPage(1, 100));
                assertThat(result.hits().stream().map(Hit::name).collect(Collectors.toSet()))
                        .as(made.text())
                        .isEqualTo(made.files());
            }
        });
    }

    /// In brackets.
    private static Made tree(RandomGenerator random, Map<String, Set<String>> words, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            return new Made("(" + word + ")", files(words, word));
        }
        Made one = tree(random, words, depth - 1);
        Made other = tree(random, words, depth - 1);
        Set<String> files = new HashSet<>(one.files());
        return switch (random.nextInt(4)) {
            case 0 -> {
                files.retainAll(other.files());
                yield new Made("(" + one.text() + " AND " + other.text() + ")", files);
            }
            case 1 -> {
                files.addAll(other.files());
                yield new Made("(" + one.text() + " OR " + other.text() + ")", files);
            }
            case 2 -> {
                files.removeAll(other.files());
                yield new Made("(" + one.text() + " AND NOT " + other.text() + ")", files);
            }
            default -> {
                Set<String> rest = new HashSet<>(words.keySet());
                rest.removeAll(other.files());
                files.addAll(rest);
                yield new Made("(" + one.text() + " OR -" + other.text() + ")", files);
            }
        };
    }

    private static Set<String> files(Map<String, Set<String>> words, String word) {
        return words.entrySet().stream()
                .filter(file -> file.getValue().contains(word))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
