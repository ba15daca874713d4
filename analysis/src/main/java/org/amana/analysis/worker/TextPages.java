package org.amana.analysis.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.amana.analysis.Language;
import org.amana.analysis.Page;

/// Makes pages, each with its language, of a text whose words have no places.
final class TextPages {
    private final Languages languages;

    TextPages(Languages languages) {
        this.languages = languages;
    }

    /// Those that have text, numbered from 1 by where they stand among all.
    ///
    /// @param type of the document
    /// @param certainty of what its letters are, 0 to 100
    List<Page> of(String type, List<String> texts, int certainty) {
        List<Page> pages = new ArrayList<>();
        int number = 0;
        for (String text : texts) {
            number++;
            String page = type.startsWith("audio/") ? ofSong(text) : text;
            if (!page.isEmpty()) {
                // In words of programs, with names of people between them: no language.
                Language language = Cards.speaks(type) ? Language.UNDETERMINED : languages.of(page);
                pages.add(new Page(number, 0, 0, page, List.of(), TikaParsers.ENGINE, certainty, language));
            }
        }
        return pages;
    }

    /// Tika writes under the title and the singer of a song how many seconds it takes, and `null` for what it
    /// lacks.
    private static String ofSong(String page) {
        return page.lines()
                .filter(line -> !line.equals("null") && !line.matches("[0-9]+\\.[0-9]+"))
                .collect(Collectors.joining("\n"));
    }
}
