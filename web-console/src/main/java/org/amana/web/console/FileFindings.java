package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.analysis.Document;
import org.amana.analysis.Insight;
import org.amana.analysis.Reading;
import org.amana.web.console.FilePage.Read;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.FileView.Found;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Sure;

/// What machines found in a file, each with what found it.
final class FileFindings {

    /// Documents inside a file that are named; an archive may hold thousands.
    private static final int MOST_INSIDE = 200;

    private FileFindings() {}

    /// What was found in the document that is shown, and the documents inside the file.
    static List<Found> of(Visit visit, Read read, Optional<Document> document) {
        List<Found> found = new ArrayList<>();
        document.ifPresent(one -> one.insights().forEach(insight -> found.add(found(visit, insight))));
        document.ifPresent(one -> found.addAll(FactWords.of(visit.words(), one)));
        List<Document> inside = read.reading().result().map(Reading::inside).orElse(List.of());
        inside.stream().limit(MOST_INSIDE).forEach(one -> found.add(inside(visit, one)));
        if (inside.size() > MOST_INSIDE) {
            found.add(new Found(
                    visit.say("insight.inside"),
                    "",
                    Markup.quiet(visit.say("insight.inside-more", MOST_INSIDE, inside.size())),
                    List.of()));
        }
        return found;
    }

    private static Found found(Visit visit, Insight insight) {
        Markup value = InsightWords.value(visit, insight);
        Markup note = insight.why()
                .map(reason -> new Markup("<span class=\"sub\">")
                        .and(ReasonWords.html(visit, reason))
                        .and(new Markup("</span>")))
                .orElse(Markup.EMPTY);
        return new Found(
                visit.words().named("insight", insight.kind()),
                insight.engine().toString(),
                value.and(note),
                insight.certainty().stream().mapToObj(Sure::new).toList());
    }

    private static Found inside(Visit visit, Document inside) {
        String name = inside.name().isEmpty() ? inside.part() : inside.name();
        String address = BrowsePage.file(
                        inside.blob().container().name().value(),
                        inside.blob().name().value())
                .with("part", inside.part())
                .toString();
        return new Found(
                visit.say("insight.inside"),
                visit.say(Kinds.key(inside.type())),
                Markup.link(address, FileName.html(name)),
                List.of());
    }
}
