package org.amana.web.console;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.analysis.Picture;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Feature;
import org.amana.policy.Service;
import org.amana.search.Hit;
import org.amana.search.Label;
import org.amana.search.SearchRequest;
import org.amana.search.Snippet;
import org.amana.search.Snippet.Segment;
import org.amana.search.TextSource;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.SearchView;
import org.amana.web.console.view.SearchView.Quote;
import org.amana.web.console.view.Sure;
import org.amana.web.console.view.Tongue;

/// Sets the hits of a search. The picture of a page beside a hit is an access to that very file, with an entry of its
/// own: so the file's page tells that it was shown, to whom and for what.
final class SearchHits {
    private static final String ELLIPSIS = "\u2026";

    private final ConsoleServices services;
    private final Accounts accounts;
    private final Pictures pictures;

    SearchHits(ConsoleServices services, Pictures pictures) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
        this.pictures = pictures;
    }

    List<SearchView.Hit> of(Visit visit, SearchRequest wanted, List<Hit> hits) {
        List<SearchView.Hit> shown = new ArrayList<>();
        for (Hit hit : hits) {
            shown.add(hit(visit, wanted, hit));
        }
        return shown;
    }

    private SearchView.Hit hit(Visit visit, SearchRequest wanted, Hit hit) {
        int best = hit.snippets().isEmpty() ? 1 : hit.snippets().getFirst().page();
        boolean read = hit.source() != TextSource.NONE;
        return new SearchView.Hit(
                called(hit),
                address(hit, wanted, best),
                thumbnail(visit, hit, best),
                Kinds.letters(hit.inside().isEmpty() ? hit.name() : hit.partName(), hit.type()),
                marked(hit.label().title()),
                says(visit, hit.label()),
                meta(visit, hit),
                quotes(visit, wanted, hit),
                hit.morePassages() == 0 ? "" : visit.say("search.more", hit.morePassages()),
                read ? hit.engine() : "",
                read ? List.of(Sure.of(hit.confidence())) : List.of());
    }

    /// What was found: the file, or the part of it by its own name.
    static Markup called(Hit hit) {
        if (hit.inside().isEmpty()) {
            return fileName(hit);
        }
        return hit.partName().isEmpty()
                ? FileName.html(hit.inside().get())
                : name(hit.label().partName(), 0, hit.partName().length());
    }

    /// Without the folders it is in.
    private static Markup fileName(Hit hit) {
        return name(
                hit.label().name(), hit.name().lastIndexOf('/') + 1, hit.name().length());
    }

    private String thumbnail(Visit visit, Hit hit, int page) {
        ContainerRef container = accounts.container(visit, hit.container());
        BlobRef blob = container.blob(hit.name());
        AccessRequest request = accounts.in(visit, container, Service.DOCUMENT, Action.READ)
                .withFeatures(Set.of(Feature.THUMBNAIL))
                .withObject(blob.path());
        boolean drawn = hit.pages() > 0 || hit.type().startsWith("image/");
        if (!drawn || !visit.foresees(request)) {
            return "";
        }
        Bundle look = new Bundle();
        Bundle.Part<Picture> picture =
                look.takes(services.analysis().thumbnail(blob, hit.inside().orElse(""), page));
        try {
            visit.pass(request, look);
        } catch (Refused _) {
            // The day's volume is used up: the hit stays, without its picture, and the refusal is on the receipt.
            return "";
        }
        Optional<Picture> found = picture.result();
        return found.map(one -> pictures.keep(visit, one)).orElse("");
    }

    private static Markup meta(Visit visit, Hit hit) {
        List<Markup> facts = new ArrayList<>();
        int slash = hit.name().lastIndexOf('/');
        List<Segment> place = new ArrayList<>(List.of(new Segment(hit.container() + "/", false)));
        place.addAll(hit.label().name());
        facts.add(name(place, 0, hit.container().length() + (slash < 0 ? 0 : 1 + slash)));
        if (hit.inside().isPresent()) {
            facts.add(visit.words().html("search.inside", fileName(hit)));
        }
        facts.add(Markup.text(visit.say(Kinds.key(hit.type()))));
        facts.add(Markup.text(hit.dated()
                .map(date -> Dates.date(date, visit.lang()))
                .orElseGet(() -> visit.say("search.added", Dates.date(hit.added(), visit.lang())))));
        if (hit.pages() > 0 && Kinds.hasPages(hit.type())) {
            facts.add(Markup.text(visit.say("file.pages", hit.pages())));
        } else if (hit.size() > 0) {
            facts.add(Markup.text(Numbers.size(hit.size(), visit.lang())));
        }
        if (!hit.language().equals("und")) {
            facts.add(Markup.text(Tongue.name(hit.language(), visit.lang())));
        }
        if (hit.byMeaning()) {
            facts.add(Markup.text(visit.say("search.by-meaning")));
        }
        Markup line = Markup.EMPTY;
        for (Markup fact : facts) {
            line = line.html().isEmpty()
                    ? fact.apart()
                    : line.and(Markup.text(" · ")).and(fact.apart());
        }
        return line;
    }

    /// Who wrote it and to whom in one line, what else it says of itself in another.
    private static List<Markup> says(Visit visit, Label label) {
        List<Markup> says = new ArrayList<>();
        boolean written = !label.authors().isEmpty();
        boolean sent = !label.recipients().isEmpty();
        if (written && sent) {
            says.add(visit.words().html("search.from-to", marked(label.authors()), marked(label.recipients())));
        } else if (written) {
            says.add(visit.words().html("search.by", marked(label.authors())));
        } else if (sent) {
            says.add(visit.words().html("search.to", marked(label.recipients())));
        }
        if (!label.about().isEmpty() && !label.about().equals(label.title())) {
            says.add(marked(label.about()));
        }
        return says;
    }

    /// A piece of a name, with what was searched for marked.
    static Markup name(List<Segment> segments, int from, int to) {
        StringBuilder name = new StringBuilder();
        BitSet marked = new BitSet();
        for (Segment segment : segments) {
            marked.set(name.length(), name.length() + segment.text().length(), segment.marked());
            name.append(segment.text());
        }
        return FileName.html(name.substring(from, to), marked.get(from, to));
    }

    /// What a document says of itself, in a direction of its own; empty if it says nothing.
    static Markup marked(List<Segment> segments) {
        if (segments.isEmpty()) {
            return Markup.EMPTY;
        }
        StringBuilder text = new StringBuilder("<bdi dir=\"auto\">");
        for (Segment segment : segments) {
            text.append(html(segment, Markup.shown(segment.text())));
        }
        return new Markup(text.append("</bdi>").toString());
    }

    private static String html(Segment segment, Markup text) {
        return segment.marked() ? "<mark>" + text.html() + "</mark>" : text.html();
    }

    private static List<Quote> quotes(Visit visit, SearchRequest wanted, Hit hit) {
        List<Quote> quotes = new ArrayList<>();
        for (Snippet snippet : hit.snippets()) {
            StringBuilder text = new StringBuilder(snippet.opens() ? ELLIPSIS : "");
            for (Segment segment : snippet.segments()) {
                text.append(html(segment, Markup.text(segment.text())));
            }
            text.append(snippet.closes() ? ELLIPSIS : "");
            quotes.add(new Quote(
                    visit.say("search.page", snippet.page()),
                    address(hit, wanted, snippet.page()),
                    new Markup(text.toString()),
                    snippet.language().equals("und") ? "" : snippet.language()));
        }
        return quotes;
    }

    private static String address(Hit hit, SearchRequest wanted, int page) {
        return BrowsePage.file(hit.container(), hit.name())
                .with("part", hit.inside().orElse(""))
                .with("q", wanted.query())
                .with("page", Integer.toString(page))
                .toString();
    }
}
