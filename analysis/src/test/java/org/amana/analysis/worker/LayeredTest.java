package org.amana.analysis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.amana.analysis.Box;
import org.amana.analysis.Engine;
import org.amana.analysis.Language;
import org.amana.analysis.Page;
import org.amana.analysis.Word;
import org.junit.jupiter.api.Test;

class LayeredTest {
    private static final Engine TESSERACT = new Engine("Tesseract", "5");

    private final Languages languages = new Languages();

    @Test
    void whatIsTypedStandsInPlaceOfWhatIsSeenThere() {
        Page seen = page(TESSERACT, 80, "The gale\nExh1bit 7", box(10, 10), box(60, 10), box(10, 90), box(60, 90));
        Page layer = page(PdfPages.ENGINE, 100, "Exhibit 7", box(11, 91), box(61, 89));

        Page both = Layered.of(seen, layer, languages);

        assertThat(both.text()).isEqualTo("The gale\n\nExhibit 7");
        assertThat(both.words())
                .extracting(word -> both.text().substring(word.start(), word.end()))
                .containsExactly("The", "gale", "Exhibit", "7");
        assertThat(both.words()).extracting(Word::confidence).containsExactly(80, 80, 100, 100);
        assertThat(both.engine()).isEqualTo(TESSERACT);
        assertThat(both.confidence()).isEqualTo(80);
    }

    @Test
    void whereNothingElseIsSeenThePageIsItsLayer() {
        Page layer = page(PdfPages.ENGINE, 100, "Exhibit 7", box(10, 90), box(60, 90));
        assertThat(Layered.of(page(TESSERACT, 0, ""), layer, languages)).isEqualTo(layer);
        assertThat(Layered.of(page(TESSERACT, 70, "Exh1b1t", box(12, 92)), layer, languages))
                .isEqualTo(layer);
    }

    private static Box box(int left, int top) {
        return new Box(left, top, 40, 12);
    }

    private static Page page(Engine engine, int confidence, String text, Box... boxes) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        for (Box box : boxes) {
            int end = at;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            words.add(new Word(at, end, box, confidence));
            at = end + 1;
        }
        return new Page(1, 200, 200, text, words, engine, confidence, Language.UNDETERMINED);
    }
}
