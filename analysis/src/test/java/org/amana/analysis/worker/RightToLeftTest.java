package org.amana.analysis.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amana.analysis.Page;
import org.amana.analysis.Word;
import org.amana.analysis.WorkerLimits;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFontFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines are drawn from left to right, glyph by glyph, as browsers and word processors do; what a glyph stands for is
/// told beside it. A letter in `Line` is five points wide, a blank three.
class RightToLeftTest {
    private static final String TANWIN = "\u064B";
    private static final String FATHA = "\u064E";
    private static final String KASRA = "\u0650";

    @TempDir
    private Path folder;

    @Test
    void aVowelSignDoesNotTurnTheHalvesOfALineRound() throws IOException {
        // "ناقشناها سابقاً، لكن من": a browser draws the sign first and has it stand for letter and sign.
        Line line =
                new Line().seen("نم نكل ،").sign("ا" + TANWIN, -3).letter("").seen("قباس اهانشقان");
        assertThat(text(line)).isEqualTo("ناقشناها سابقا" + TANWIN + "، لكن من");
    }

    @Test
    void signsOfTheirOwnStandWithTheirLetters() throws IOException {
        Line line = new Line()
                .letter("ة")
                .letter("ب")
                .sign(KASRA, -3)
                .letter("ت")
                .sign(FATHA, -3)
                .letter("ك")
                .sign(FATHA, -3)
                .seen(" تارق");
        assertThat(text(line)).isEqualTo("قرات ك" + FATHA + "ت" + FATHA + "ب" + KASRA + "ة");
    }

    @Test
    void aWholeLineHasOneDirection() throws IOException {
        assertThat(text(new Line().seen("degraded ىلع دامتعالا متي ال 1,250")))
                .isEqualTo("1,250 لا يتم الاعتماد على degraded");
        assertThat(text(new Line().seen("RAID 5 (mirror) و LVM ريغصلا مداخلا طبض")))
                .isEqualTo("ضبط الخادم الصغير LVM و RAID 5 (mirror)");
        assertThat(text(new Line().seen("The word ءانيم means harbour"))).isEqualTo("The word ميناء means harbour");
    }

    @Test
    void aLineOfManyForeignWordsRunsAsItsPage() throws IOException {
        Line line = new Line().seen("RAID 5 (mirror) و LVM طبض").below().seen("ةلماك ةحفص يف ةيبرعلا ةغللاب رطس");
        assertThat(text(line)).isEqualTo("ضبط LVM و RAID 5 (mirror)\nسطر باللغة العربية في صفحة كاملة");
    }

    @Test
    void bracketsFaceTheirWordsHoweverTheyWereWritten() throws IOException {
        // As they are seen.
        assertThat(text(new Line().seen("(صارقأ) نيزخت ،[1] «عضو»"))).isEqualTo("«وضع» [1]، تخزين (أقراص)");
        // As they are read.
        assertThat(text(new Line().seen(")صارقأ( نيزخت"))).isEqualTo("تخزين (أقراص)");
        assertThat(text(new Line().seen("؛)partitions ماسقألا صارقألا("))).isEqualTo("(الأقراص الأقسام partitions)؛");
    }

    @Test
    void cellsArePartedInWhicheverOrderTheyWereDrawn() throws IOException {
        assertThat(text(new Line().at(300).seen("دنبلا").at(200).seen("ةميقلا")))
                .isEqualTo("البند القيمة");
        assertThat(text(new Line().at(200).seen("ةميقلا").at(300).seen("دنبلا")))
                .isEqualTo("البند القيمة");
    }

    @Test
    void shapesOfLettersAreLetters() throws IOException {
        assertThat(text(new Line().letter("\uFEE1").letter("\uFEFC").letter("\uFEB3")))
                .isEqualTo("سلام");
    }

    @Test
    void hebrewIsReadAlike() throws IOException {
        assertThat(text(new Line().seen("םולש (םלוע)"))).isEqualTo("(עולם) שלום");
    }

