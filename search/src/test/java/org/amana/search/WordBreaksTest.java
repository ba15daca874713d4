package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.amana.testkit.Seeds;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.jupiter.api.Test;

/// Where words begin and end, and where they stand in the text.
class WordBreaksTest {
    private static final List<String> SCRAPS = List.of(
            "quay", "Ship", "الوفد", "وَقال", "3", "14", "é", "😀", "𐐨", "s", ".", ":", "'", "’", "_", "-", "\u00AD",
            "-\n", "- \r\n ", "\n", " ", "\t", "合同", "\uD800", "ء", "ؤ");

    /// A word and the stretch of text that it was made of.
    private record Found(String word, String text) {}

    private static List<Found> found(String text) throws IOException {
        List<Found> found = new ArrayList<>();
        try (Analyzer exact = Analysers.exact();
                TokenStream words = exact.tokenStream(Fields.EXACT, new StringReader(text))) {
            CharTermAttribute term = words.addAttribute(CharTermAttribute.class);
            OffsetAttribute offsets = words.addAttribute(OffsetAttribute.class);
            words.reset();
            while (words.incrementToken()) {
                found.add(new Found(term.toString(), text.substring(offsets.startOffset(), offsets.endOffset())));
            }
            words.end();
            assertThat(offsets.endOffset()).as("the end of %s", text).isEqualTo(text.length());
        }
        return found;
    }

    @Test
    void offsetsAreThoseOfTheTextBehindManyDividedWords() throws IOException {
        assertThat(found("a con-\ntrac-\r\n  tor met.Then it’s l’été: 3.14 at 10.Oct"))
                .containsExactly(
                        new Found("a", "a"),
                        new Found("contractor", "con-\ntrac-\r\n  tor"),
                        new Found("met", "met"),
                        new Found("then", "Then"),
                        new Found("it's", "it’s"),
                        new Found("l", "l"),
                        new Found("ete", "été"),
                        new Found("3.14", "3.14"),
                        new Found("at", "at"),
                        new Found("10", "10"),
                        new Found("oct", "Oct"));
    }

    @Test
    void aPageAsLongAsTheyGetIsReadToItsEnd() throws IOException {
        String text = "word con-\ntractor x.y ".repeat(1_000);
        List<Found> found = found(text.strip());
        assertThat(found).hasSize(4_000);
        assertThat(found.getLast()).isEqualTo(new Found("y", "y"));
        assertThat(found.get(3_997)).isEqualTo(new Found("contractor", "con-\ntractor"));
    }

    @Test
    void everyWordStandsWhereItIsSaidToStand() {
        Seeds.check(300, random -> {
            String text = mixture(random);
            for (Found word : found(text)) {
                String letters = letters(word.text());
                assertThat(letters(word.word()).length())
                        .as("%s in %s", word, text)
                        .isLessThanOrEqualTo(letters.length());
                assertThat(letters).as("%s in %s", word, text).isNotEmpty();
            }
        });
    }

    /// Without what divides it, and without marks, which folding takes away.
    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}\\p{So}]", "");
    }

    private static String mixture(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
        }
        return text.toString();
    }
}
