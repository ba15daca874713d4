package org.amana.analysis.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amana.analysis.Engine;
import org.amana.analysis.Found;
import org.amana.analysis.Language;
import org.amana.analysis.Page;
import org.amana.analysis.Reason;
import org.amana.analysis.WorkerLimits;
import org.amana.analysis.worker.Opened.Item;
import org.apache.tika.Tika;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.ocr.TesseractOCRParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.renderer.CompositeRenderer;
import org.apache.tika.utils.XMLReaderUtils;
import org.xml.sax.ContentHandler;
import org.xml.sax.helpers.DefaultHandler;

/// Takes type, text, metadata and what is inside out of a file, and the same out of each thing inside, down to the
/// limits. PDFs are read by [PdfPages] (page by page, with the place of every word), pictures by [Pictures], all else
/// by Tika's parsers.
final class Extractor {
    static final Engine TIKA = new Engine("Tika", version());

    /// Smaller than this in either direction, a picture holds no text: an icon, a rule, a tracking pixel.
    private static final int LEAST_READABLE = 40;

    private static final Set<String> MAILBOXES = Set.of(Mbox.TYPE, OutlookMailbox.TYPE);

    /// Of any file in the container of Office 97 to 2003, Tika reads no more than who wrote it and when.
    private static final MediaType OFFICE_CONTAINER = MediaType.application("x-tika-msoffice");

    private final WorkerLimits limits;
    private final Languages languages;
    private final Films films;
    private final Types types = new Types();
    private final Parser parser = new DefaultParser(
            MediaTypeRegistry.getDefaultRegistry(),
            new ServiceLoader(Extractor.class.getClassLoader()),
            List.of(PDFParser.class, TesseractOCRParser.class, CompositeExternalParser.class),
            this::nameCharset,
            new CompositeRenderer(new ServiceLoader(Extractor.class.getClassLoader())));

    /// What the names in the archive are encoded in that is being read.
    private Charset names = StandardCharsets.UTF_8;

    private final Set<MediaType> parsed = parser.getSupportedTypes(new ParseContext());

    Extractor(WorkerLimits limits, Languages languages, Films films) {
        this.limits = limits;
        this.languages = languages;
        this.films = films;
    }

    /// The file itself first, then what is inside, each before what is inside it.
    ///
    /// @param charset the encoding that the file's text is said to be in; empty if nothing is said
    /// @throws RefusedException if nothing at all can be read, or it is a bomb
    List<Extraction> read(Opened opened, String charset) throws IOException {
        List<Extraction> all = new ArrayList<>();
        Item file = new Item(opened.file().path(), opened.file().name(), charset);
        Budget budget = new Budget(limits, Files.size(opened.file().path()));
        Walk walk = new Walk(opened, budget, all);
        walk.document("", file, 0);
        if (walk.unreadable > 0) {
            Extraction root = all.getFirst();
            root.found(root.found().with(Reason.of(Reason.Kind.THINGS_UNREAD, walk.unreadable, all.size() - 1)));
        }
        return all;
    }

    /// Tika asks for the encoding of a name in an archive where none can be told to it beforehand.
    private Charset nameCharset(InputStream name, Metadata metadata) throws IOException {
        byte[] bytes = name.readAllBytes();
        name.reset();
        return Encoding.isUtf8(bytes) ? StandardCharsets.UTF_8 : names;
    }

    /// Writes a file anew, so that Tika's parser reads it well.
    private interface Rewriting {
        void write(Path file, Path target) throws IOException;
    }

    /// One file on the way down.
    private final class Walk {
        private final Opened opened;
        private final Budget budget;
        private final List<Extraction> all;

        /// Things inside of which nothing could be read.
        private int unreadable;

        Walk(Opened opened, Budget budget, List<Extraction> all) {
            this.opened = opened;
            this.budget = budget;
            this.all = all;
        }

        void document(String part, Item item, int depth) throws IOException {
            budget.enter(depth);
            Extraction extraction = new Extraction();
            all.add(extraction);
            Types.Told told = item.type().isEmpty() ? types.of(item.path(), item.name()) : Types.Told.of(item.type());
            Draft draft = new Draft(part, part.isEmpty() ? "" : item.name(), Files.size(item.path()), told);
            if (MAILBOXES.contains(told.type())) {
                budget.mailbox();
            }
            Members members = new Members(opened, budget);
            try {
                fill(draft, extraction, item, members);
            } catch (RefusedException e) {
                if (part.isEmpty() || e.isBomb()) {
                    throw e;
                }
                draft.notes.add(e.reason());
                unreadable++;
            }
            draft.inside = members.inside();
            if (members.leftOut()) {
                draft.notes.add(
                        Reason.of(Reason.Kind.THINGS_LEFT, members.items().size(), members.inside()));
            }
            extraction.found(draft.found(extraction.pages()));
            inside(part, members, depth);
        }

