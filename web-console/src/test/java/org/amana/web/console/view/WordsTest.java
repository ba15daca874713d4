package org.amana.web.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.analysis.Insight;
import org.amana.analysis.Reason;
import org.amana.analysis.Sandbox;
import org.amana.analysis.TaskKind;
import org.amana.policy.Action;
import org.amana.policy.Credential;
import org.amana.policy.DataClass;
import org.amana.policy.Service;
import org.amana.search.Certainty;
import org.amana.search.FileKind;
import org.amana.search.SearchRequest;
import org.amana.search.SearchResult;
import org.amana.search.TextSource;
import org.amana.verifier.Kind;
import org.junit.jupiter.api.Test;

final class WordsTest {
    @Test
    void theTimesOfAFileSayWhoseClockTheyAre() {
        for (String key : List.of("file.created", "file.modified", "file.when", "status.when", "session.until")) {
            assertThat(Words.in(Lang.EN).say(key)).as(key).contains("UTC");
            assertThat(Words.in(Lang.AR).say(key)).as(key).contains("بالتوقيت العالمي");
        }
    }

    private static final Words EN = Words.in(Lang.EN);
    private static final Words AR = Words.in(Lang.AR);

    /// Beginnings of keys that the code completes with the name of something that comes in many.
    private static final List<String> FAMILIES = List.of(
            "rule.", "feature.", "refusal.code.", "refusal.told.", "kind.", "fact.", "state.", "operator.", "term.");

    @Test
    void bothLanguagesHaveEveryKey() {
        assertThat(AR.keys()).isEqualTo(EN.keys());
    }

    @Test
    void bothLanguagesTakeTheSameArguments() {
        for (String key : EN.keys()) {
            assertThat(arguments(AR.pattern(key))).as(key).isEqualTo(arguments(EN.pattern(key)));
        }
    }

    @Test
    void noKeyIsUnused() {
        String code = code();
        List<String> unused = EN.keys().stream()
                .filter(key -> !code.contains("\"" + key + "\""))
                .filter(key -> !constants().contains(key))
                .filter(key -> FAMILIES.stream().noneMatch(key::startsWith))
                .toList();
        assertThat(unused).isEmpty();
    }

    @Test
    void everyConstantThatAPageNamesHasAWord() {
        assertThat(EN.keys()).containsAll(constants());
    }

    @Test
    void reasonsAreSaidAsAnalysisItselfSaysThem() {
        for (Reason.Kind kind : Reason.Kind.values()) {
            Object[] details = kind.details().stream()
                    .map(detail -> switch (detail) {
                        case NUMBER -> (Object) 1_234L;
                        case SIZE -> "5";
                        case TYPE -> "text/plain";
                        case TEXT -> "words";
                    })
                    .toArray();
            String sentence = EN.say("reason." + kind.word(), details);
            assertThat(Reason.of(kind, details).sentence().replace("5 B", "5")).isEqualTo(sentence);
        }
    }

    @Test
    void arabicPluralsFollowTheSixCategories() {
        assertThat(AR.say("file.pages", 0)).isEqualTo("لا صفحات");
        assertThat(AR.say("file.pages", 1)).isEqualTo("صفحة واحدة");
        assertThat(AR.say("file.pages", 2)).isEqualTo("صفحتان");
        assertThat(AR.say("file.pages", 3)).isEqualTo("3 صفحات");
        assertThat(AR.say("file.pages", 11)).isEqualTo("11 صفحة");
        assertThat(AR.say("overview.held.change", "+1", 11)).contains("11 يومًا");
        assertThat(AR.say("overview.held.change", "+1", 100))
                .contains("100 يوم")
                .doesNotContain("يومًا");
        assertThat(AR.say("overview.held.change", "+1", 1_103)).contains("1,103 أيام");
        assertThat(AR.say("reason.late", 3)).contains("3 ثوانٍ");
        assertThat(AR.say("reason.late", 60)).contains("60 ثانية");
        assertThat(AR.say("reason.pages-left", 2, 9)).contains("أول صفحتين من 9");
    }

    @Test
    void everyArabicPluralHasAllSixForms() {
        for (String key : AR.keys()) {
            for (Message.Part part : AR.pattern(key).parts()) {
                if (part instanceof Message.Plural plural
                        && EN.pattern(key).parts().size() < 6) {
                    assertThat(plural.forms().keySet()).as(key).contains("one", "other");
                    boolean counts = plural.forms().size() > 3;
                    if (counts) {
                        assertThat(plural.forms().keySet())
                                .as(key)
                                .containsExactlyInAnyOrder("zero", "one", "two", "few", "many", "other");
                    }
                }
            }
        }
    }

