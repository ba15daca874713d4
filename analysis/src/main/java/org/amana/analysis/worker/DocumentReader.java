package org.amana.analysis.worker;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amana.analysis.Reason;
import org.amana.analysis.WorkerLimits;
import org.amana.analysis.worker.Opened.Item;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.helpers.DefaultHandler;

/// Reads one document with what reads its type best: PDFs page by page with the place of every word
/// ([PdfPages]), of pictures and films what stands beside them ([Pictures], [Films]), archives and mailboxes
/// thing by thing, all else by Tika's parsers ([TikaText]).
final class DocumentReader {

    /// Smaller than this in either direction, a picture holds no text: an icon, a rule, a tracking pixel.
    private static final int LEAST_READABLE = 40;

    private final WorkerLimits limits;
    private final Languages languages;
    private final Films films;
    private final TikaParsers parsers = new TikaParsers();
    private final TextPages textPages;
    private final NoText noText = new NoText(parsers);

    DocumentReader(WorkerLimits limits, Languages languages, Films films) {
        this.limits = limits;
        this.languages = languages;
        this.films = films;
        this.textPages = new TextPages(languages);
    }

    /// Fills a draft, and takes out what is inside.
    ///
    /// @param opened has room for what must be written anew
    /// @throws RefusedException if nothing at all can be read, or it is a bomb
    void read(Draft draft, Item item, Members members, Opened opened, Budget budget) throws IOException {
        new One(draft, item, members, opened, budget).read();
    }

    /// One document, and what it is read into.
    private final class One {
        private final Draft draft;
        private final Item item;
        private final Members members;
        private final Opened opened;
        private final Budget budget;

        One(Draft draft, Item item, Members members, Opened opened, Budget budget) {
            this.draft = draft;
            this.item = item;
            this.members = members;
            this.opened = opened;
            this.budget = budget;
        }

        void read() throws IOException {
            String type = draft.type();
            Source source = new Source(item, draft.told());
            if (type.equals(PdfPages.TYPE)) {
                pdf();
            } else if (Pictures.decodes(type)) {
                picture(source);
            } else if (type.equals(SevenZip.TYPE)) {
                sevenZip();
            } else if (type.equals(ZipNames.TYPE)) {
                zip(source);
            } else if (type.equals(OutlookMailbox.TYPE)) {
                outlook();
            } else if (type.equals(Mbox.TYPE)) {
                mbox();
            } else if (type.equals(AppleMail.TYPE)) {
                appleMail(source);
            } else if (SignedFile.isType(type)) {
                signed();
            } else if (Films.plays(type)) {
                film(source);
            } else if (!type.equals(Types.UNKNOWN)) {
                text(source);
                noText.reason(draft.told(), draft.pages(), members.inside()).ifPresent(draft::note);
            } else {
                draft.note(Reason.of(Reason.Kind.UNKNOWN_TYPE));
            }
        }

        private void pdf() throws IOException {
            try (PdfPages pdf = PdfPages.open(item.path())) {
                draft.readBy(PdfPages.ENGINE);
                draft.title(pdf.title());
                draft.facts(pdf.facts());
                int count = Math.min(pdf.count(), limits.pages());
                draft.pictures(count);
                if (pdf.count() > limits.pages()) {
                    draft.note(Reason.of(Reason.Kind.PAGES_LEFT, limits.pages(), pdf.count()));
                }
                if (count == 0) {
                    throw new RefusedException(Reason.Kind.DAMAGED, PdfPages.TYPE);
                }
                PdfPages.Left left = pdf.read(count, budget, languages, draft::page, draft::unread);
                if (left.text()) {
                    draft.note(Reason.of(Reason.Kind.TEXT_LEFT, limits.textCharacters()));
                }
                if (left.pages() > 0) {
                    draft.note(Reason.of(Reason.Kind.PAGES_MISSING, left.pages(), count)
                            .because(Reason.of(Reason.Kind.CUT_OFF)));
                }
                pdf.attachments(members, count);
            } catch (RefusedException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                draft.brokenOff(Failures.refused(PdfPages.TYPE, e));
            }
        }