        /// One of which there is nothing but its name, and why.
        private void refused(String part, Item item, int depth, Members.Refusal refusal) throws IOException {
            budget.enter(depth);
            Extraction extraction = new Extraction();
            all.add(extraction);
            Draft draft = new Draft(part, item.name(), refusal.length(), types.named(item.name()));
            draft.notes.add(refusal.reason());
            unreadable++;
            extraction.found(draft.found(0));
        }

        private void inside(String part, Members members, int depth) throws IOException {
            int number = 0;
            for (Item member : members.items()) {
                number++;
                String path = part.isEmpty() ? Integer.toString(number) : part + "/" + number;
                opened.keep(path, member);
                Optional<Members.Refusal> refusal = members.refusal(member);
                if (refusal.isPresent()) {
                    refused(path, member, depth + 1, refusal.get());
                } else {
                    document(path, member, depth + 1);
                }
            }
        }

        private void fill(Draft draft, Extraction extraction, Item item, Members members) throws IOException {
            String type = draft.told.type();
            if (type.equals(PdfPages.TYPE)) {
                pdf(draft, extraction, item, members);
            } else if (Pictures.decodes(type)) {
                picture(draft, item);
            } else if (type.equals(SevenZip.TYPE)) {
                archive(draft, extraction, item, members);
            } else if (type.equals(ZipNames.TYPE)) {
                zip(draft, extraction, item, members);
            } else if (type.equals(OutlookMailbox.TYPE)) {
                outlook(draft, extraction, item, members);
            } else if (type.equals(Mbox.TYPE)) {
                mbox(item, members);
            } else if (type.equals(AppleMail.TYPE)) {
                appleMail(draft, extraction, item, members);
            } else if (SignedFile.isType(type)) {
                signed(draft, extraction, item, members);
            } else if (Films.plays(type)) {
                film(draft, extraction, item, members);
            } else if (!type.equals(Types.UNKNOWN)) {
                names = StandardCharsets.UTF_8;
                other(draft, extraction, item, members);
                unheard(draft, extraction, members);
            } else {
                draft.notes.add(Reason.of(Reason.Kind.UNKNOWN_TYPE));
            }
        }

        /// Says so where the reason for an empty page is that no program here could have filled it.
        private void unheard(Draft draft, Extraction extraction, Members members) {
            String type = draft.told.type();
            if (type.startsWith("audio/")) {
                draft.notes.add(Reason.of(Reason.Kind.SPEECH));
            } else if (HeadOnly.is(type) && extraction.pages() == 0) {
                draft.notes.add(HeadOnly.reason(PublicTypes.of(draft.told).type(), members.inside()));
            } else if (extraction.pages() == 0 && members.inside() == 0) {
                draft.notes.add(nothing(draft.told));
            }
        }

        private Reason nothing(Types.Told told) {
            if (!told.type().startsWith("image/") && isParsed(told.exact())) {
                return Reason.of(Reason.Kind.NO_TEXT);
            }
            String called = PublicTypes.of(told.type());
            return called.equals(Types.UNKNOWN)
                    ? Reason.of(Reason.Kind.UNKNOWN_TYPE)
                    : Reason.of(Reason.Kind.NO_ENGINE, called);
        }

        private boolean isParsed(String exact) {
            MediaTypeRegistry registry = MediaTypeRegistry.getDefaultRegistry();
            MediaType kind = MediaType.parse(exact);
            while (kind != null && !kind.equals(MediaType.OCTET_STREAM) && !kind.equals(OFFICE_CONTAINER)) {
                if (parsed.contains(kind)) {
                    return true;
                }
                kind = registry.getSupertype(kind);
            }
            return false;
        }

        private void archive(Draft draft, Extraction extraction, Item item, Members members) throws IOException {
            try {
                SevenZip.take(item.path(), members);
            } catch (RefusedException e) {
                orWhatIsInside(draft, extraction, members, e);
            } catch (IOException | RuntimeException e) {
                orWhatIsInside(draft, extraction, members, Failures.refused(SevenZip.TYPE, e));
            }
        }

