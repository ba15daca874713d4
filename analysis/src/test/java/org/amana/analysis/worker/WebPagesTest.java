package org.amana.analysis.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages as programs write them, without a blank between their elements.
@Tag("slow")
class WebPagesTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsApartOnAPageIsApartInItsText() throws Exception {
        String html =
                "<html><body><nav><a>one</a></nav><main>two</main><aside>three</aside><figure>four<figcaption>five"
                        + "</figcaption></figure><address>six</address><select><option>seven</option><option>eight</option>"
                        + "</select><details><summary>nine</summary>ten</details><form><fieldset><legend>eleven</legend><label>"
                        + "twelve</label><button>thirteen</button></fieldset></form><dl><dt>fourteen</dt><dd>fifteen</dd></dl>"
                        + "<table><tr><th>sixteen</th><td>seventeen</td></tr></table><header>eighteen</header><section>nineteen"
                        + "</section><article>twenty<b>first</b>second</article><footer>end</footer>"
                        + "<script>var hidden</script><style>p {}</style></body></html>";
        assertThat(List.of(text("a.html", html).split("\\s+", -1)))
                .containsExactly(
                        ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                                        + " sixteen seventeen eighteen nineteen twentyfirstsecond end")
                                .split(" ", -1));
    }

    @Test
    void whatPicturesShowAndWhereLinksLeadIsReadBelow() throws Exception {
        String page = "<html><body><p>Read the <a href=\"https://example.org/register?x=1\">register</a> of <img"
                + " src=\"a.png\" alt=\"a crane at berth nine\">ships, <a href=\"#top\">top</a> <a"
                + " href=\"javascript:go()\">go</a> <a href=\"https://example.org/register?x=1\">again</a> or <a"
                + " href=\"mailto:clerk@example.org\">write</a>.</p></body></html>";
        String below = "\n\nhttps://example.org/register?x=1\na crane at berth nine\nmailto:clerk@example.org";
        assertThat(text("a.html", page)).isEqualTo("Read the register of ships, top go again or write." + below);
        assertThat(text("a.eml", "From: a@b.org\nContent-Type: text/html; charset=utf-8\n\n" + page))
                .contains("Read the register of ships", below);
    }

    private String text(String name, String content) throws Exception {
        return new Readings(folder).text(name, content.getBytes(UTF_8));
    }
}
