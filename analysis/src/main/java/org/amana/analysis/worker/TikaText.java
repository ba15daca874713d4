package org.amana.analysis.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amana.analysis.WorkerLimits;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.utils.XMLReaderUtils;
import org.xml.sax.ContentHandler;
import org.xml.sax.helpers.DefaultHandler;

/// The text of one document by Tika's parsers. Where they would leave something out or join what does not
/// belong together, the file is written anew before, or what they lack is added after. What was read is there
/// also when [#read] throws.
final class TikaText {
    private final TikaParsers parsers;
    private final Opened opened;
    private final WorkerLimits limits;
    private final Source document;
    private final TextCollector text;
    private final Metadata metadata = new Metadata();
    private final ParseContext context = new ParseContext();
    private final MailTexts mail;
    private final Encodings encodings;

    /// Writes a file anew, so that Tika's parser reads it well.
    private interface Rewriting {
        void write(Path file, Path target) throws IOException;
    }

    /// @param members takes what is inside
    TikaText(TikaParsers parsers, Opened opened, WorkerLimits limits, Budget budget, Source document, Members members)
            throws IOException {
        this.parsers = parsers;
        this.opened = opened;
        this.limits = limits;
        this.document = document;
        String type = document.type();
        this.text = new TextCollector(budget, type.contains("sheet") || type.contains("excel"));
        this.mail = MailTexts.of(document.item().path(), document.exact());
        this.encodings = new Encodings(document.item().charset(), mail);
        EncodingDetector detector = encodings::detect;
        context.set(EncodingDetector.class, detector);
        context.set(Parser.class, parsers.inside());
        context.set(EmbeddedDocumentExtractor.class, members);
        context.set(HtmlMapper.class, HtmlWords.INSTANCE);
    }

    /// @throws RefusedException if it cannot be read, or not to its end
    void read() throws IOException {
        if (!StrictOffice.mayBe(document.type())) {
            read(document);
            return;
        }
        try (Scratch scratch = opened.scratch()) {
            read(document.at(StrictOffice.usual(document.item().path(), scratch.path(), limits)));
        }
    }

    /// What was read, page by page; to be called once.
    List<String> pages() {
        return text.pages();
    }

    /// Whether there was more than the limits let in.
    boolean cut() {
        return text.cut();
    }

    /// What its letters are, 0 to 100.
    int certainty() {
        return encodings.certainty();
    }

    /// What the document says of itself.
    Metadata metadata() {
        return metadata;
    }

    private void read(Source source) throws IOException {
        String type = source.type();
        if (XmlText.speaks(type)) {
            xml(source);
        } else if (JsonText.speaks(type, source.item().name())) {
            parse(source, new JsonText(text));
        } else if (TrackedChanges.mayBeIn(type)) {
            word(source);
        } else if (type.equals(RtfNotes.TYPE)) {
            rewritten(source, RtfNotes::setApart);
        } else if (MailTexts.isMail(source.exact())) {
            mail(source);
        } else if (Cards.speaks(type)) {
            rewritten(source, Cards::unfold);
        } else {
            withAsides(source);
        }
        if (SheetNames.areIn(type)) {
            text.add(SheetNames.of(source.item().path(), limits));
        }
    }

    /// Tika's parser leaves attributes out; it is asked for the metadata alone.
    private void xml(Source source) throws IOException {
        try (InputStream in = Files.newInputStream(source.item().path())) {
            XMLReaderUtils.parseSAX(in, new XmlText(text), context);
        } catch (Exception e) {
            if (!EnoughException.causes(e)) {
                throw Failures.refused(source.type(), e);
            }
        }
        parse(source, new DefaultHandler());
    }

    private void word(Source source) throws IOException {
        try (Scratch scratch = opened.scratch()) {
            TrackedChanges.Accepted accepted =
                    TrackedChanges.accept(source.item().path(), scratch.path(), limits);
            Asides asides = new Asides(text);
            parse(source.at(accepted.document()), new NoteMarks(asides));
            text.add(text.lacking(WordComments.of(accepted.document(), limits)));
            text.add(accepted.deleted());
            text.add(asides.lines());
        }
    }

    private void mail(Source source) throws IOException {
        Asides asides = new Asides(text);
        ShownWords shown = new ShownWords(asides);
        parse(source, shown);
        text.add(mail.linesBeyond(shown));
        text.add(asides.lines());
    }

    private void rewritten(Source source, Rewriting rewriting) throws IOException {
        try (Scratch scratch = opened.scratch()) {
            rewriting.write(source.item().path(), scratch.path());
            withAsides(source.at(scratch.path()));
        }
    }

    private void withAsides(Source source) throws IOException {
        Asides asides = new Asides(text);
        parse(source, asides);
        text.add(asides.lines());
    }

    private void parse(Source source, ContentHandler handler) throws IOException {
        parsers.parse(source, handler, metadata, context);
    }
}
