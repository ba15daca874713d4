package org.amana.web.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

final class FileNameTest {
    @Test
    void aPlainNameIsOneIsolateWithAQuieterExtension() {
        assertThat(FileName.html("tile_E36.tif").html())
                .isEqualTo("<bdi class=\"fname\" dir=\"auto\">tile_E36<span class=\"ext\">.tif</span></bdi>");
    }

    @Test
    void datesInAnArabicNameAreIsolatedSoThatTheyReadInOrder() {
        assertThat(FileName.html("محضر 2018-03-14 (Berth 9) v2.pdf").html())
                .isEqualTo("<bdi class=\"fname\" lang=\"ar\" dir=\"auto\">محضر <bdi dir=\"ltr\">2018-03-14</bdi>"
                        + " (Berth 9) v2<span class=\"ext\">.pdf</span></bdi>");
    }

    @Test
    void thePathThatGoesBothWaysStandsStepByStepInTheDirectionOfThePage() {
        assertThat(FileName.html("سجلات/carta 3.txt").html())
                .isEqualTo("<span class=\"path\"><bdi class=\"fname\" lang=\"ar\" dir=\"auto\">سجلات</bdi>/"
                        + "<bdi class=\"fname\" dir=\"auto\">carta 3<span class=\"ext\">.txt</span></bdi></span>");
        assertThat(FileName.html("سجلات/carta 3.txt").plain()).isEqualTo("سجلات/carta 3.txt");
        assertThat(FileName.html("scans/1931/a.pdf").html()).startsWith("<bdi").doesNotContain("path");
        assertThat(FileName.html("1951/محضر.txt").html()).startsWith("<bdi").doesNotContain("path");
        BitSet marked = new BitSet();
        marked.set(0, 8);
        assertThat(FileName.html("سجل/mail/", marked).html())
                .isEqualTo("<span class=\"path\"><bdi class=\"fname\" lang=\"ar\" dir=\"auto\"><mark>سجل</mark></bdi>"
                        + "<mark>/</mark><bdi class=\"fname\" dir=\"auto\"><mark>mail</mark></bdi>/</span>");
    }

    @Test
    void whatWasSearchedForIsMarkedAndBreaksNoIsolate() {
        BitSet marked = new BitSet();
        marked.set(5, 9);
        marked.set(17, 22);
        assertThat(FileName.html("محضر 2018-03-14 (Berth 9) v2.pdf", marked).html())
                .isEqualTo(
                        "<bdi class=\"fname\" lang=\"ar\" dir=\"auto\">محضر <bdi dir=\"ltr\"><mark>2018</mark>-03-14</bdi>"
                                + " (<mark>Berth</mark> 9) v2<span class=\"ext\">.pdf</span></bdi>");
        marked.clear();
        marked.set(0, 8);
        assertThat(FileName.html("a<b\u202e.pdf", marked).html())
                .isEqualTo("<bdi class=\"fname\" dir=\"auto\"><mark>a&lt;b<span class=\"seen\">[RLO]</span></mark>"
                        + "<span class=\"ext\"><mark>.pdf</mark></span></bdi>");
    }

    @Test
    void aPlainNumberInAnArabicNameNeedsNoIsolate() {
        assertThat(FileName.html("0017 رصيف.jpg").html()).doesNotContain("dir=\"ltr\"");
    }

    @Test
    void aDirectionOverrideIsShownAndDoesNothing() {
        String html = FileName.html("invoice\u202efdp.exe").html();
        assertThat(html).contains("<span class=\"seen\">[RLO]</span>").doesNotContain("\u202e");
        assertThat(html).contains("<span class=\"ext\">.exe</span>");
    }

    @Test
    void aLongNameIsCutShortBeforeItIsMarkedUpAndKeepsItsExtension() {
        assertThat(FileName.shortened("letter.pdf")).isEqualTo(FileName.html("letter.pdf"));
        assertThat(FileName.shortened("x".repeat(120))).isEqualTo(FileName.html("x".repeat(120)));
        String html = FileName.shortened("\u0001".repeat(8_000) + ".pdf").html();
        assertThat(html).contains("\u2026").contains("<span class=\"ext\">.pdf</span>");
        assertThat(html.length()).isLessThan(120 * 40);
        assertThat(FileName.shortened("\ud83d\ude00".repeat(200)).plain())
                .isEqualTo("\ud83d\ude00".repeat(60) + "\u2026" + "\ud83d\ude00".repeat(60));
    }

    @Test
    void everyCharacterThatCannotBeSeenIsShown() {
        String hidden =
                "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u0007\n\u00ad";
        String html = FileName.html("a" + hidden + "b").html();
        hidden.chars().forEach(c -> assertThat(html).doesNotContain(Character.toString(c)));
        assertThat(html).contains("[ZWSP]", "[U+0007]", "[U+000A]", "[U+00AD]", "[PDI]");
    }

    @Test
    void markupInANameIsText() {
        assertThat(FileName.html("<img src=x onerror=alert(1)>.png").html()).doesNotContain("<img");
        assertThat(FileName.html("a\" onmouseover=\"b").html()).doesNotContain("\" onmouseover");
    }

    @Test
    void joinersOfArabicAndEmojiStay() {
        assertThat(FileName.html("می\u200cخواهم.txt").html()).contains("\u200c");
        assertThat(FileName.html("👩\u200d💻.png").html()).contains("👩\u200d💻");
    }

    @Test
    void aNameWithoutExtensionIsWhole() {
        assertThat(FileName.html("README").html()).doesNotContain("class=\"ext\"");
        assertThat(FileName.html(".profile").html()).doesNotContain("class=\"ext\"");
        assertThat(FileName.html("v2.").html()).doesNotContain("class=\"ext\"");
        assertThat(FileName.html("a.b c").html()).doesNotContain("class=\"ext\"");
    }

    @Test
    void inPlainTextTheNameIsIsolatedAndSeen() {
        assertThat(FileName.text("x\u202ey")).isEqualTo("\u2068x[RLO]y\u2069");
    }

    @Test
    void namesAndSentencesShowWhatCannotBeSeen() {
        String name = "Samir\u202edamhA";
        assertThat(Markup.isolated(name).html()).isEqualTo("<bdi dir=\"auto\">Samir[RLO]damhA</bdi>");
        assertThat(Markup.english(name).html()).contains("Samir[RLO]damhA");
        assertThat(Markup.shown(name).html()).isEqualTo("Samir[RLO]damhA");
        for (Lang lang : Lang.values()) {
            assertThat(Words.in(lang).say("file.metadata", name))
                    .contains("Samir[RLO]damhA")
                    .doesNotContain("\u202e");
            assertThat(Words.in(lang).html("file.metadata", name).html()).contains("Samir[RLO]damhA");
        }
    }

    @Test
    void isolatesThatEndWhereTheyShouldStayAndOthersAreShown() {
        String sentence = Words.in(Lang.AR).say("principal.steward", "archive");
        assertThat(FileName.visible(sentence)).isEqualTo(sentence).contains("\u2068archive\u2069");
        assertThat(FileName.visible("a\u2069b\u2068c")).isEqualTo("a[PDI]b[FSI]c");
        assertThat(FileName.visible("a\u2068b")).isEqualTo("a[FSI]b");
        assertThat(FileName.visible("a\n\tb")).isEqualTo("a\n\tb");
    }
}
