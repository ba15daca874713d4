package org.amana.web.console;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.amana.analysis.Document;
import org.amana.analysis.TaskState;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobRef;
import org.amana.blob.Keeping;
import org.amana.blob.Metadata;
import org.amana.blob.ScopeName;
import org.amana.blob.Tier;
import org.amana.web.console.FilePage.Asked;
import org.amana.web.console.FilePage.Known;
import org.amana.web.console.FilePage.Read;
import org.amana.web.console.view.Crumb;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.FileView;
import org.amana.web.console.view.FileView.Fact;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;

/// Turns what is known of a file into what its page shows.
final class FileViews {
    private final ConsoleServices services;
    private final FileViewer viewer;
    private final FileVersions versions;

    FileViews(ConsoleServices services, Pictures pictures, FileVersions versions) {
        this.services = services;
        this.versions = versions;
        this.viewer = new FileViewer(pictures);
    }

    FileView of(Visit visit, Asked asked, Known known, Read read, FileView.Use use) {
        BlobRef blob = asked.blob();
        Optional<Document> document = ShownDocument.of(asked, read);
        Original original =
                Original.of(blob, known.properties(), services.blobs().facts());
        return new FileView(
                crumbs(visit, asked),
                title(asked, document),
                facts(visit, asked, known, document),
                tags(visit, blob, known.properties().keeping()),
                original.download(),
                new FileView.Deletion(
                        known.mayDelete(),
                        blob.container().name().value(),
                        blob.name().value(),
                        known.properties().etag().value(),
                        visit.say("file.delete.told") + " "
                                + Safekeeping.of(visit, services.blobs()).ofFile(visit)),
                hold(visit, known),
                viewer.of(visit, asked, original, read),
                asked.part().isEmpty() ? original.player() : List.of(),
                halted(visit, read),
                FileFindings.of(visit, read, document),
                versions.view(visit, blob, known.versions()),
                use,
                properties(visit, known.properties()));
    }

    private static List<Crumb> crumbs(Visit visit, Asked asked) {
        BlobRef blob = asked.blob();
        List<Crumb> crumbs = new ArrayList<>(crumbs(visit, blob));
        if (!asked.part().isEmpty()) {
            String name = blob.name().value();
            crumbs.add(crumb(name.substring(name.lastIndexOf('/') + 1), BrowsePage.file(blob)));
        }
        return crumbs;
    }

    /// The way down to a file.
    static List<Crumb> crumbs(Visit visit, BlobRef blob) {
        String name = blob.name().value();
        Level level = Level.of(blob.container().name().value(), name.substring(0, name.lastIndexOf('/') + 1));
        List<Crumb> crumbs = new ArrayList<>(BrowsePage.crumbs(visit, level));
        crumbs.add(crumb(level.name(), level.address()));
        return crumbs;
    }

    private static Crumb crumb(String name, Address address) {
        return new Crumb(FileName.html(name), address.toString());
    }

    private static Markup title(Asked asked, Optional<Document> document) {
        String name = asked.blob().name().value();
        String shown = asked.part().isEmpty()
                ? name.substring(name.lastIndexOf('/') + 1)
                : document.map(Document::name).filter(one -> !one.isEmpty()).orElse(asked.part());
        return FileName.html(shown);
    }

    private static Markup facts(Visit visit, Asked asked, Known known, Optional<Document> document) {
        List<String> facts = new ArrayList<>();
        long length = asked.part().isEmpty()
                ? known.properties().length()
                : document.map(Document::length).orElse(0L);
        facts.add(visit.say(Kinds.key(
                document.map(Document::type).orElse(known.properties().headers().contentType()))));
        document.map(Document::pages)
                .filter(pages -> pages > 0
                        && document.map(Document::type).filter(Kinds::hasPages).isPresent())
                .ifPresent(pages -> facts.add(visit.say("file.pages", pages)));
        if (asked.part().isEmpty() || length > 0) {
            facts.add(Numbers.size(length, visit.lang()));
        }
        facts.add(visit.say("file.added", Dates.shortDate(known.properties().lastModified(), visit.lang())));
        Markup line = Markup.EMPTY;
        for (String fact : facts) {
            line = line.and(Markup.text(fact).apart()).and(Markup.text(" · "));
        }
        return line.and(container(visit, asked.blob()));
    }

