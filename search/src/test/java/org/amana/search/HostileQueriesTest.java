package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is typed or sent is answered, soon.
@Tag("slow")
@Timeout(120)
class HostileQueriesTest {
    private static final List<String> SCRAPS = List.of(
            "\"",
            "“",
            "»",
            "-",
            "--",
            "+",
            "(",
            ")",
            "((",
            "-(",
            "name:(",
            "*",
            "**",
            "a*",
            "ab*c*d*e",
            "?",
            "\\",
            "\\*",
            "~",
            "^2",
            ":",
            "::",
            "name:",
            "type:",
            "lang:",
            "container:",
            "name:\"",
            "type:*",
            "type:image/",
            "lang:xx",
            "container:*",
            "AND",
            "OR",
            "NOT",
            "&&",
            "||",
            "!",
            "|",
            "[a TO z]",
            "{",
            "}",
            "/.*/",
            "<script>",
            "%00",
            "' OR 1=1",
            " ",
            "\t",
            "\n",
            "\u0000",
            "\u202E",
            "\uD800",
            "\uDC00",
            "\uFFFF",
            "\uE000",
            "ﷺ",
            "ـ",
            "ا".repeat(50),
            "é",
            "e\u0301".repeat(20),
            "😀",
            "quay",
            "dredging",
            "العربية",
            "the",
            "y",
            "x".repeat(300),
            "9".repeat(40),
            "a.b.c",
            "_",
            "…");

    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void open() {
        shelf = new Shelf(folder);
        for (int i = 0; i < 20; i++) {
            shelf.put("file " + i + ".pdf", "en", "quay dredging the harbour abcde " + i, "second page");
            shelf.put("ملف " + i, "ar", "الرصيف والتجريف في الميناء");
        }
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"",
                "\"\"",
                "\"\"\"",
                "-",
                "- -",
                "-\"",
                "*",
                "**",
                "a*",
                "AND",
                "OR",
                "NOT",
                "AND AND",
                "NOT NOT quay",
                "quay AND",
                "OR quay",
                "quay OR OR quay",
                "quay NOT",
                "name:",
                "name:\"\"",
                "type:",
                "type:\"\"",
                "lang:\"",
                "container:\"\"",
                "-type:",
                "name:*",
                "\\",
                "[",
                "(quay",
                "quay)",
                "quay^99999",
                "quay~",
                "/quay/",
                "quay\u0000quay",
                "\uD800",
                "ـــ",
                "...",
                "'"
            })
    void aHalfWrittenQueryIsAnswered(String query) {
        assertThat(shelf.find(query)).isNotNull();
    }

    @Test
    void anyMixtureIsAnswered() {
        Seeds.check(400, random -> assertThat(shelf.find(mixture(random))).isNotNull());
    }

    private static String mixture(RandomGenerator random) {
        StringBuilder query = new StringBuilder();
        int scraps = random.nextInt(40);
        for (int i = 0; i < scraps; i++) {
            query.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
            if (random.nextInt(3) > 0) {
                query.append(' ');
            }
        }
        return query.toString();
    }

    @Test
    void readingIsBoundedWhateverTheLength() {
        Seeds.check(100, random -> {
            Asked asked = QueryText.read((mixture(random) + " ").repeat(200));
            int atoms = asked.narrow().size()
                    + asked.without().stream()
                            .mapToInt(HostileQueriesTest::atoms)
                            .sum()
                    + asked.clauses().stream()
                            .mapToInt(clause -> atoms(clause.node()))
                            .sum();
            assertThat(atoms).isLessThanOrEqualTo(QueryText.MOST_ATOMS);
        });
    }

    private static int atoms(Asked.Node node) {
        return switch (node) {
            case Asked.Atom _, Asked.Narrow _ -> 1;
            case Asked.All(List<Asked.Node> all) ->
                all.stream().mapToInt(HostileQueriesTest::atoms).sum();
            case Asked.Any(List<Asked.Node> any) ->
                any.stream().mapToInt(HostileQueriesTest::atoms).sum();
            case Asked.Not(Asked.Node not) -> atoms(not);
        };
    }

    @Test
    void bracketsInOneAnotherAreReadToTheirBoundAndItIsSaid() {
        String open = "(barge OR ".repeat(QueryText.DEEPEST - 1);
        assertThat(shelf.find(open + "quay").files()).isEqualTo(20);
        assertThat(shelf.find(open + "quay").remarks()).doesNotContain(SearchResult.Remark.SHORTENED);
        assertThat(shelf.find("(barge OR " + open + "quay").remarks()).contains(SearchResult.Remark.SHORTENED);
        assertThat(shelf.find("(".repeat(1_000)).remarks()).contains(SearchResult.Remark.NO_WORDS);
        assertThat(shelf.find("quay" + ")".repeat(500)).files()).isEqualTo(20);
        assertThat(shelf.find("NOT ".repeat(100) + "quay").files()).isEqualTo(20);
    }

    @Test
    void aVeryLongQueryIsReadToItsBoundAndItIsSaid() {
        SearchResult result = shelf.find("quay ".repeat(100_000));
        assertThat(result.remarks()).contains(SearchResult.Remark.SHORTENED);
        assertThat(result.files()).isEqualTo(20);
    }

    @Test
    void aManyStarredWordIsBounded() {
        assertThat(shelf.find("ab" + "*a".repeat(400))).isNotNull();
        assertThat(shelf.find("ab*c*d*")).isNotNull();
        assertThat(shelf.find("ab*c*e").files()).isEqualTo(20);
        assertThat(shelf.find("ab\uE000\uE000\uE000*a*b*c ".repeat(30))).isNotNull();
    }

    @Test
    void asManyWordsAsCanBeTypedAreLookedFor() {
        String glued = ("a.b'c_d-e:f" + "g-h".repeat(6) + " ").repeat(32);
        assertThat(shelf.find(glued)).isNotNull();
        assertThat(shelf.find("quay OR " + glued).files()).isEqualTo(20);
        assertThat(shelf.find("1 2.3-4 ".repeat(120))).isNotNull();
        assertThat(shelf.find("‘a".repeat(500))).isNotNull();
    }

    @Test
    void absurdPagesAndSizesAreBroughtIntoRange() {
        SearchRequest request = SearchRequest.of("quay").withPage(-5, 1_000_000);
        assertThat(shelf.find(request).hits()).hasSize(20);
        assertThat(shelf.find(request.withPage(Integer.MAX_VALUE, Integer.MAX_VALUE))
                        .hits())
                .hasSize(20);
        assertThat(shelf.find(request.withPage(Integer.MAX_VALUE, 0)).hits()).hasSize(1);
    }
}