    @Test
    void wordsStandWhereTheyAreSeen() throws IOException {
        Page page = read(new Line().at(100).seen("ةميقلا دنبلا"));
        assertThat(page.text()).isEqualTo("البند القيمة");
        assertThat(page.words()).hasSize(2);
        Word first = page.words().getFirst();
        assertThat(page.text().substring(first.start(), first.end())).isEqualTo("البند");
        assertThat(first.box().left())
                .isGreaterThan(page.words().getLast().box().right());
    }

    private String text(Line line) throws IOException {
        return read(line).text();
    }

    private Page read(Line line) throws IOException {
        Path file = folder.resolve("line.pdf");
        try (PDDocument document = new PDDocument()) {
            line.draw(document);
            document.save(file.toFile());
        }
        List<Page> read = new ArrayList<>();
        try (PdfPages pdf = PdfPages.open(file)) {
            pdf.read(1, new Budget(WorkerLimits.DEFAULT, 1_000), new Languages(), read::add, _ -> {});
        }
        return read.getFirst();
    }

    /// A line of a page, or several, in a font whose every glyph is drawn once.
    private static final class Line {
        private static final int FIRST = 33;
        private static final int SIZE = 10;
        private final StringBuilder content = new StringBuilder("BT /F1 " + SIZE + " Tf\n");
        private final StringBuilder meanings = new StringBuilder();
        private final COSArray widths = new COSArray();
        private double at = 72;
        private double height = 700;

        Line at(double x) {
            at = x;
            return this;
        }

        Line below() {
            height -= 2 * SIZE;
            return at(72);
        }

        /// Letters and blanks from left to right.
        Line seen(String text) {
            text.chars().forEach(c -> letter(String.valueOf((char) c)));
            return this;
        }

        Line letter(String meaning) {
            int width = meaning.isBlank() && !meaning.isEmpty() ? 3 : 5;
            glyph(meaning, at, width);
            at += width;
            return this;
        }

        /// A glyph without a width, drawn beside the end of what was drawn before.
        Line sign(String meaning, double beside) {
            glyph(meaning, at + beside, 0);
            return this;
        }

        private void glyph(String meaning, double x, int width) {
            int code = FIRST + widths.size();
            widths.add(COSInteger.get(width * 1_000L / SIZE));
            StringBuilder hex = new StringBuilder();
            meaning.chars().forEach(c -> hex.append(String.format(Locale.ROOT, "%04X", c)));
            meanings.append(String.format(Locale.ROOT, "<%02X> <%s>\n", code, hex));
            content.append(String.format(Locale.ROOT, "1 0 0 1 %.2f %.2f Tm <%02X> Tj\n", x, height, code));
        }

        void draw(PDDocument document) throws IOException {
            COSDictionary font = new COSDictionary();
            font.setItem(COSName.TYPE, COSName.FONT);
            font.setItem(COSName.SUBTYPE, COSName.TYPE1);
            font.setName(COSName.BASE_FONT, "Helvetica");
            font.setInt(COSName.FIRST_CHAR, FIRST);
            font.setInt(COSName.LAST_CHAR, FIRST + widths.size() - 1);
            font.setItem(COSName.WIDTHS, widths);
            font.setItem(
                    COSName.TO_UNICODE,
                    stream(
                            document,
                            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
                                    + "1 begincodespacerange <00> <FF> endcodespacerange\n" + widths.size()
                                    + " beginbfchar\n" + meanings + "endbfchar endcmap end end"));
            PDPage page = new PDPage();
            PDResources resources = new PDResources();
            resources.put(COSName.getPDFName("F1"), PDFontFactory.createFont(font));
            page.setResources(resources);
            page.setContents(new PDStream(stream(document, content + "ET")));
            document.addPage(page);
        }

        private static COSStream stream(PDDocument document, String text) throws IOException {
            COSStream stream = document.getDocument().createCOSStream();
            try (OutputStream out = stream.createOutputStream()) {
                out.write(text.getBytes(US_ASCII));
            }
            return stream;
        }
    }
}
