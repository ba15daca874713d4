package org.amana.acceptance;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amana.testkit.Command;

/// axe-core, which knows many of the barriers that pages can have for people who do not see them, or do not use a
/// mouse. It comes from npm when the tests run, and is no part of Amana.
final class Axe {
    private static final String PACKAGE = "axe-core@4.14.1";
    private static final Path FOLDER = Path.of("target", "axe").toAbsolutePath();

    /// Rules whose answer depends on width or theme; all others see the same at every width, in the light and in the
    /// dark.
    private static final String OF_LAYOUT =
            "{type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size',"
                    + " 'link-name', 'button-name', 'scrollable-region-focusable']}";
    private static final String ALL =
            "{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}";

    private final String source;

    private Axe(String source) {
        this.source = source;
    }

    static Axe fetched() {
        Path script = FOLDER.resolve("node_modules/axe-core/axe.min.js");
        try {
            if (!Files.exists(script)) {
                Files.createDirectories(FOLDER);
                Command.fetch(
                                Duration.ofMinutes(5),
                                Map.of(),
                                FOLDER,
                                List.of("npm", "install", "--no-save", "--no-audit", "--no-fund", PACKAGE))
                        .expectSuccess();
            }
            return new Axe(Files.readString(script));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The barriers on the page as it stands, each with its rule and the first element that has it.
    List<String> barriers(Page page) {
        return run(page, ALL);
    }

    /// Only those that another width or theme can bring.
    List<String> barriersOfLayout(Page page) {
        return run(page, OF_LAYOUT);
    }

    @SuppressWarnings("unchecked")
    private List<String> run(Page page, String rules) {
        if (!(Boolean) page.evaluate("'axe' in window")) {
            page.evaluate(source);
        }
        return (List<String>) page.evaluate("() => axe.run(document, {resultTypes: ['violations'], runOnly: " + rules
                + "}).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))");
    }
}