        private void picture(Source source) throws IOException {
            Pictures.Header header = Pictures.header(item.path(), draft.type(), limits);
            draft.readBy(Pictures.engine(draft.type()));
            draft.size(header.width(), header.height());
            int count = Math.min(header.count(), limits.pages());
            draft.pictures(count);
            if (Math.min(header.width(), header.height()) >= LEAST_READABLE) {
                IntStream.rangeClosed(1, count).forEach(draft::unread);
            }
            try {
                Metadata metadata = new Metadata();
                parsers.parse(source, new DefaultHandler(), metadata, new ParseContext());
                says(metadata);
            } catch (RefusedException _) {
                // What a camera wrote beside the picture is not worth failing for.
            }
        }

        private void sevenZip() {
            try {
                SevenZip.take(item.path(), members);
            } catch (RefusedException e) {
                draft.brokenOff(e, members);
            } catch (IOException | RuntimeException e) {
                draft.brokenOff(Failures.refused(SevenZip.TYPE, e), members);
            }
        }

        private void zip(Source source) throws IOException {
            Charset names = ZipNames.charset(item.path());
            if (!ZipMembers.take(item.path(), names, members)) {
                text(source.withNames(names));
            }
        }

        private void outlook() throws IOException {
            budget.mailbox();
            TextCollector folders = new TextCollector(budget, false);
            try {
                folders.add(OutlookMailbox.take(item.path(), members));
                pages(folders.pages(), 100);
            } catch (RefusedException e) {
                draft.brokenOff(e, members);
            }
        }

        private void mbox() throws IOException {
            budget.mailbox();
            Mbox.take(item.path(), members);
            if (members.inside() == 0) {
                throw new RefusedException(Reason.Kind.DAMAGED, Mbox.TYPE);
            }
        }

        private void appleMail(Source source) throws IOException {
            try (Scratch scratch = opened.scratch()) {
                AppleMail.take(item.path(), scratch.path());
                text(source.as(MailTexts.MAIL).at(scratch.path()));
            }
        }

        private void signed() {
            String type = draft.type();
            try {
                SignedFile.Told told = SignedFile.take(item.path(), type, item.name(), members);
                Map<String, String> signers = new LinkedHashMap<>();
                Facts.put(signers, "signer", told.signers().toArray(String[]::new));
                draft.facts(signers);
                if (!told.content()) {
                    draft.note(
                            told.signed() ? Reason.of(Reason.Kind.SIGNATURE) : Reason.of(Reason.Kind.NO_ENGINE, type));
                }
            } catch (RefusedException e) {
                draft.brokenOff(e, members);
            }
        }

        private void film(Source source) throws IOException {
            try {
                Films.Told film = films.told(item.path());
                draft.readBy(films.engine());
                draft.title(film.title());
                draft.facts(film.facts());
                draft.size(film.width(), film.height());
                draft.pictures(film.width() > 0 ? 1 : 0);
                if (film.sound()) {
                    draft.note(Reason.of(Reason.Kind.SPEECH));
                }
            } catch (RefusedException e) {
                if (e.reason().kind() != Reason.Kind.NO_FFMPEG) {
                    throw e;
                }
                text(source);
                draft.note(e.reason());
            }
        }

        private void text(Source source) throws IOException {
            TikaText text = new TikaText(parsers, opened, limits, budget, source, members);
            if (HeadOnly.is(draft.type())) {
                members.takePreviews();
            }
            try {
                text.read();
                keep(text);
            } catch (RefusedException e) {
                keep(text);
                draft.brokenOff(e, members);
            }
            if (text.cut()) {
                draft.note(Reason.of(Reason.Kind.TEXT_LEFT, limits.textCharacters()));
            }
        }

        private void keep(TikaText text) {
            says(text.metadata());
            pages(text.pages(), text.certainty());
        }

        private void says(Metadata metadata) {
            draft.title(Facts.title(metadata));
            draft.facts(Facts.of(metadata));
        }

        private void pages(List<String> texts, int certainty) {
            textPages.of(draft.type(), texts, certainty).forEach(draft::page);
        }
    }
}
