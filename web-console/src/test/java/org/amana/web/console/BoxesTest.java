package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.amana.analysis.Box;
import org.amana.analysis.Engine;
import org.amana.analysis.Language;
import org.amana.analysis.Page;
import org.amana.analysis.Word;
import org.junit.jupiter.api.Test;

final class BoxesTest {
    /// Two lines; `on` has no tall letters and its box is half as high as those of its neighbours.
    private static final Page PAGE = new Page(
            1,
            1000,
            1000,
            "Berth on Left\nx",
            List.of(
                    new Word(0, 5, new Box(0, 0, 100, 40), 90),
                    new Word(6, 8, new Box(110, 20, 40, 20), 20),
                    new Word(9, 13, new Box(160, 0, 100, 40), 90),
                    new Word(14, 15, new Box(0, 60, 20, 10), 90)),
            new Engine("Tesseract", "5"),
            80,
            Language.UNDETERMINED);

    private final Boxes boxes = Boxes.of(Optional.of(PAGE), new Marking("left"));

    @Test
    void noBoxCoversAWordAndMarksLieOnTop() {
        String svg = boxes.svg().html();
        assertThat(svg.lastIndexOf("word-box")).isLessThan(svg.indexOf("<text"));
        assertThat(svg.lastIndexOf("<text")).isLessThan(svg.indexOf("hit-box"));
        assertThat(boxes.hits()).isEqualTo(1);
        assertThat(boxes.unsure()).isEqualTo(1);
    }

    @Test
    void theWordsOfALineAreOfOneSize() {
        assertThat(boxes.svg().html().split("font-size=\"36.0\"", -1)).hasSize(4);
        assertThat(boxes.svg().html()).containsOnlyOnce("font-size=\"9.0\"");
    }
}
