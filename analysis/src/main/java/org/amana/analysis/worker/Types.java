package org.amana.analysis.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/// Tells a file's type by its content. The name may only sharpen what the content already says (text into CSV), not
/// contradict it: a `photo.jpg` that begins like a program is a program. What is text throughout and called so is text.
final class Types {
    static final String UNKNOWN = "application/octet-stream";

    private static final int SAMPLE = 64 << 10;

    /// Letters between two blanks, on the whole; noise has a blank every fifty bytes, but control characters too.
    private static final int LONGEST_MEAN_WORD = 25;

    private final MimeTypes registry = MimeTypes.getDefaultMimeTypes();
    private final Detector detector = new DefaultDetector(registry);

    /// @param type by content
    /// @param claimed what the name says, empty when that agrees or says nothing
    /// @param exact the type with its version (`application/onenote; format=one`), by which Tika chooses a parser
    record Told(String type, String claimed, String exact) {

        /// One without versions.
        static Told of(String type) {
            return new Told(type, "", type);
        }
    }

    Told of(Path file, String name) throws IOException {
        MediaType byContent = contentOf(file);
        MediaType byName = name.isEmpty() ? MediaType.OCTET_STREAM : byNameAlone(name);
        MediaType type = byContent;
        if (isText(byName) && (isText(byContent) || (isBinary(byContent) && looksLikeText(file)))) {
            type = isOffice(byContent) && isKindOf(byContent, byName) ? byContent : byName;
        } else if (SignedFile.isType(byName.toString()) && isText(byContent) && SignedFile.isInBase64(file)) {
            type = byName;
        } else if (!byContent.equals(MediaType.OCTET_STREAM)) {
            MediaType both = detect(file, name);
            type = isKindOf(both, byContent) ? both : byContent;
        }
        MediaType base = type.getBaseType();
        String word = word(base);
        return new Told(
                word, contradicts(byName, base) ? word(byName) : "", word.equals(UNKNOWN) ? UNKNOWN : type.toString());
    }

    /// What the name says of a file whose content is not at hand.
    Told named(String name) throws IOException {
        return Told.of(name.isEmpty() ? UNKNOWN : word(byNameAlone(name)));
    }

    /// Tika takes a text where hardly a byte is ASCII (Arabic, Russian, Japanese), and one of two bytes a letter
    /// without a mark, for no text.
    private MediaType contentOf(Path file) throws IOException {
        MediaType told = detect(file, "");
        return told.equals(MediaType.OCTET_STREAM) && looksLikeText(file) ? MediaType.TEXT_PLAIN : told;
    }

    /// Whether there are letters and blanks and no byte that no text has; or letters of two bytes each.
    private static boolean looksLikeText(Path file) throws IOException {
        byte[] sample;
        try (InputStream in = Files.newInputStream(file)) {
            sample = in.readNBytes(SAMPLE);
        }
        int blanks = 0;
        for (byte b : sample) {
            int c = b & 0xFF;
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                blanks++;
            } else if (c < ' ' || c == 0x7F) {
                return Encoding.isWide(sample);
            }
        }
        return blanks >= Math.max(1, sample.length / LONGEST_MEAN_WORD) || Encoding.isEastern(sample);
    }

    private MediaType detect(Path file, String name) throws IOException {
        Metadata metadata = new Metadata();
        if (!name.isEmpty()) {
            metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        }
        try (TikaInputStream in = TikaInputStream.get(file)) {
            return detector.detect(in, metadata);
        }
    }

    private MediaType byNameAlone(String name) throws IOException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        return registry.detect(null, metadata).getBaseType();
    }

    private boolean isText(MediaType type) {
        return type.equals(MediaType.TEXT_PLAIN) || isKindOf(type, MediaType.TEXT_PLAIN);
    }

    /// What Tika knows by its first letters, and what is never letters throughout: a text may begin `GIF87a and`.
    private static boolean isBinary(MediaType type) {
        return Set.of("image", "audio", "video").contains(type.getType())
                || type.getSubtype().matches("x-(msdownload|dosexec|executable|sharedlib|object)");
    }

    /// Office documents in one XML file, of which the name says no more than that.
    private static boolean isOffice(MediaType type) {
        return type.getSubtype().startsWith("vnd.ms-");
    }

    private boolean isKindOf(MediaType special, MediaType general) {
        return special.equals(general) || registry.getMediaTypeRegistry().isSpecializationOf(special, general);
    }

    private boolean contradicts(MediaType byName, MediaType type) {
        return !byName.equals(MediaType.OCTET_STREAM)
                && !isKindOf(type, byName)
                && !isKindOf(byName, type)
                && !(isText(byName) && isText(type))
                && !(SignedFile.isType(byName.toString()) && SignedFile.isType(type.toString()));
    }

    private static String word(MediaType type) {
        String word = (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
        return word.matches("[a-z0-9][a-z0-9.+_-]{0,126}/[a-z0-9][a-z0-9.+_-]{0,126}") ? word : UNKNOWN;
    }
}