        private void outlook(Draft draft, Extraction extraction, Item item, Members members) throws IOException {
            TextCollector text = new TextCollector(budget, false);
            try {
                text.add(OutlookMailbox.take(item.path(), members));
                pages(draft, extraction, text, 100);
            } catch (RefusedException e) {
                orWhatIsInside(draft, extraction, members, e);
            }
        }

        private void mbox(Item item, Members members) throws IOException {
            Mbox.take(item.path(), members);
            if (members.inside() == 0) {
                throw new RefusedException(Reason.Kind.DAMAGED, Mbox.TYPE);
            }
        }

        private void appleMail(Draft draft, Extraction extraction, Item item, Members members) throws IOException {
            Path place = opened.fresh();
            try {
                AppleMail.take(item.path(), place);
                draft.exact = MailTexts.MAIL;
                other(draft, extraction, item.at(place), members);
            } finally {
                Files.deleteIfExists(place);
            }
        }

        private void signed(Draft draft, Extraction extraction, Item item, Members members) {
            String type = draft.told.type();
            try {
                SignedFile.Told told = SignedFile.take(item.path(), type, item.name(), members);
                Facts.put(draft.facts, "signer", told.signers().toArray(String[]::new));
                if (!told.content()) {
                    draft.notes.add(
                            told.signed() ? Reason.of(Reason.Kind.SIGNATURE) : Reason.of(Reason.Kind.NO_ENGINE, type));
                }
            } catch (RefusedException e) {
                orWhatIsInside(draft, extraction, members, e);
            }
        }

        private void zip(Draft draft, Extraction extraction, Item item, Members members) throws IOException {
            names = ZipNames.charset(item.path());
            if (!ZipMembers.take(item.path(), names, members)) {
                other(draft, extraction, item, members);
            }
        }

        /// What was taken out before it broke is kept.
        private void orWhatIsInside(Draft draft, Extraction extraction, Members members, RefusedException reason) {
            if (reason.isBomb() || members.items().isEmpty()) {
                draft.brokenOff(extraction, reason);
            } else {
                draft.notes.add(Reason.of(Reason.Kind.PART_ONLY).because(reason.reason()));
            }
        }

        private void film(Draft draft, Extraction extraction, Item item, Members members) throws IOException {
            try {
                Films.Told film = films.told(item.path());
                draft.engine = films.engine();
                draft.title = film.title();
                draft.facts.putAll(film.facts());
                draft.width = film.width();
                draft.height = film.height();
                draft.pictures = film.width() > 0 ? 1 : 0;
                if (film.sound()) {
                    draft.notes.add(Reason.of(Reason.Kind.SPEECH));
                }
            } catch (RefusedException e) {
                if (e.reason().kind() != Reason.Kind.NO_FFMPEG) {
                    throw e;
                }
                other(draft, extraction, item, members);
                draft.notes.add(e.reason());
            }
        }

        private void pdf(Draft draft, Extraction extraction, Item item, Members members) throws IOException {
            try (PdfPages pdf = PdfPages.open(item.path())) {
                draft.engine = PdfPages.ENGINE;
                draft.title = pdf.title();
                draft.facts.putAll(pdf.facts());
                draft.pictures = Math.min(pdf.count(), limits.pages());
                if (pdf.count() > limits.pages()) {
                    draft.notes.add(Reason.of(Reason.Kind.PAGES_LEFT, limits.pages(), pdf.count()));
                }
                if (draft.pictures == 0) {
                    throw new RefusedException(Reason.Kind.DAMAGED, PdfPages.TYPE);
                }
                PdfPages.Left left = pdf.read(draft.pictures, budget, languages, extraction::add, draft.unread::add);
                if (left.text()) {
                    draft.notes.add(Reason.of(Reason.Kind.TEXT_LEFT, limits.textCharacters()));
                }
                if (left.pages() > 0) {
                    draft.notes.add(Reason.of(Reason.Kind.PAGES_MISSING, left.pages(), draft.pictures)
                            .because(Reason.of(Reason.Kind.CUT_OFF)));
                }
                pdf.attachments(members, draft.pictures);
            } catch (RefusedException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                draft.brokenOff(extraction, Failures.refused(PdfPages.TYPE, e));
            }
        }

