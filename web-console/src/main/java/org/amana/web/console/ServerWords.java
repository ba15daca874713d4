package org.amana.web.console;

import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Words;

/// Sentences that come from below the console, in English: what was wrong with a request. They name the thing and the
/// value, which is what the person needs; on a page in another language they are marked as English, so that they are
/// set and read aloud as such.
final class ServerWords {
    private ServerWords() {}

    static Markup html(Words words, String sentence) {
        return words.lang() == Lang.EN ? Markup.shown(sentence) : Markup.english(sentence);
    }
}
