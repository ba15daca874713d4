package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amana.web.console.view.Lang;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What must hold of every page, in both languages: the gallery holds one of each.
final class PagesTest {
    private static final Pattern TAG =
            Pattern.compile("<([a-z0-9]+)((?:\\s+[a-zA-Z:-]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\\s*/?>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z:-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?");

    static Stream<Arguments> pages() {
        return Gallery.names().stream().flatMap(name -> Stream.of(Lang.values()).map(lang -> Arguments.of(name, lang)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingInAPageNeedsAWeakerPolicy(String name, Lang lang) {
        String html = html(name, lang);
        assertThat(attributes(html, "style")).isEmpty();
        assertThat(html).doesNotContain("<style", "javascript:", "data:");
        assertThat(html).doesNotContainPattern("\\son[a-z]+=");
        assertThat(html).doesNotContainPattern("<script(?![^>]*\\ssrc=\"/static/)");
        assertThat(html).doesNotContainPattern("(?:src|href|action)=\"(?!/|#|\\?)");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyIdIsThereOnce(String name, Lang lang) {
        List<String> ids = attributes(html(name, lang), "id");
        assertThat(ids).doesNotHaveDuplicates().contains("main", "receipt");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLabelAndDescriptionPointsAtSomething(String name, Lang lang) {
        String html = html(name, lang);
        Set<String> ids = new TreeSet<>(attributes(html, "id"));
        List<String> pointers = new ArrayList<>(attributes(html, "for"));
        pointers.addAll(attributes(html, "aria-labelledby"));
        attributes(html, "aria-describedby").forEach(value -> pointers.addAll(List.of(value.split(" "))));
        attributes(html, "list").forEach(pointers::add);
        assertThat(ids).containsAll(pointers);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void languageAndDirectionStandOnTheDocument(String name, Lang lang) {
        assertThat(html(name, lang))
                .startsWith("<!doctype html>\n<html lang=\"" + lang.tag() + "\" dir=\"" + lang.dir()
                        + "\" data-theme=\"dark\">");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageHasOneHeadingAndEndsWithItsReceipt(String name, Lang lang) {
        String html = html(name, lang);
        assertThat(html.split("<h1", -1)).hasSize(2);
        assertThat(html.indexOf("class=\"receipt\"")).isGreaterThan(html.lastIndexOf("<section"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFormThatChangesSomethingCarriesItsProof(String name, Lang lang) {
        String html = html(name, lang);
        Matcher forms = Pattern.compile(
                        "<form[^>]*method=\"post\"[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL)
                .matcher(html);
        while (forms.find()) {
            boolean open =
                    forms.group(1).startsWith("/sign-in") || forms.group(1).equals("/theme");
            if (!open) {
                assertThat(forms.group(2)).as(forms.group(1)).contains("name=\"csrf\" value=\"csrf\"");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTableSaysWhatItsHeadsAreFor(String name, Lang lang) {
        assertThat(html(name, lang)).doesNotContainPattern("<th(?![^>]*scope=)[ >]");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRowOfATableIsNamed(String name, Lang lang) {
        String html = html(name, lang);
        Matcher heads = Pattern.compile("<thead>.*?</thead>", Pattern.DOTALL).matcher(html);
        while (heads.find()) {
            assertThat(heads.group()).doesNotContain("<td");
        }
        Matcher bodies = Pattern.compile("<tbody>(.*?)</tbody>", Pattern.DOTALL).matcher(html);
        while (bodies.find()) {
            for (String row : bodies.group(1).split("<tr", -1)) {
                assertThat(row)
                        .satisfiesAnyOf(
                                one -> assertThat(one).contains("<th scope=\"row\""),
                                one -> assertThat(one).isBlank());
            }
        }
    }

    private static String html(String name, Lang lang) {
        return new String(new Gallery(lang, "dark").html(name), UTF_8);
    }

    /// The values of an attribute wherever it stands.
    private static List<String> attributes(String html, String name) {
        List<String> values = new ArrayList<>();
        Matcher tags = TAG.matcher(html);
        while (tags.find()) {
            Matcher attributes = ATTRIBUTE.matcher(tags.group(2));
            while (attributes.find()) {
                if (attributes.group(1).equals(name)) {
                    values.add(attributes.group(2) == null ? "" : attributes.group(2));
                }
            }
        }
        return values;
    }
}
