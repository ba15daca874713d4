package org.amana.web.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.analysis.Document;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileView.Found;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Tongue;
import org.amana.web.console.view.Words;

/// What a document says of itself, in the words of a language. That is the document's own claim, no machine's finding:
/// so it stands without a figure of how sure anybody is.
final class FactWords {
    private static final Set<String> TIMES = Set.of("created", "modified", "taken");

    /// In the order in which they are shown; one that is not among them is not shown.
    private static final List<String> ORDER = List.of(
            "author",
            "last-author",
            "signer",
            "from",
            "to",
            "cc",
            "bcc",
            "subject",
            "description",
            "keywords",
            "bookmarks",
            "publisher",
            "copyright",
            "created",
            "modified",
            "taken",
            "duration",
            "video-codec",
            "sound-codec",
            "frames-per-second",
            "camera",
            "declared-language",
            "software",
            "encoding");

    private FactWords() {}

    static List<Found> of(Words words, Document document) {
        Map<String, String> facts = document.metadata();
        List<Found> found = new ArrayList<>();
        if (!document.title().isEmpty()) {
            found.add(row(words, "title", document.title()));
        }
        for (String name : ORDER) {
            String value = facts.get(name);
            if (value != null && !value.equals(document.title())) {
                found.add(row(words, name, value));
            }
        }
        return found;
    }

    private static Found row(Words words, String name, String value) {
        return new Found(words.say("fact." + name), words.say(source(name)), value(words, name, value), List.of());
    }

    /// A plain text does not say in which encoding it is; that is how it was read.
    private static String source(String name) {
        return name.equals("encoding") ? "fact.as-read" : "fact.own";
    }

    private static Markup value(Words words, String name, String value) {
        if (TIMES.contains(name)) {
            return time(value)
                    .map(moment -> Markup.text(words.say("utc", Dates.moment(moment, words.lang()))))
                    .orElse(Markup.isolated(value));
        }
        return name.equals("declared-language") && value.length() <= 8
                ? Markup.text(Tongue.name(value, words.lang()))
                : Markup.isolated(value);
    }

    private static Optional<Instant> time(String value) {
        try {
            return Optional.of(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