    @Test
    void namesAreEscapedAndIsolatedInHtml() {
        assertThat(EN.html("entry.title", "<script>").html()).isEqualTo("Entry <bdi>&lt;script&gt;</bdi>");
    }

    @Test
    void namesAreIsolatedInArabicPlainText() {
        assertThat(AR.say("search.nothing", "berth 9", "P-31"))
                .isEqualTo("لا نتيجة لـ «\u2068berth 9\u2069» ضمن الغرض \u2068P-31\u2069");
    }

    @Test
    void anUnknownKeyIsAMistake() {
        assertThatThrownBy(() -> EN.say("no.such.key")).hasMessageContaining("no.such.key");
    }

    @Test
    void aSentenceWithAnOpenBraceIsAMistake() {
        assertThatThrownBy(() -> Message.parse("Entry {0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Message.parse("{0,plural,one{x}}")).hasMessageContaining("other");
        assertThatThrownBy(() -> Message.parse("a } b")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<Integer> arguments(Message message) {
        Set<Integer> indexes = new TreeSet<>();
        for (Message.Part part : message.parts()) {
            switch (part) {
                case Message.Literal _ -> {}
                case Message.Argument(int index) -> indexes.add(index);
                case Message.Amount(int index) -> indexes.add(index);
                case Message.Plural(int index, var forms) -> {
                    indexes.add(index);
                    forms.values().forEach(form -> indexes.addAll(arguments(form)));
                }
            }
        }
        return indexes;
    }

    /// Keys that are made of a family and the name of a constant.
    private static Set<String> constants() {
        return Stream.of(
                        keys("group", List.of(Page.Group.DATA, Page.Group.WORK, Page.Group.USE)),
                        keys(
                                "nav",
                                List.of(Page.Section.values()).stream()
                                        .filter(one -> one != Page.Section.NONE)
                                        .toList()),
                        keys("service", List.of(Service.values())),
                        keys("action", List.of(Action.values())),
                        keys("class", List.of(DataClass.values())),
                        keys("key.kind", List.of(Credential.Kind.values())),
                        keys("kind-of", List.of(Kind.values())),
                        keys("filekind", List.of(FileKind.values())),
                        keys("source", List.of(TextSource.values())),
                        keys("certainty", List.of(Certainty.values())),
                        keys("sort", List.of(SearchRequest.Sort.values())),
                        keys("remark", List.of(SearchResult.Remark.values())),
                        keys("insight", List.of(Insight.Kind.values())),
                        keys("reason", List.of(Reason.Kind.values())),
                        keys("task", List.of(TaskKind.values())),
                        Stream.of("stopped", "session-over", "server-stops").map(one -> "job.halt." + one),
                        keys("sandbox", List.of(Sandbox.values())),
                        keys("connect", List.of(org.amana.web.console.ClientGuide.Step.Kind.values())),
                        Stream.of("theme.light", "theme.dark", "theme.system"),
                        Stream.of("container", "type", "language", "source", "certainty")
                                .map(one -> "facet." + one),
                        Stream.of(
                                        "kind",
                                        "act",
                                        "purpose",
                                        "box",
                                        "account",
                                        "rule",
                                        "features",
                                        "policy",
                                        "amount",
                                        "units",
                                        "ref",
                                        "sealed",
                                        "leaf")
                                .map(one -> "entry.field." + one),
                        Stream.of("actor", "object", "client", "caze").map(one -> "entry.sealed." + one),
                        Stream.of("containers", "services", "actions", "features", "classes", "day", "expires")
                                .map(one -> "purpose.field." + one),
                        Stream.of("service", "action", "class").map(one -> "purpose.wrong." + one),
                        Stream.of("file.reading.then", "file.no-pages.then", "file.unread.then", "engine.ocr.missing"),
                        Stream.of("busy", "ledger", "full").map(one -> "failure." + one + ".then"))
                .flatMap(one -> one)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> keys(String family, List<? extends Enum<?>> constants) {
        return constants.stream()
                .map(one -> family + "."
                        + one.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    private static String code() {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".jte"))
                    .map(WordsTest::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
