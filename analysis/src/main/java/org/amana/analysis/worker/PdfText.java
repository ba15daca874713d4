package org.amana.analysis.worker;

import java.io.IOException;
import java.io.Writer;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.amana.analysis.Box;
import org.amana.analysis.Page;
import org.amana.analysis.PageCodec;
import org.amana.analysis.Word;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Reads the text layer of a PDF, page by page, and notes where each word stands.
final class PdfText extends PDFTextStripper {

    /// A page with fewer letters and digits than this (a page number, a stamp) counts as one without text.
    private static final int LEAST_LETTERS = 12;

    private static final float SCALE = PdfPages.DOTS_PER_INCH / PdfPages.POINTS_PER_INCH;

    private final Budget budget;
    private final Languages languages;
    private final Consumer<Page> read;
    private final IntConsumer unread;
    private final StringBuilder text = new StringBuilder();
    private final List<Word> words = new ArrayList<>();
    private boolean cut;
    private boolean pageCut;

    PdfText(Budget budget, Languages languages, Consumer<Page> read, IntConsumer unread) {
        this.budget = budget;
        this.languages = languages;
        this.read = read;
        this.unread = unread;
    }

    void read(PDDocument document, int count) throws IOException {
        setStartPage(1);
        setEndPage(count);
        writeText(document, Writer.nullWriter());
    }

    /// Whether text was left out because there was too much.
    boolean cut() {
        return cut;
    }

    @Override
    protected void startPage(PDPage page) {
        text.setLength(0);
        words.clear();
        pageCut = false;
    }

    /// PDFBox calls this for what it takes for a word; with blanks that are drawn as glyphs that is a whole line.
    @Override
    protected void writeString(String string, List<TextPosition> positions) {
        List<String> tokens = tokens(string);
        List<List<TextPosition>> glyphs = parted(positions);
        if (tokens.size() == glyphs.size() && startsRightToLeft(string)) {
            glyphs = glyphs.reversed();
        }
        for (int i = 0; i < tokens.size(); i++) {
            writeWordSeparator();
            word(tokens.get(i), tokens.size() == glyphs.size() ? glyphs.get(i) : positions);
        }
    }

    private void word(String token, List<TextPosition> glyphs) {
        int taken = budget.takeCharacters(token.length());
        if (taken < token.length()) {
            pageCut = true;
            cut = true;
            return;
        }
        int start = text.length();
        text.append(token);
        Box box = box(glyphs);
        if (box.width() > 0 && box.height() > 0 && words.size() < PageCodec.MAX_WORDS) {
            words.add(new Word(start, text.length(), box, 100));
        }
    }

    private static List<String> tokens(String string) {
        return TextCollector.tidy(string)
                .lines()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    /// The glyphs of a line between its blanks, from left to right as they are drawn.
    private static List<List<TextPosition>> parted(List<TextPosition> positions) {
        List<List<TextPosition>> parts = new ArrayList<>();
        List<TextPosition> part = new ArrayList<>();
        for (TextPosition glyph : positions) {
            if (!glyph.getUnicode().isBlank()) {
                part.add(glyph);
            } else if (!part.isEmpty()) {
                parts.add(part);
                part = new ArrayList<>();
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static boolean startsRightToLeft(String string) {
        return !new Bidi(string, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
    }

    @Override
    protected void writeString(String string) {
        text.append(TextCollector.tidy(string));
    }

    @Override
    protected void writeWordSeparator() {
        if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
    }

    @Override
    protected void writeLineSeparator() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    @Override
    protected void writeParagraphSeparator() {
        writeLineSeparator();
    }

    @Override
    protected void writeParagraphStart() {
        writeLineSeparator();
    }

    @Override
    protected void writeParagraphEnd() {
        writeLineSeparator();
    }

    @Override
    protected void writePageStart() {}

    @Override
    protected void writePageEnd() {}

    @Override
    protected void endPage(PDPage page) {
        int number = getCurrentPageNo();
        boolean hasText = text.codePoints()
                        .filter(Character::isLetterOrDigit)
                        .limit(LEAST_LETTERS)
                        .count()
                >= LEAST_LETTERS;
        if (hasText) {
            String all = text.toString().stripTrailing();
            read.accept(new Page(
                    number,
                    pixels(page, true),
                    pixels(page, false),
                    all,
                    words.stream().filter(word -> word.end() <= all.length()).toList(),
                    PdfPages.ENGINE,
                    100,
                    languages.of(all)));
        } else if (!pageCut && PdfPages.hasMarks(page)) {
            unread.accept(number);
        }
    }

    /// Around all glyphs of a word, in pixels; empty for text that does not run horizontally.
    private static Box box(List<TextPosition> positions) {
        float left = Float.MAX_VALUE;
        float top = Float.MAX_VALUE;
        float right = 0;
        float bottom = 0;
        for (TextPosition glyph : positions) {
            if (glyph.getDir() != 0) {
                return new Box(0, 0, 0, 0);
            }
            left = Math.min(left, glyph.getXDirAdj());
            right = Math.max(right, glyph.getXDirAdj() + glyph.getWidthDirAdj());
            top = Math.min(top, glyph.getYDirAdj() - glyph.getHeightDir());
            bottom = Math.max(bottom, glyph.getYDirAdj());
        }
        int x = pixel(left);
        int y = pixel(top);
        return new Box(x, y, Math.max(0, pixel(right) - x), Math.max(0, pixel(bottom) - y));
    }

    private static int pixel(float points) {
        return Math.clamp(Math.round(points * SCALE), 0, Box.MAX_COORDINATE);
    }

    private static int pixels(PDPage page, boolean horizontal) {
        PDRectangle area = page.getCropBox();
        boolean turned = Math.floorMod(page.getRotation(), 180) == 90;
        return pixel(horizontal != turned ? area.getWidth() : area.getHeight());
    }
}