        private void picture(Draft draft, Item item) throws IOException {
            Pictures.Header header = Pictures.header(item.path(), draft.told.type(), limits);
            draft.engine = Pictures.engine(draft.told.type());
            draft.width = header.width();
            draft.height = header.height();
            draft.pictures = Math.min(header.count(), limits.pages());
            if (Math.min(header.width(), header.height()) >= LEAST_READABLE) {
                IntStream.rangeClosed(1, draft.pictures).forEach(draft.unread::add);
            }
            try {
                Metadata metadata = new Metadata();
                parse(draft, item, new DefaultHandler(), metadata, new ParseContext());
                draft.facts(metadata);
            } catch (RefusedException _) {
                // What a camera wrote beside the picture is not worth failing for.
                draft.facts.clear();
            }
        }

        private void other(Draft draft, Extraction extraction, Item item, Members members) throws IOException {
            TextCollector text = new TextCollector(
                    budget,
                    draft.told.type().contains("sheet") || draft.told.type().contains("excel"));
            Metadata metadata = new Metadata();
            ParseContext context = new ParseContext();
            MailTexts mail = MailTexts.of(item.path(), draft.exact);
            context.set(MailTexts.class, mail);
            Encodings encodings = new Encodings(item.charset(), mail);
            EncodingDetector detector = encodings::detect;
            context.set(EncodingDetector.class, detector);
            context.set(Parser.class, parser);
            context.set(EmbeddedDocumentExtractor.class, members);
            context.set(HtmlMapper.class, HtmlWords.INSTANCE);
            if (HeadOnly.is(draft.told.type())) {
                members.takePreviews();
            }
            try {
                usual(draft, item, text, metadata, context);
                draft.facts(metadata);
                pages(draft, extraction, text, encodings.certainty());
            } catch (RefusedException e) {
                draft.facts(metadata);
                pages(draft, extraction, text, encodings.certainty());
                orWhatIsInside(draft, extraction, members, e);
            }
            if (text.cut()) {
                draft.notes.add(Reason.of(Reason.Kind.TEXT_LEFT, limits.textCharacters()));
            }
        }

        private void usual(Draft draft, Item item, TextCollector text, Metadata metadata, ParseContext context)
                throws IOException {
            if (!StrictOffice.mayBe(draft.told.type())) {
                read(draft, item, text, metadata, context);
                return;
            }
            Path place = opened.fresh();
            try {
                read(draft, item.at(StrictOffice.usual(item.path(), place, limits)), text, metadata, context);
            } finally {
                Files.deleteIfExists(place);
            }
        }

        private void read(Draft draft, Item item, TextCollector text, Metadata metadata, ParseContext context)
                throws IOException {
            String type = draft.told.type();
            if (XmlText.speaks(type)) {
                xml(draft, item, new XmlText(text), metadata, context);
            } else if (JsonText.speaks(type, item.name())) {
                parse(draft, item, new JsonText(text), metadata, context);
            } else if (TrackedChanges.mayBeIn(type)) {
                word(draft, item, text, metadata, context);
            } else if (type.equals(RtfNotes.TYPE)) {
                rewritten(draft, item, RtfNotes::setApart, text, metadata, context);
            } else if (MailTexts.isMail(draft.exact)) {
                mail(draft, item, text, metadata, context);
            } else if (Cards.speaks(type)) {
                rewritten(draft, item, Cards::unfold, text, metadata, context);
            } else {
                withAsides(draft, item, text, metadata, context);
            }
            if (SheetNames.areIn(type)) {
                text.add(SheetNames.of(item.path(), limits));
            }
        }

        private void word(Draft draft, Item item, TextCollector text, Metadata metadata, ParseContext context)
                throws IOException {
            Path place = opened.fresh();
            try {
                TrackedChanges.Accepted accepted = TrackedChanges.accept(item.path(), place, limits);
                Asides asides = new Asides(text);
                parse(draft, item.at(accepted.document()), new NoteMarks(asides), metadata, context);
                text.add(text.lacking(WordComments.of(accepted.document(), limits)));
                text.add(accepted.deleted());
                text.add(asides.lines());
            } finally {
                Files.deleteIfExists(place);
            }
        }

        private void mail(Draft draft, Item item, TextCollector text, Metadata metadata, ParseContext context)
                throws IOException {
            Asides asides = new Asides(text);
            ShownWords shown = new ShownWords(asides);
            parse(draft, item, shown, metadata, context);
            text.add(context.get(MailTexts.class, MailTexts.NONE).linesBeyond(shown));
            text.add(asides.lines());
        }

