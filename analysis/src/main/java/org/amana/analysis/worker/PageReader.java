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
import org.amana.analysis.Reason;
import org.amana.analysis.Word;
import org.amana.analysis.worker.Recogniser.Lie;
import org.amana.analysis.worker.Recogniser.Seen;

/// Reads a page off its picture: finds out how the text lies and in which script, reads it in the likeliest language of
/// that script, reads it once more if it turns out to be in another one, and keeps what is believable.
final class PageReader {

    /// Readings surer than this are not tried again in other scripts.
    private static final float SURE_OF_SCRIPT = 75;

    /// Readings surer than this are not tried again at another size.
    private static final float SURE = 88;

    /// The models are sensitive to the size of the letters: what is read badly at one is often read well at another.
    private static final double[] OTHER_SIZES = {1.5, 0.7};

    private static final long MOST_PIXELS = 30_000_000;

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
            throw new RefusedException(Reason.Kind.NO_LANGUAGES);
        }
        Lie lie = recogniser.lie(grey, dotsPerInch);
        Turn turn = lie.degreesConfidence() >= SURE_OF_ORIENTATION ? Turn.ofDegrees(lie.degrees()) : Turn.NONE;
        BufferedImage upright = turn.apply(grey);
        Attempt best = bestAttempt(upright, lie.script(), dotsPerInch);
        return page(number, best, new Placing(turn, best.image(), width, height));
    }

    /// One reading of the page.
    ///
    /// @param words in pixels of `image`
    /// @param expected how many letters and digits are right, if the confidences are
    private record Attempt(
            String languages, BufferedImage image, List<Seen> words, float confidence, double expected, String text) {
        boolean betterThan(Attempt other) {
            return expected > other.expected;
        }
    }

    private Attempt bestAttempt(BufferedImage image, String script, int dotsPerInch) {
        Attempt best = null;
        for (List<String> candidates : byScript(script)) {
            Attempt attempt = inScript(image, candidates, dotsPerInch);
            if (best == null || attempt.betterThan(best)) {
                best = attempt;
            }
            if (best.confidence() >= SURE_OF_SCRIPT) {
                break;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no language installed");
        }
        return atOtherSizes(best, dotsPerInch);
    }

    private Attempt atOtherSizes(Attempt first, int dotsPerInch) {
        Attempt best = first;
        for (double factor : OTHER_SIZES) {
            boolean worthIt = best.confidence() >= LEAST_SURE_PAGE && best.confidence() < SURE;
            double pixels = (double) first.image().getWidth() * first.image().getHeight() * factor * factor;
            if (worthIt && pixels <= MOST_PIXELS) {
                BufferedImage scaled = Drawing.scale(first.image(), factor, BufferedImage.TYPE_BYTE_GRAY);
                Attempt attempt = attempt(scaled, first.languages(), (int) (dotsPerInch * factor));
                best = attempt.betterThan(best) ? attempt : best;
            }
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
        Language language = languages.guess(first.text());
        String better = Scripts.tesseractName(language.code());
        if (better.equals(candidates.getFirst()) || !candidates.contains(better)) {
            return first;
        }
        Attempt second = attempt(image, better, dotsPerInch);
        return second.betterThan(first) ? second : first;
    }

    private Attempt attempt(BufferedImage image, String language, int dotsPerInch) {
        List<Seen> words = recogniser.recognise(image, language, dotsPerInch).stream()
                .filter(PageReader::believable)
                .toList();
        StringBuilder text = new StringBuilder();
        words.forEach(word -> text.append(word.text()).append(' '));
        double expected = 0;
        for (Seen word : words) {
            expected += word.confidence() / 100 * letters(word);
        }
        return new Attempt(language, image, words, confidence(words), expected, text.toString());
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
            sum += word.confidence() * letters(word);
            letters += letters(word);
        }
        return letters == 0 ? 0 : (float) (sum / letters);
    }

    private static long letters(Seen word) {
        return word.text().codePoints().filter(Character::isLetterOrDigit).count();
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

    /// From the turned and scaled picture that was read back to the page.
    private record Placing(Turn turn, BufferedImage read, int width, int height) {

        Box box(Seen seen) {
            int left = Math.max(0, seen.left());
            int top = Math.max(0, seen.top());
            Box turned = new Box(left, top, Math.max(0, seen.right() - left), Math.max(0, seen.bottom() - top));
            int widthBefore = turn.swaps() ? read.getHeight() : read.getWidth();
            int heightBefore = turn.swaps() ? read.getWidth() : read.getHeight();
            Box box = turn.undo(turned, widthBefore, heightBefore);
            double x = (double) width / widthBefore;
            double y = (double) height / heightBefore;
            int placedLeft = Math.min(width, (int) Math.round(box.left() * x));
            int placedTop = Math.min(height, (int) Math.round(box.top() * y));
            return new Box(
                    placedLeft,
                    placedTop,
                    Math.max(1, Math.min(width, (int) Math.round(box.right() * x)) - placedLeft),
                    Math.max(1, Math.min(height, (int) Math.round(box.bottom() * y)) - placedTop));
        }
    }
}
