package org.amana.analysis.worker;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.amana.analysis.Box;
import org.amana.analysis.Page;
import org.amana.analysis.PageCodec;
import org.amana.analysis.Word;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;

/// Reads the text layer of a PDF, page by page, and notes where each word stands. What runs across a page,
/// as in a table that was laid on its side, is read by itself after the rest; what was filled in and noted
/// on the page follows. Lines in scripts that run from right to left are put in order by [RightToLeft].
final class PdfText extends PDFTextStripper {

    /// A page with fewer letters and digits than this (a page number) is read by eye as well: its text may be drawn.
    private static final int LEAST_LETTERS = 12;

    /// One with fewer than this is, where pictures cover as much of it as [#MOST_OF_A_PAGE]: courts and archives stamp
    /// numbers and headings on what they scan.
    private static final int MOST_LETTERS_OF_A_STAMP = 200;

    private static final double MOST_OF_A_PAGE = 0.5;

    private static final float SCALE = PdfPages.DOTS_PER_INCH / PdfPages.POINTS_PER_INCH;

    private final Budget budget;
    private final Languages languages;
    private final PdfEntries entries;
    private final Consumer<Page> read;
    private final IntConsumer unread;
    private final StringBuilder text = new StringBuilder();
    private final List<Word> words = new ArrayList<>();
    private final List<Piece> line = new ArrayList<>();
    private final RightToLeft rightToLeft = new RightToLeft();
    private boolean cut;
    private boolean pageCut;
    private double pictured;

    /// @param read takes every page with text
    /// @param unread takes the numbers of those that have to be read by eye, whether they have some text or not
    PdfText(Budget budget, Languages languages, PdfEntries entries, Consumer<Page> read, IntConsumer unread) {
        this.budget = budget;
        this.languages = languages;
        this.entries = entries;
        this.read = read;
        this.unread = unread;
    }

    /// Reads the pages `first` to `last`, counted from 1.
    void read(PDDocument document, int first, int last) throws IOException {
        setStartPage(first);
        setEndPage(last);
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
        pictured = 0;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (drawsPicture(operator, operands)) {
            Matrix placed = getGraphicsState().getCurrentTransformationMatrix();
            pictured += Math.abs(placed.getScaleX() * placed.getScaleY() - placed.getShearX() * placed.getShearY());
        }
        super.processOperator(operator, operands);
    }

    private boolean drawsPicture(Operator operator, List<COSBase> operands) {
        return switch (operator.getName()) {
            case OperatorName.BEGIN_INLINE_IMAGE -> true;
            case OperatorName.DRAW_OBJECT ->
                getResources() != null
                        && !operands.isEmpty()
                        && operands.getFirst() instanceof COSName name
                        && getResources().isImageXObject(name);
            default -> false;
        };
    }

    /// Text across the page is put together by its own direction; the rest stays in the order it was written in, which
    /// parts columns.
    @Override
    protected void writePage() throws IOException {
        List<List<TextPosition>> all = List.copyOf(charactersByArticle);
        rightToLeft.page(all.stream().flatMap(List::stream));
        List<TextPosition> across = all.stream()
                .flatMap(List::stream)
                .filter(glyph -> !isUpright(glyph))
                .toList();
        if (!across.isEmpty()) {
            charactersByArticle.replaceAll(article ->
                    new ArrayList<>(article.stream().filter(this::isUpright).toList()));
        }
        super.writePage();
        if (!across.isEmpty()) {
            writeParagraphSeparator();
            charactersByArticle.clear();
            charactersByArticle.add(new ArrayList<>(across));
            setSortByPosition(true);
            super.writePage();
            setSortByPosition(false);
            charactersByArticle.clear();
            charactersByArticle.addAll(all);
        }
    }

    /// Whether it stands upright, or on its head, when the page is shown.
    private boolean isUpright(TextPosition glyph) {
        return Math.floorMod((int) glyph.getDir() - getCurrentPage().getRotation(), 180) == 0;
    }

    /// What PDFBox takes for a word; with blanks that are drawn as glyphs that is a whole line.
    private record Piece(String text, List<TextPosition> glyphs) {}

    /// Pieces are kept until their line is whole: only then can be told in which order they are read.
    @Override
    protected void writeString(String string, List<TextPosition> positions) {
        line.add(new Piece(string, List.copyOf(positions)));
    }

    private void writeLine() {
        List<Piece> pieces = List.copyOf(line);
        line.clear();
        List<TextPosition> glyphs =
                pieces.stream().flatMap(piece -> piece.glyphs().stream()).toList();
        if (!RightToLeft.isIn(glyphs)) {
            pieces.forEach(piece -> write(piece.text(), piece.glyphs()));
            return;
        }
        for (RightToLeft.Token token : rightToLeft.tokens(glyphs)) {
            parted();
            word(token.text(), token.glyphs());
        }
    }

    private void write(String string, List<TextPosition> positions) {
        List<String> tokens = tokens(string);
        List<List<TextPosition>> glyphs = parted(positions);
        for (int i = 0; i < tokens.size(); i++) {
            parted();
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

    @Override
    protected void writeString(String string) {
        text.append(TextCollector.tidy(string));
    }

    /// Pieces of a line are parted when it is written.
    @Override
    protected void writeWordSeparator() {}

    private void parted() {
        if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
    }

    @Override
    protected void writeLineSeparator() {
        writeLine();
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
    protected void endPage(PDPage page) throws IOException {
        int number = getCurrentPageNo();
        writeLineSeparator();
        long letters = text.codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(MOST_LETTERS_OF_A_STAMP)
                .count();
        for (String entry : entries.on(page)) {
            writeLineSeparator();
            write(entry, List.of());
        }
        if (!text.toString().isBlank()) {
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
        }
        if (!pageCut && hasMoreThan(letters, page)) {
            unread.accept(number);
        }
    }

    /// Whether more is to be seen on a page than so many letters.
    private boolean hasMoreThan(long letters, PDPage page) {
        if (letters < LEAST_LETTERS) {
            return PdfPages.hasMarks(page);
        }
        PDRectangle area = page.getCropBox();
        return letters < MOST_LETTERS_OF_A_STAMP && pictured >= MOST_OF_A_PAGE * area.getWidth() * area.getHeight();
    }

    /// Around all glyphs of a word, in pixels; empty for what does not stand upright on the page.
    private Box box(List<TextPosition> positions) {
        int rotation = Math.floorMod(getCurrentPage().getRotation(), 360);
        float left = Float.MAX_VALUE;
        float top = Float.MAX_VALUE;
        float right = 0;
        float bottom = 0;
        for (TextPosition glyph : positions) {
            if ((int) glyph.getDir() != rotation) {
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
