package org.amana.analysis.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.IOUtils;

/// Sets blanks around the footnotes and comments of an RTF document, which stand in the middle of its sentences: Tika's
/// parser glues them to the words on both sides. Rich Text Format Specification 1.9.1, Footnotes and Comments.
final class RtfNotes {
    static final String TYPE = "application/rtf";

    private static final int LOOK_AHEAD = 32;
    private static final Pattern NOTE = Pattern.compile("\\{(?:\\\\\\*)?\\s*\\\\(?:footnote|annotation)(?![a-z])");

    /// So many bytes follow in which a brace is none.
    private static final Pattern BINARY = Pattern.compile("\\\\bin([0-9]{1,9}) ?");

    private static final byte[] BLANK = "{ }".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private int depth;

    /// How deep the note lies that is open; 0 is none.
    private int note;

    private RtfNotes(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /// @param target is written
    static void setApart(Path document, Path target) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(document));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            new RtfNotes(in, out).write();
        }
    }

    private void write() throws IOException {
        for (int c = in.read(); c >= 0; c = in.read()) {
            switch (c) {
                case '{' -> open();
                case '}' -> close();
                case '\\' -> control();
                default -> out.write(c);
            }
        }
    }

    private void open() throws IOException {
        depth++;
        if (note == 0 && NOTE.matcher(ahead('{')).lookingAt()) {
            note = depth;
            out.write(BLANK);
        }
        out.write('{');
    }

    private void close() throws IOException {
        out.write('}');
        if (note != 0 && depth == note) {
            note = 0;
            out.write(BLANK);
        }
        depth--;
    }

    private void control() throws IOException {
        out.write('\\');
        Matcher binary = BINARY.matcher(ahead('\\'));
        // Of anything else, the one after may be a brace of the text.
        long rest = binary.lookingAt() ? binary.end() - 1L + Long.parseLong(binary.group(1)) : 1;
        IOUtils.copyLarge(in, out, 0, rest);
    }

    /// What comes, from the one just read.
    private String ahead(char from) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] bytes = in.readNBytes(LOOK_AHEAD);
        in.reset();
        return from + new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