        private void withAsides(Draft draft, Item item, TextCollector text, Metadata metadata, ParseContext context)
                throws IOException {
            Asides asides = new Asides(text);
            parse(draft, item, asides, metadata, context);
            text.add(asides.lines());
        }

        private void rewritten(
                Draft draft,
                Item item,
                Rewriting rewriting,
                TextCollector text,
                Metadata metadata,
                ParseContext context)
                throws IOException {
            Path place = opened.fresh();
            try {
                rewriting.write(item.path(), place);
                withAsides(draft, item.at(place), text, metadata, context);
            } finally {
                Files.deleteIfExists(place);
            }
        }

        /// Tika's parser leaves attributes out; it is asked for the metadata alone.
        private void xml(Draft draft, Item item, XmlText text, Metadata metadata, ParseContext context)
                throws IOException {
            try (InputStream in = Files.newInputStream(item.path())) {
                XMLReaderUtils.parseSAX(in, text, context);
            } catch (Exception e) {
                if (!EnoughException.causes(e)) {
                    throw Failures.refused(draft.told.type(), e);
                }
            }
            parse(draft, item, new DefaultHandler(), metadata, context);
        }

        private void parse(Draft draft, Item item, ContentHandler handler, Metadata metadata, ParseContext context)
                throws IOException {
            metadata.set(Metadata.CONTENT_TYPE, draft.exact);
            if (!item.name().isEmpty()) {
                metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, item.name());
            }
            try (TikaInputStream in = TikaInputStream.get(item.path())) {
                parser.parse(in, handler, metadata, context);
            } catch (Exception e) {
                if (!EnoughException.causes(e)) {
                    throw Failures.refused(draft.told.type(), e);
                }
            }
        }

        private void pages(Draft draft, Extraction extraction, TextCollector text, int certainty) {
            String type = draft.told.type();
            int number = 0;
            for (String collected : text.pages()) {
                number++;
                String page = type.startsWith("audio/") ? said(collected) : collected;
                if (!page.isEmpty()) {
                    // In words of programs, with names of people between them: no language.
                    Language language = Cards.speaks(type) ? Language.UNDETERMINED : languages.of(page);
                    extraction.add(new Page(number, 0, 0, page, List.of(), TIKA, certainty, language));
                }
            }
        }

        /// Tika writes under the title and the singer of a song how many seconds it takes, and `null` for what it
        /// lacks.
        private static String said(String page) {
            return page.lines()
                    .filter(line -> !line.equals("null") && !line.matches("[0-9]+\\.[0-9]+"))
                    .collect(Collectors.joining("\n"));
        }
    }

    /// What becomes a [Found].
    private static final class Draft {
        private final String part;
        private final String name;
        private final long length;
        private final Types.Told told;

        /// What Tika is asked to read it as.
        private String exact;

        private final Map<String, String> facts = new LinkedHashMap<>();
        private final List<Integer> unread = new ArrayList<>();
        private final List<Reason> notes = new ArrayList<>();
        private String title = "";
        private Engine engine = TIKA;
        private int pictures;
        private int width;
        private int height;
        private int inside;

        Draft(String part, String name, long length, Types.Told told) {
            this.part = part;
            this.name = name;
            this.length = length;
            this.told = told;
            this.exact = told.exact();
        }

        void facts(Metadata metadata) {
            title = Facts.title(metadata);
            facts.putAll(Facts.of(metadata));
        }

        /// Keeps what was read before it broke; with nothing read, that is the end.
        void brokenOff(Extraction extraction, RefusedException reason) {
            if (reason.isBomb() || (extraction.pages() == 0 && unread.isEmpty())) {
                throw reason;
            }
            notes.add(Reason.of(Reason.Kind.PART_ONLY).because(reason.reason()));
        }

        Found found(int pages) {
            Types.Told called = PublicTypes.of(told);
            return new Found(
                    part,
                    name,
                    called.type(),
                    called.claimed(),
                    length,
                    title,
                    facts,
                    pages,
                    pictures,
                    width,
                    height,
                    unread,
                    inside,
                    notes,
                    engine);
        }
    }

    private static String version() {
        return Tika.getString().replace("Apache Tika", "").strip();
    }
}
