package org.amana.analysis.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.amana.analysis.MalformedReplyException;
import org.amana.analysis.Page;
import org.amana.analysis.PageCodec;
import org.amana.analysis.WorkerLimits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Old texts and mails come out in letters that people can read, whatever they were written in.
@Tag("slow")
class EncodingsTest {
    private static final String ARABIC =
            "وقع رئيس الميناء على محضر التسليم يوم الثلاثاء في قاعة المجلس البلدي، وحضر التوقيع أعضاء اللجنة.";
    private static final String RUSSIAN = "Начальник порта подписал акт передачи во вторник в зале городского совета.";
    private static final String HEBREW = "מנהל הנמל חתם על פרוטוקול המסירה ביום שלישי באולם המועצה העירונית.";
    private static final String GREEK =
            "Ο διευθυντής του λιμανιού υπέγραψε το πρωτόκολλο παράδοσης την Τρίτη. Άλλος ένας μάρτυρας απουσίαζε.";
    private static final String TURKISH =
            "Liman müdürü salı günü belediye meclisi salonunda teslim tutanağını imzaladı;"
                    + " şirketin temsilcisi ise görüşmeye gelmedi.";
    private static final String SPANISH =
            "El capitán firmó el acta de entrega el martes; el señor Núñez no asistió a la sesión.";
    private static final String FRENCH =
            "Le directeur du port a signé le procès-verbal mardi à la mairie, malgré la colère des employés.";
    private static final String JAPANESE = "港湾に関する報告書です。東京湾の船舶について述べる。";
    private static final String CHINESE = "港口主任星期二在市议会大厅签署了交接记录，公司代表没有出席会议。";
    private static final String TAIWANESE = "港口主任星期二在市議會大廳簽署了交接記錄，公司代表沒有出席會議。";
    private static final String KOREAN = "항만 책임자는 화요일 시의회 회의실에서 인계 문서에 서명했다. 회사 대표는 참석하지 않았다.";
    private static final String POLISH =
            "Kapitan portu podpisał protokół przekazania we wtorek w sali rady miejskiej, a świadkowie złożyli zeznania.";

    private static final WorkerLimits LIMITS = WorkerLimits.DEFAULT;
    private static final Extractor EXTRACTOR = new Extractor(LIMITS, new Languages(), new Films(LIMITS));

    @TempDir
    private Path folder;

    private static Stream<Arguments> written() {
        return Stream.of(
                        List.of(ARABIC, "windows-1256", "ISO-8859-6", "UTF-8"),
                        List.of(RUSSIAN, "windows-1251", "KOI8-R", "ISO-8859-5", "IBM866", "UTF-8"),
                        List.of(HEBREW, "windows-1255", "ISO-8859-8", "UTF-8"),
                        List.of(GREEK, "windows-1253", "ISO-8859-7", "UTF-8"),
                        List.of(TURKISH, "windows-1254", "ISO-8859-9"),
                        List.of(SPANISH, "windows-1252", "ISO-8859-1"),
                        List.of(FRENCH, "windows-1252", "ISO-8859-1"),
                        List.of(POLISH, "windows-1250", "ISO-8859-2"),
                        List.of(JAPANESE, "Shift_JIS", "EUC-JP", "ISO-2022-JP", "UTF-8"),
                        List.of(CHINESE, "GB18030", "GBK"),
                        List.of(TAIWANESE, "Big5"),
                        List.of(KOREAN, "EUC-KR"))
                .flatMap(row -> row.stream().skip(1).map(charset -> Arguments.of(charset, row.getFirst())));
    }

