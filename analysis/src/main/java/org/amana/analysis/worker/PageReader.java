package org.amana.analysis.worker;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.amana.analysis.Box;
import org.amana.analysis.Engine;
import org.amana.analysis.Language;
import org.amana.analysis.Page;
import org.amana.analysis.PageCodec;
import org.amana.analysis.Refusal;
import org.amana.analysis.Word;
import org.amana.analysis.worker.Recogniser.Lie;
import org.amana.analysis.worker.Recogniser.Seen;

/// Reads a page off its picture: finds out how the text lies and in which script, reads it in the likeliest language of
/// that script, reads it once more if it turns out to be in another one, and keeps what is believable.
final class PageReader {

    /// Readings surer than this are not tried again in other scripts.
    private static final float SURE = 75;

    /// Words less sure than this are noise: specks, rules, texture.
    private static final float LEAST_SURE = 30;

    /// A page whose words are on the whole less sure than this is a picture of something else.
    private static final float LEAST_SURE_PAGE = 50;

    /// Orientation data below this confidence is not acted upon (Tesseract's own scale, where 15 is very sure).
    private static final float SURE_OF_ORIENTATION = 4;

    private final Recogniser recogniser;
    private final Languages languages;

    PageReader(Recogniser recogniser, Languages languages) {
        this.recogniser = recogniser;
        this.languages = languages;
    }

    /// @param grey the picture as shown
    /// @param width of the page in the unit of its boxes
    /// @param dotsPerInch of `grey`, a guess will do
    Page read(int number, BufferedImage grey, int width, int height, int dotsPerInch) {
        if (recogniser.installed().isEmpty()) {
            throw new RefusedException(
                    Refusal.MISSING_DATA,
                    "Recognising characters needs Tesseract's language data, and none is installed. Install for example"
                            + " tesseract-ocr-eng, tesseract-ocr-spa or tesseract-ocr-ara and try again.");
        }
        Lie lie = recogniser.lie(grey, dotsPerInch);
        Turn turn = lie.degreesConfidence() >= SURE_OF_ORIENTATION ? Turn.ofDegrees(lie.degrees()) : Turn.NONE;
        BufferedImage upright = turn.apply(grey);
        Attempt best = bestAttempt(upright, lie.script(), dotsPerInch);
        return page(number, best, new Placing(turn, grey, width, height));
    }

    /// One reading of the page.
    private record Attempt(String languages, List<Seen> words, float confidence, String text) {}

    private Attempt bestAttempt(BufferedImage image, String script, int dotsPerInch) {
        Attempt best = null;
        for (List<String> candidates : byScript(script)) {
            Attempt attempt = inScript(image, candidates, dotsPerInch);
            if (best == null || attempt.confidence() > best.confidence()) {
                best = attempt;
            }
            if (best.confidence() >= SURE) {
                break;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no language installed");
        }
        return best;
    }

    /// The installed languages by script, the detected script first.
    private List<List<String>> byScript(String detected) {
        Set<List<String>> groups = new LinkedHashSet<>();
        groups.add(Scripts.languagesIn(detected, recogniser.installed()));
        for (String language : recogniser.installed()) {
            groups.add(Scripts.languagesIn(Scripts.of(language), recogniser.installed()));
        }
        groups.remove(List.of());
        return List.copyOf(groups);
    }

    private Attempt inScript(BufferedImage image, List<String> candidates, int dotsPerInch) {
        Attempt first = attempt(image, candidates.getFirst(), dotsPerInch);
        Language language = languages.of(first.text());
        String better = Scripts.tesseractName(language.code());
        if (better.equals(candidates.getFirst()) || !candidates.contains(better)) {
            return first;
        }
        Attempt second = attempt(image, better, dotsPerInch);
        return second.confidence() >= first.confidence() ? second : first;
    }

    private Attempt attempt(BufferedImage image, String language, int dotsPerInch) {
        List<Seen> words = recogniser.recognise(image, language, dotsPerInch).stream()
                .filter(PageReader::believable)
                .toList();
        StringBuilder text = new StringBuilder();
        words.forEach(word -> text.append(word.text()).append(' '));
        return new Attempt(language, words, confidence(words), text.toString());
    }

    private static boolean believable(Seen word) {
        if (word.confidence() < LEAST_SURE) {
            return false;
        }
        return word.text().codePoints().anyMatch(Character::isLetterOrDigit) || word.confidence() > 70;
    }

    /// Mean over the words, weighted by their length, so that specks count less than sentences.
    private static float confidence(List<Seen> words) {
        double sum = 0;
        long letters = 0;
        for (Seen word : words) {
            long length =
                    word.text().codePoints().filter(Character::isLetterOrDigit).count();
            sum += word.confidence() * length;
            letters += length;
        }
        return letters == 0 ? 0 : (float) (sum / letters);
    }

    private Page page(int number, Attempt attempt, Placing placing) {
        Engine engine = new Engine(Recogniser.NAME, Recogniser.version() + " " + attempt.languages());
        if (attempt.confidence() < LEAST_SURE_PAGE) {
            return new Page(number, placing.width, placing.height, "", List.of(), engine, 0, Language.UNDETERMINED);
        }
        StringBuilder text = new StringBuilder();
        List<Word> words = new ArrayList<>();
        for (Seen seen : attempt.words()) {
            if (words.size() >= PageCodec.MAX_WORDS) {
                break;
            }
            if (!text.isEmpty()) {
                text.append(seen.startsBlock() ? "\n\n" : seen.startsLine() ? "\n" : " ");
            }
            int start = text.length();
            text.append(TextCollector.tidy(seen.text()));
            words.add(new Word(
                    start, text.length(), placing.box(seen), Math.clamp(Math.round(seen.confidence()), 0, 100)));
        }
        return new Page(
                number,
                placing.width,
                placing.height,
                text.toString(),
                words,
                engine,
                Math.clamp(Math.round(attempt.confidence()), 0, 100),
                languages.of(text.toString()));
    }

    /// From the turned and scaled picture back to the page.
    private static final class Placing {
        private final Turn turn;
        private final BufferedImage grey;
        private final int width;
        private final int height;

        Placing(Turn turn, BufferedImage grey, int width, int height) {
            this.turn = turn;
            this.grey = grey;
            this.width = width;
            this.height = height;
        }

        Box box(Seen seen) {
            Box turned = new Box(
                    Math.max(0, seen.left()),
                    Math.max(0, seen.top()),
                    Math.max(0, seen.right() - Math.max(0, seen.left())),
                    Math.max(0, seen.bottom() - Math.max(0, seen.top())));
            Box box = turn.undo(turned, grey.getWidth(), grey.getHeight());
            double x = (double) width / grey.getWidth();
            double y = (double) height / grey.getHeight();
            int left = (int) Math.round(box.left() * x);
            int top = (int) Math.round(box.top() * y);
            return new Box(left, top, (int) Math.max(1, Math.round(box.right() * x) - left), (int)
                    Math.max(1, Math.round(box.bottom() * y) - top));
        }
    }
}
