package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
    private static WordPieces pieces;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream vocabulary = WordPieces.class.getResourceAsStream("/bert-vocabulary-en.txt")) {
            pieces = WordPieces.read(Objects.requireNonNull(vocabulary));
        }
    }

    /// Expected numbers: Hugging Face `bert-base-uncased`.
    @Test
    void wordsAreCutIntoTheLongestPiecesThereAre() {
        assertThat(pieces.numbers("Hello, world!", 128)).containsExactly(101, 7592, 1010, 2088, 999, 102);
        assertThat(pieces.numbers("unaffable", 128)).containsExactly(101, 14477, 20961, 3468, 102);
        assertThat(pieces.numbers("Héllo", 128)).containsExactly(101, 7592, 102);
        assertThat(pieces.numbers("", 128)).containsExactly(101, 102);
    }

    @Test
    void aWordThatHasNoPiecesOrIsTooLongIsUnknown() {
        assertThat(pieces.numbers("x".repeat(101), 128)).containsExactly(101, 100, 102);
        assertThat(pieces.numbers("😀", 128)).containsExactly(101, 100, 102);
    }

    @Test
    void aLongTextIsCutOffBeforeTheEndMark() {
        long[] numbers = pieces.numbers("word ".repeat(1_000), 128);
        assertThat(numbers).hasSize(128);
        assertThat(numbers[127]).isEqualTo(102);
    }

    @Test
    void anyTextHasPiecesThatTheVocabularyHas() {
        Seeds.check(200, random -> {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(300), 0, 0x11000).forEach(text::appendCodePoint);
            long[] numbers = pieces.numbers(text.toString(), 128);
            assertThat(numbers.length).isBetween(2, 128);
            assertThat(Arrays.stream(numbers)).allMatch(number -> number >= 0 && number < 30_522);
        });
    }
}