    @ParameterizedTest
    @MethodSource("written")
    void aTextOfWhichNothingIsSaid(String charset, String sentence) throws Exception {
        byte[] text = (sentence + "\r\n" + sentence + "\r\n").getBytes(Charset.forName(charset));
        assertThat(text("note.txt", text)).contains(sentence);
        assertThat(text("noted.txt", text)).contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IBM850", "x-MacRoman", "windows-1252"})
    void aTextOfWesternEuropeAsDosAndOldMacsWroteIt(String charset) throws Exception {
        String spanish = "El capitán subió a bordo el miércoles, después del mediodía, y contó según él más de once"
                + " barcazas; el práctico también vio una cañonera inglesa junto al muelle. ¿Quién la había llamado?";
        String french = "Le capitaine a été payé après la réunion, où l'on décida même de fermer le port dès février;"
                + " un élève très âgé témoigna.";
        for (String text : List.of(spanish, french)) {
            assertThat(text("note.txt", text.getBytes(Charset.forName(charset))))
                    .isEqualTo(text);
        }
    }

    @Test
    void signsOfPrintersInWordsAreNoLettersOfOthers() throws Exception {
        String text =
                "The pilot\u2019s boat\u2014it wasn\u2019t hers\u2014lay there 1931\u20131945, and didn\u2019t move;"
                        + " co\u00ADoperation cost \u00A320 or \u20AC30\u2026 \u00ABno\u00BB, said the caf\u00E9\u2019s owner.";
        assertThat(text("note.txt", text.getBytes(Charset.forName("windows-1252"))))
                .contains("pilot\u2019s boat\u2014it");
    }

    @ParameterizedTest
    @MethodSource("written")
    void aListOfWhichNothingIsSaid(String charset, String sentence) throws Exception {
        String list =
                "no;date;what;sum\r\n" + ("17;2009-03-04;" + sentence.replace(";", ",") + ";1200.50\r\n").repeat(3);
        assertThat(text("list.csv", list.getBytes(Charset.forName(charset)))).contains(sentence.replace(";", ","));
    }

    @ParameterizedTest
    @MethodSource("written")
    void aPageOfTheWebThatSaysItsEncodingAndOneThatDoesNot(String charset, String sentence) throws Exception {
        String body = "<title>x</title></head><body><p class=\"first\">" + sentence + "</p></body></html>";
        assertThat(text(
                        "meta.html",
                        ("<html><head><meta charset=\"" + charset + "\">" + body).getBytes(Charset.forName(charset))))
                .contains(sentence);
        assertThat(text("none.html", ("<html><head>" + body).getBytes(Charset.forName(charset))))
                .contains(sentence);
    }

    @ParameterizedTest
    @MethodSource("written")
    void aMailThatSaysItsEncoding(String charset, String sentence) throws Exception {
        Charset is = Charset.forName(charset);
        for (String way : List.of("8bit", "base64", "quoted-printable")) {
            byte[] plain =
                    join(head("text/plain; charset=\"" + charset + "\"", way), coded(sentence.getBytes(is), way));
            assertThat(text("plain.eml", plain)).as(way).contains(sentence);
            byte[] html = join(
                    head("text/html; charset=" + charset, way), coded(("<p>" + sentence + "</p>").getBytes(is), way));
            assertThat(text("html.eml", html)).as(way).contains(sentence);
            byte[] both = join(
                    head("multipart/alternative; boundary=b", "8bit"),
                    bytes("--b\r\nContent-Type: text/plain; charset=" + charset + "\r\nContent-Transfer-Encoding: "
                            + way + "\r\n\r\n"),
                    coded(sentence.getBytes(is), way),
                    bytes("\r\n--b--\r\n"));
            assertThat(text("both.eml", both)).as(way).contains(sentence);
            byte[] nested = join(
                    head("multipart/mixed; boundary=m", "8bit"),
                    bytes(
                            "--m\r\nContent-Type: text/plain\r\n\r\nsee below\r\n--m\r\nContent-Type: message/rfc822\r\n\r\n"),
                    plain,
                    bytes("\r\n--m\r\nContent-Type: text/plain; charset=" + charset
                            + "\r\nContent-Disposition: attachment; filename=a.txt\r\nContent-Transfer-Encoding: " + way
                            + "\r\n\r\n"),
                    coded(sentence.getBytes(is), way),
                    bytes("\r\n--m--\r\n"));
            List<Extraction> all = read("nested.eml", nested, "");
            assertThat(all).hasSize(3);
            assertThat(text(all.get(1))).as(way).contains(sentence);
            assertThat(text(all.get(2))).as(way).contains(sentence);
        }
    }

    @Test
    void whatWasSentWithAnEncodingIsReadInIt() throws Exception {
        byte[] few = "كلمة لوتس".getBytes(Charset.forName("windows-1256"));
        assertThat(text(read("word.txt", few, "windows-1256").getFirst())).contains("كلمة لوتس");
        byte[] dos = SPANISH.getBytes(Charset.forName("IBM850"));
        assertThat(text(read("dos.txt", dos, "IBM850").getFirst())).contains(SPANISH);
    }

    @Test
    void whatIsSaidIsNotBelievedWhenTheBytesSayOtherwise() throws Exception {
        assertThat(text(read("a.txt", ARABIC.getBytes(UTF_8), "windows-1256").getFirst()))
                .contains(ARABIC);
        assertThat(text(read("b.txt", ARABIC.getBytes(Charset.forName("windows-1256")), "utf-8")
                        .getFirst()))
                .contains(ARABIC);
        assertThat(text(read("c.txt", ARABIC.getBytes(Charset.forName("windows-1256")), "no-such-thing")
                        .getFirst()))
                .contains(ARABIC);
        assertThat(text(read("d.txt", RUSSIAN.getBytes(Charset.forName("windows-1251")), "us-ascii")
                        .getFirst()))
                .contains(RUSSIAN);
    }

    @Test
    void aGuessIsAsSureAsWhatGuessedIt() throws Exception {
        Charset windows = Charset.forName("windows-1256");
        assertThat(certainty("guess.txt", ARABIC.getBytes(windows), "")).isBetween(50, 99);
        assertThat(certainty("said.txt", ARABIC.getBytes(windows), "windows-1256"))
                .isEqualTo(100);
        assertThat(certainty("utf8.txt", ARABIC.getBytes(UTF_8), "")).isEqualTo(100);
        assertThat(certainty("ascii.txt", "The harbour was closed on Tuesday.".getBytes(US_ASCII), ""))
                .isEqualTo(100);
    }

    @Test
    void fewForeignWordsAmongManyFiguresAreEnough() throws Exception {
        StringBuilder list = new StringBuilder("الاسم;المبلغ\r\n");
        for (int i = 0; i < 2_000; i++) {
            list.append("INV-")
                    .append(i)
                    .append(";payment received;")
                    .append(i * 17)
                    .append(";EUR\r\n");
        }
        list.append("أوركيد;رئيس الميناء\r\n");
        assertThat(text("noisy.csv", list.toString().getBytes(Charset.forName("windows-1256"))))
                .contains("الاسم")
                .contains("أوركيد");
    }

    @Test
    void plainEnglishForALongTimeDoesNotHideWhatFollows() throws Exception {
        byte[] english = "The harbour was closed on Tuesday.\n".repeat(40_000).getBytes(US_ASCII);
        List<Extraction> all = read("late.txt", join(english, ARABIC.getBytes(Charset.forName("windows-1256"))), "");
        assertThat(text(all.getFirst())).contains(ARABIC);
    }

    @Test
    void oneBrokenLetterDoesNotMakeAnotherEncodingOfUtf8() throws Exception {
        byte[] broken = (ARABIC + "\n" + ARABIC).getBytes(UTF_8);
        broken[0] = (byte) 0xFF;
        assertThat(text("broken.txt", broken)).contains(ARABIC);
        assertThat(certainty("broken.txt", broken, "")).isBetween(90, 99);
    }

    @Test
    void twoBytesALetterNeedNoMark() throws Exception {
        String english = "Sixteen bits of delphinium without a mark, and a second sentence.\n".repeat(3);
        for (Charset wide : List.of(UTF_16LE, UTF_16BE)) {
            assertThat(text("note", english.getBytes(wide))).contains("delphinium without a mark");
            assertThat(text("note", ARABIC.getBytes(wide))).contains(ARABIC);
        }
    }

    @Test
    void figuresOfTwoBytesAreNoText() throws Exception {
        byte[] samples = new byte[20_000];
        new java.util.Random(7).nextBytes(samples);
        for (int i = 1; i < samples.length; i += 2) {
            samples[i] = (byte) (i % 3 == 0 ? 0 : 1);
        }
        assertThat(read("samples", samples, "").getFirst().found().type()).isEqualTo(Types.UNKNOWN);
    }

    private static byte[] head(String type, String way) {
        return bytes(
                "From: a@example.org\r\nTo: b@example.org\r\nSubject: harbour\r\nMIME-Version: 1.0\r\nContent-Type: "
                        + type + "\r\nContent-Transfer-Encoding: " + way + "\r\n\r\n");
    }

    private static byte[] coded(byte[] bytes, String way) {
        return switch (way) {
            case "base64" -> Base64.getMimeEncoder().encode(bytes);
            case "quoted-printable" -> quoted(bytes);
            default -> bytes;
        };
    }

    private static byte[] quoted(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (byte b : bytes) {
            boolean plain = b >= ' ' && b < 0x7F && b != '=';
            out.append(plain ? String.valueOf((char) b) : String.format("=%02X", b));
            column += plain ? 1 : 3;
            if (column > 70) {
                out.append("=\r\n");
                column = 0;
            }
        }
        return bytes(out.toString());
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(US_ASCII);
    }

    private static byte[] join(byte[]... pieces) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.write(piece);
        }
        return out.toByteArray();
    }

    private String text(String name, byte[] bytes) throws Exception {
        return text(read(name, bytes, "").getFirst());
    }

    private int certainty(String name, byte[] bytes, String charset) throws Exception {
        return pages(read(name, bytes, charset).getFirst()).getFirst().confidence();
    }

    private static String text(Extraction extraction) throws MalformedReplyException {
        return String.join("\n", pages(extraction).stream().map(Page::text).toList());
    }

    private static List<Page> pages(Extraction extraction) throws MalformedReplyException {
        List<Page> pages = new ArrayList<>();
        for (byte[] page : extraction.encodedPages()) {
            pages.add(PageCodec.decode(page));
        }
        return pages;
    }

    private List<Extraction> read(String name, byte[] bytes, String charset) throws IOException {
        Path place = Files.createTempDirectory(folder, "file");
        Files.write(place.resolve("0"), bytes);
        try (Opened opened = new Opened(place, name)) {
            return EXTRACTOR.read(opened, charset);
        }
    }
}
