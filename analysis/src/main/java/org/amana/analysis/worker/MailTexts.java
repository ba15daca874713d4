package org.amana.analysis.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.MimeConfig;

/// The encodings that a mail says its texts are in. Tika's parser forgets them before it asks what a text is encoded
/// in, so they are found again by how the text begins.
final class MailTexts {
    static final MailTexts NONE = new MailTexts();

    private static final int BEGINNING = 4 << 10;
    private static final int MOST = 1_000;
    private static final int LONGEST_LINE = 100_000;

    private final Map<ByteBuffer, String> said = new HashMap<>();

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

    private final class Taker extends AbstractContentHandler {
        @Override
        public void body(BodyDescriptor descriptor, InputStream in) throws IOException {
            String charset = descriptor.getCharset();
            if (charset != null && said.size() < MOST) {
                said.putIfAbsent(ByteBuffer.wrap(in.readNBytes(BEGINNING)), charset);
            }
        }
    }
}
