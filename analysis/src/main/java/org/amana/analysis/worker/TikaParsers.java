package org.amana.analysis.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.amana.analysis.Engine;
import org.apache.tika.Tika;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.ocr.TesseractOCRParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.renderer.CompositeRenderer;
import org.xml.sax.ContentHandler;

/// All parsers of Tika but those in whose place stand others of ours, and those that start programs. For one
/// thread.
final class TikaParsers {
    static final Engine ENGINE =
            new Engine("Tika", Tika.getString().replace("Apache Tika", "").strip());

    /// Of any file in the container of Office 97 to 2003, Tika reads no more than who wrote it and when.
    private static final MediaType OFFICE_CONTAINER = MediaType.application("x-tika-msoffice");

    private final Parser parser = new DefaultParser(
            MediaTypeRegistry.getDefaultRegistry(),
            new ServiceLoader(TikaParsers.class.getClassLoader()),
            List.of(PDFParser.class, TesseractOCRParser.class, CompositeExternalParser.class),
            this::nameCharset,
            new CompositeRenderer(new ServiceLoader(TikaParsers.class.getClassLoader())));

    private final Set<MediaType> parsed = parser.getSupportedTypes(new ParseContext());

    /// What the names in the archive are encoded in that is being read: Tika asks for it where it cannot be
    /// told.
    private Charset names = StandardCharsets.UTF_8;

    /// The parser of what lies in what is read.
    Parser inside() {
        return parser;
    }

    /// Whether one of them reads what is in a file of this type or of a more general one, and not only what
    /// the file says of itself.
    ///
    /// @param exact with its version
    boolean read(String exact) {
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

    /// Lets them speak to `handler`, until it has enough.
    ///
    /// @param metadata where they put what the file says of itself
    /// @throws RefusedException if it cannot be read, or not to its end
    void parse(Source source, ContentHandler handler, Metadata metadata, ParseContext context) throws IOException {
        names = source.names();
        metadata.set(Metadata.CONTENT_TYPE, source.exact());
        if (!source.item().name().isEmpty()) {
            metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, source.item().name());
        }
        try (TikaInputStream in = TikaInputStream.get(source.item().path())) {
            parser.parse(in, handler, metadata, context);
        } catch (Exception e) {
            if (!EnoughException.causes(e)) {
                throw Failures.refused(source.type(), e);
            }
        }
    }

    private Charset nameCharset(InputStream name, Metadata metadata) throws IOException {
        byte[] bytes = name.readAllBytes();
        name.reset();
        return Encoding.isUtf8(bytes) ? StandardCharsets.UTF_8 : names;
    }
}
