package org.amana.analysis.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.MimeConfig;

/// What a mail says that Tika's parser does not hand on: the encodings of its texts, which the parser forgets before it
/// asks what a text is encoded in, so that they are found again by how the text begins; and its plain text, where the
/// parser takes another of several forms for the best.
final class MailTexts {
    /// A mail as it goes through the internet (RFC 5322).
    static final String MAIL = "message/rfc822";

    static final MailTexts NONE = new MailTexts();

    private static final int BEGINNING = 4 << 10;
    private static final int MOST = 1_000;
    private static final int LONGEST_LINE = 100_000;

    private static final int LONGEST_FORM = 1 << 20;
    private static final int MOST_FORMS = 10;

    private final Map<ByteBuffer, String> said = new HashMap<>();
    private final List<String> plainForms = new ArrayList<>();

    private MailTexts() {}

    /// As far as it can be taken apart.
    static MailTexts of(Path file, String type) throws IOException {
        if (!isMail(type)) {
            return NONE;
        }
        MailTexts texts = new MailTexts();
        MimeConfig config = new MimeConfig.Builder()
                .setMaxLineLen(LONGEST_LINE)
                .setMaxHeaderLen(LONGEST_LINE)
                .build();
        MimeStreamParser parser = new MimeStreamParser(config, null, new DefaultBodyDescriptorBuilder());
        parser.setContentDecoding(true);
        parser.setNoRecurse();
        parser.setContentHandler(texts.new Taker());
        try (InputStream in = Files.newInputStream(file)) {
            parser.parse(in);
        } catch (MimeException | RuntimeException _) {
            // What is wrong with it, Tika's parser will find, and say.
        }
        return texts;
    }

    static boolean isMail(String type) {
        return type.startsWith("message/") || type.startsWith("multipart/") || type.equals("application/x-mimearchive");
    }

    /// What the mail says of a text that begins like this.
    Optional<String> saidOf(byte[] text) {
        return Optional.ofNullable(said.get(ByteBuffer.wrap(text, 0, Math.min(text.length, BEGINNING))));
    }

    /// The lines of its plain forms that say something which did not come out of the other forms.
    List<String> linesBeyond(ShownWords shown) {
        return plainForms.stream().flatMap(String::lines).filter(shown::lack).toList();
    }

    private final class Taker extends AbstractContentHandler {
        /// Whether each of the parts around has several forms of the same.
        private final Deque<Boolean> alternative = new ArrayDeque<>();

        @Override
        public void startMultipart(BodyDescriptor descriptor) {
            alternative.push(descriptor.getMimeType().equalsIgnoreCase("multipart/alternative"));
        }

        @Override
        public void endMultipart() {
            alternative.poll();
        }

        @Override
        public void body(BodyDescriptor descriptor, InputStream in) throws IOException {
            String charset = descriptor.getCharset();
            byte[] beginning = in.readNBytes(BEGINNING);
            if (charset != null && said.size() < MOST) {
                said.putIfAbsent(ByteBuffer.wrap(beginning), charset);
            }
            if (alternative.contains(true)
                    && plainForms.size() < MOST_FORMS
                    && descriptor.getMimeType().equalsIgnoreCase("text/plain")) {
                byte[] rest = in.readNBytes(LONGEST_FORM);
                byte[] form = ArrayUtils.addAll(beginning, rest);
                List<String> names = charset == null ? List.of() : List.of(charset);
                plainForms.add(new String(
                        form,
                        Encoding.of(form, rest.length < LONGEST_FORM, names).charset()));
            }
        }
    }
}
