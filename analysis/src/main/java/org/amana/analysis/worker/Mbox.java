package org.amana.analysis.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/// Takes the mails out of a mailbox in one file (RFC 4155), each byte by byte. Not by Tika, which reads it in
/// windows-1252, where five bytes are no letter: in a mail in UTF-8 that loses `ف`, `Á` and `Í`.
final class Mbox {
    static final String TYPE = "application/mbox";

    /// `From rima@harbour.example Tue Aug  4 15:08:00 2020`, which begins a mail wherever it stands.
    private static final Pattern POSTMARK =
            Pattern.compile("From \\S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +[A-Z][a-z]{2} +\\d{1,2} +\\d{1,2}:\\d{2}.*");

    /// A field of a head; after what else begins with `From` and an empty line, one must stand.
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]+:.*", Pattern.DOTALL);

    /// A line that was quoted, because it would have begun a mail.
    private static final Pattern QUOTED = Pattern.compile(">+From .*", Pattern.DOTALL);

    private static final Pattern SUBJECT = Pattern.compile("(?im)^Subject:[ \t]*(.*(?:\r?\n[ \t].*)*)");

    private static final int LONGEST_LINE = 64 << 10;

    /// Of the head of a mail, in which its subject stands.
    private static final int LONGEST_HEAD = 64 << 10;

    private final InputStream in;
    private Line before = Line.EMPTY;
    private Line line;
    private Line after;

    /// A line with its end, or a piece of a very long one.
    ///
    /// @param text in ISO 8859-1, so that each letter is a byte; nothing behind the last line
    /// @param whole whether the line begins with it
    private record Line(String text, boolean whole) {
        static final Line EMPTY = new Line("\n", true);

        boolean isThere() {
            return !text.isEmpty();
        }

        boolean isBlank() {
            return whole && text.isBlank();
        }
    }

    private Mbox(InputStream in) throws IOException {
        this.in = in;
        this.line = read(true);
        this.after = read(ends(line));
    }

    static void take(Path file, Members members) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            new Mbox(in).take(members);
        }
    }

    private void take(Members members) throws IOException {
        passOver();
        for (int number = 1; line.isThere(); number++) {
            next();
            if (members.hasRoom()) {
                String head = head();
                String name = Facts.fileName(subject(head), Integer.toString(number));
                members.write(TYPE, name + ".eml", MailTexts.MAIL, out -> copy(head, out));
            } else {
                members.leaveOut();
            }
            passOver();
        }
    }

    /// To where the next mail begins.
    private void passOver() throws IOException {
        while (line.isThere() && !beginsAMail()) {
            next();
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (line.isThere() && !line.isBlank() && !beginsAMail() && head.length() < LONGEST_HEAD) {
            head.append(line.text());
            next();
        }
        return head.toString();
    }

    private void copy(String head, OutputStream out) throws IOException {
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        while (line.isThere() && !beginsAMail()) {
            String text = line.whole() && QUOTED.matcher(line.text()).matches()
                    ? line.text().substring(1)
                    : line.text();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            next();
        }
    }

    private boolean beginsAMail() {
        return line.whole()
                && line.text().startsWith("From ")
                && (POSTMARK.matcher(line.text()).lookingAt()
                        || (before.isBlank() && FIELD.matcher(after.text()).matches()));
    }

    private void next() throws IOException {
        before = line;
        line = after;
        after = read(ends(line));
    }

    private static boolean ends(Line line) {
        return line.text().endsWith("\n");
    }

    private Line read(boolean whole) throws IOException {
        StringBuilder text = new StringBuilder();
        int c = in.read();
        while (c >= 0 && c != '\n' && text.length() < LONGEST_LINE) {
            text.append((char) c);
            c = in.read();
        }
        return new Line(c < 0 ? text.toString() : text.append((char) c).toString(), whole);
    }

    private static String subject(String head) {
        Matcher field = SUBJECT.matcher(head);
        if (!field.find()) {
            return "";
        }
        byte[] bytes = field.group(1).getBytes(StandardCharsets.ISO_8859_1);
        Charset charset = Encoding.of(bytes, true, List.of()).charset();
        String unfolded = new String(bytes, charset).replaceAll("\\r?\\n", "");
        return DecoderUtil.decodeEncodedWords(unfolded, DecodeMonitor.SILENT);
    }
}
