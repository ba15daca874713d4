package org.amana.analysis.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.html.HtmlEncodingDetector;

/// Tells Tika's parsers what the text of one document is encoded in ([Encoding]), by all that is said of it: around it,
/// where it lies in a mail or was sent with a type, and in it, where it is marked up; and remembers how sure that was.
final class Encodings {
    private static final int BLOCK = 1 << 20;

    /// A text that begins with so much plain ASCII is taken to go on like that.
    private static final int FURTHEST = 16 << 20;

    private static final int XML_HEAD = 300;
    private static final Pattern XML =
            Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})");

    private final String said;
    private final MailTexts mail;
    private int certainty = 100;

    /// @param said of the document as a whole, by whoever sent it; may be empty
    /// @param mail what a mail says of the texts in it
    Encodings(String said, MailTexts mail) {
        this.said = said;
        this.mail = mail;
    }

    /// What a mail or an archive says of something in it; may be empty.
    static String said(Metadata metadata) {
        String alone = metadata.get(Metadata.CONTENT_ENCODING);
        MediaType type = MediaType.parse(metadata.get(Metadata.CONTENT_TYPE));
        String beside = type == null ? null : type.getParameters().get("charset");
        return alone != null ? alone : beside != null ? beside : "";
    }

    /// Of the encoding that was least sure, 0 to 100.
    int certainty() {
        return certainty;
    }

    /// For Tika. The stream stands where it stood.
    Charset detect(InputStream in, Metadata metadata) throws IOException {
        byte[] text = telling(in);
        Encoding encoding = Encoding.of(text, text.length < BLOCK, said(text, metadata));
        certainty = Math.min(certainty, encoding.certainty());
        return encoding.charset();
    }

    /// The first piece that is not plain ASCII, else the last.
    private static byte[] telling(InputStream in) throws IOException {
        in.mark(FURTHEST);
        try {
            int read = 0;
            while (true) {
                byte[] block = in.readNBytes(BLOCK);
                read += block.length;
                if (block.length < BLOCK || read + BLOCK > FURTHEST || !isPlain(block)) {
                    return block;
                }
            }
        } finally {
            in.reset();
        }
    }

    private static boolean isPlain(byte[] block) {
        for (byte b : block) {
            if (b <= 0 || b == 0x1B) {
                return false;
            }
        }
        return true;
    }

    private List<String> said(byte[] text, Metadata metadata) throws IOException {
        List<String> names = new ArrayList<>();
        mail.saidOf(text).ifPresent(names::add);
        names.add(said);
        names.add(said(metadata));
        Charset markup = new HtmlEncodingDetector().detect(new ByteArrayInputStream(text), new Metadata());
        names.add(markup == null ? "" : markup.name());
        Matcher xml = XML.matcher(new String(text, 0, Math.min(text.length, XML_HEAD), StandardCharsets.ISO_8859_1));
        names.add(xml.find() ? xml.group(1) : "");
        return names;
    }
}