    /// Where a file is.
    static Markup container(Visit visit, BlobRef blob) {
        String container = blob.container().name().value();
        return visit.words()
                .html(
                        "file.in-container",
                        Markup.link(Address.of("/containers").segment(container).toString(), Markup.code(container)));
    }

    private List<FileView.Tag> tags(Visit visit, BlobRef blob, Keeping keeping) {
        List<FileView.Tag> tags = new ArrayList<>();
        if (!blob.isBase()) {
            tags.add(new FileView.Tag(visit.say(FileVersions.standing(blob)), true));
        }
        var facts = services.blobs().facts().of(blob.container());
        facts.classes().stream()
                .sorted()
                .forEach(one -> tags.add(new FileView.Tag(visit.words().named("class", one), false)));
        if (keeping.tier() == Tier.ARCHIVE) {
            tags.add(new FileView.Tag(visit.say("file.archived"), true));
        }
        if (facts.held() || keeping.legalHold().isOn()) {
            tags.add(new FileView.Tag(visit.say("file.held"), true));
        }
        return tags;
    }

    /// The form that puts the file on hold, or lifts the hold.
    private static FileView.Hold hold(Visit visit, Known known) {
        boolean hold = !known.properties().keeping().legalHold().isOn();
        return new FileView.Hold(
                known.mayHold(),
                LegalHolds.said(hold),
                visit.say(hold ? "file.hold" : "file.lift"),
                visit.say(hold ? "file.hold.told" : "file.lift.told"),
                visit.say(hold ? "file.hold.do" : "file.lift.do"));
    }

    /// Why reading was given up.
    private static Markup halted(Visit visit, Read read) {
        return read.reading().result().stream()
                .flatMap(reading -> reading.tasks().stream())
                .filter(task -> task.state() == TaskState.PARKED)
                .flatMap(task -> task.why().stream())
                .map(reason -> ReasonWords.html(visit, reason))
                .findFirst()
                .orElse(Markup.EMPTY);
    }

    private static List<Fact> properties(Visit visit, BlobProperties properties) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                visit.say("file.type.told"), Markup.code(properties.headers().contentType())));
        facts.add(new Fact(visit.say("file.created"), Markup.text(Dates.moment(properties.created(), visit.lang()))));
        facts.add(new Fact(
                visit.say("file.modified"), Markup.text(Dates.moment(properties.lastModified(), visit.lang()))));
        properties
                .headers()
                .contentMd5()
                .ifPresent(md5 -> facts.add(new Fact(
                        visit.say("file.md5"), Markup.code(HexFormat.of().formatHex(md5.bytes())))));
        properties.keeping().encryption().ifPresent(encryption -> {
            facts.add(new Fact(
                    visit.say("file.key-hash"), Markup.code(encryption.key().base64())));
            if (encryption.hasMetadata()) {
                facts.add(new Fact(
                        visit.say("file.metadata.sealed"), Markup.quiet(visit.say("file.metadata.sealed.value"))));
            }
        });
        facts.addAll(kept(visit, properties.keeping()));
        ScopeName scope = properties.keeping().scope();
        if (!scope.isAccountKey()) {
            facts.add(new Fact(visit.say("file.scope"), Markup.code(scope.value())));
        }
        for (Metadata.Entry entry : properties.metadata().entries()) {
            facts.add(new Fact(visit.say("file.metadata", entry.name()), Markup.isolated(entry.value())));
        }
        return facts;
    }

    /// Where and how long it is kept, as far as anything was said of that.
    private static List<Fact> kept(Visit visit, Keeping keeping) {
        List<Fact> facts = new ArrayList<>();
        keeping.tiering()
                .ifPresent(tiering -> facts.add(new Fact(
                        visit.say("file.tier"), Markup.code(tiering.tier().word()))));
        keeping.immutability()
                .ifPresent(policy -> facts.add(new Fact(
                        visit.say("file.kept-until"), Markup.text(Dates.moment(policy.until(), visit.lang())))));
        keeping.expires()
                .ifPresent(time ->
                        facts.add(new Fact(visit.say("file.expires"), Markup.text(Dates.moment(time, visit.lang())))));
        return facts;
    }
}
