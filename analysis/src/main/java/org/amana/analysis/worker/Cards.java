package org.amana.analysis.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.net.QuotedPrintableCodec;
import org.apache.commons.lang3.ArrayUtils;

/// Joins the lines of a calendar or an address card that were folded after so many bytes, in the middle of a word
/// (RFC 5545 §3.1, RFC 6350 §3.2), and writes out what vCard 2.1 writes as quoted-printable.
final class Cards {
    private static final Set<String> TYPES = Set.of("text/x-vcard", "text/vcard", "text/calendar");
    private static final Pattern QUOTED = Pattern.compile("(?i)[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:].*");

    /// A line is not joined to more than this: a photograph in it is no text.
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final OutputStream out;

    private Cards(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    static boolean speaks(String type) {
        return TYPES.contains(type);
    }

    /// @param target is written
    static void unfold(Path card, Path target) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(card));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            new Cards(in, out).write();
        }
    }

    private void write() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n' && line.size() < LONGEST) {
                end(line);
            } else if (c != '\r') {
                line.write(c);
            }
            if (line.size() >= LONGEST) {
                line.writeTo(out);
                line.reset();
            }
        }
        write(line.toByteArray());
    }

    private void end(ByteArrayOutputStream line) throws IOException {
        byte[] bytes = line.toByteArray();
        in.mark(1);
        int next = in.read();
        if (isQuoted(bytes) && bytes[bytes.length - 1] == '=') {
            in.reset();
            line.reset();
            line.write(bytes, 0, bytes.length - 1);
        } else if (next != ' ' && next != '\t') {
            in.reset();
            line.reset();
            write(bytes);
            out.write('\n');
        }
    }

    private void write(byte[] line) throws IOException {
        int value = isQuoted(line) ? ArrayUtils.indexOf(line, (byte) ':') + 1 : line.length;
        out.write(line, 0, value);
        byte[] rest = Arrays.copyOfRange(line, value, line.length);
        try {
            out.write(QuotedPrintableCodec.decodeQuotedPrintable(rest));
        } catch (DecoderException _) {
            out.write(rest); // then it stands as it stands
        }
    }

    private static boolean isQuoted(byte[] line) {
        return QUOTED.matcher(new String(line, StandardCharsets.ISO_8859_1)).matches();
    }
}
