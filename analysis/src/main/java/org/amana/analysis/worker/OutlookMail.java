package org.amana.analysis.worker;

import com.pff.PSTAppointment;
import com.pff.PSTAttachment;
import com.pff.PSTException;
import com.pff.PSTMessage;
import com.pff.PSTRecipient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.analysis.Reason;
import org.apache.commons.io.output.CloseShieldOutputStream;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.jspecify.annotations.Nullable;

/// Writes a mail out of an Outlook mailbox as an internet message (RFC 5322, RFC 2045): who wrote to whom and when, all
/// the forms of its text, what is attached. All parts are in base64, so that no boundary can stand in them.
final class OutlookMail {
    /// Mails attached to mails; what reads them has a limit of its own.
    private static final int DEEPEST = 20;

    /// A header may not be longer than 100,000 characters.
    private static final int LONGEST_HEADER = 60_000;

    /// No line of base64 is one of these.
    private static final String OUTER = "=_parts";

    private static final String INNER = "=_forms";
    private static final int BUFFER = 16 << 10;

    private final PSTMessage mail;
    private final OutputStream out;
    private final int depth;

    private OutlookMail(PSTMessage mail, OutputStream out, int depth) {
        this.mail = mail;
        this.out = out;
        this.depth = depth;
    }

    static void write(PSTMessage mail, OutputStream out) throws IOException {
        write(mail, out, 0);
    }

    private static void write(PSTMessage mail, OutputStream out, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new RefusedException(Reason.Kind.BOMB_DEPTH, DEEPEST);
        }
        try {
            new OutlookMail(mail, out, depth).write();
        } catch (PSTException e) {
            throw new IOException(e);
        }
    }

    private void write() throws IOException, PSTException {
        header("From", from());
        // The library looks at the wrong bit for whether a recipient has a kind, and then says zero.
        header("To", recipients(Set.of(0, PSTRecipient.MAPI_TO), mail.getDisplayTo()));
        header("Cc", recipients(Set.of(PSTRecipient.MAPI_CC), mail.getDisplayCC()));
        header("Bcc", recipients(Set.of(PSTRecipient.MAPI_BCC), mail.getDisplayBCC()));
        header("Date", date());
        header("Subject", encoded(mail.getSubject()));
        header("Message-ID", Facts.clean(mail.getInternetMessageId()));
        header("MIME-Version", "1.0");
        begin("mixed", OUTER);
        texts();
        if (mail instanceof PSTAppointment appointment) {
            part("text/calendar; charset=utf-8", "appointment.ics", OutlookCards.calendar(appointment));
        }
        for (int i = 0; i < mail.getNumberOfAttachments(); i++) {
            attachment(mail.getAttachment(i));
        }
        end(OUTER);
    }

    private void texts() throws IOException, PSTException {
        String plain = orEmpty(mail.getBody());
        String html = orEmpty(mail.getBodyHTML());
        if (plain.isBlank() && html.isBlank()) {
            String rich = orEmpty(mail.getRTFBody());
            if (!rich.isBlank()) {
                part("application/rtf", "text.rtf", rich.getBytes(StandardCharsets.ISO_8859_1));
            }
            return;
        }
        say("--" + OUTER);
        begin("alternative", INNER);
        text("text/plain", plain);
        text("text/html", html);
        end(INNER);
    }

    private void text(String type, String text) throws IOException {
        if (!text.isBlank()) {
            say("--" + INNER);
            header("Content-Type", type + "; charset=utf-8");
            inBase64(body -> body.write(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void part(String type, String name, byte[] content) throws IOException {
        attached(type, name, body -> body.write(content));
    }

    private void attachment(PSTAttachment attachment) throws IOException, PSTException {
        PSTMessage inner = attachment.getEmbeddedPSTMessage();
        if (inner != null) {
            attached(
                    MailTexts.MAIL,
                    Facts.fileName(orEmpty(inner.getSubject()), "mail") + ".eml",
                    body -> write(inner, body, depth + 1));
            return;
        }
        String name = Stream.of(attachment.getLongFilename(), attachment.getFilename(), attachment.getDisplayName())
                .map(OutlookMail::orEmpty)
                .filter(each -> !each.isBlank())
                .findFirst()
                .orElse("");
        attached("application/octet-stream", Facts.clean(name), body -> copy(attachment, body));
    }

    /// One that cannot be had, or not whole, keeps nothing else from being read.
    private static void copy(PSTAttachment attachment, OutputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = content(attachment)) {
            int count = read(in, buffer);
            while (count > 0) {
                body.write(buffer, 0, count);
                count = read(in, buffer);
            }
        }
    }

    private static InputStream content(PSTAttachment attachment) {
        try {
            InputStream in = attachment.getFileInputStream();
            return in == null ? InputStream.nullInputStream() : in;
        } catch (PSTException | IOException | RuntimeException _) {
            return InputStream.nullInputStream();
        }
    }

    private static int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer, 0, buffer.length);
        } catch (IOException | RuntimeException _) {
            return -1;
        }
    }

    private void attached(String type, String name, Members.Writing content) throws IOException {
        say("--" + OUTER);
        header("Content-Type", type);
        header("Content-Disposition", "attachment; filename=\"" + inQuotes(encoded(name)) + "\"");
        inBase64(content);
    }

    private void inBase64(Members.Writing content) throws IOException {
        header("Content-Transfer-Encoding", "base64");
        say("");
        try (OutputStream encoder = Base64.getMimeEncoder().wrap(CloseShieldOutputStream.wrap(out))) {
            content.write(encoder);
        }
        say("");
    }

    private void begin(String kind, String boundary) throws IOException {
        header("Content-Type", "multipart/" + kind + "; boundary=\"" + boundary + "\"");
        say("");
    }

    private void end(String boundary) throws IOException {
        say("--" + boundary + "--");
    }

    private void header(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            say(name + ": " + value);
        }
    }

    private void say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// Who it is from, and who sent it in that name.
    private String from() {
        Set<String> people = new LinkedHashSet<>();
        people.add(person(mail.getSentRepresentingName(), mail.getSentRepresentingEmailAddress()));
        people.add(person(mail.getSenderName(), mail.getSenderEmailAddress()));
        return listed(people);
    }

    /// @param kinds of MAPI
    /// @param shown what Outlook shows, where the mail lists nobody
    private String recipients(Set<Integer> kinds, @Nullable String shown) {
        Set<String> people = new LinkedHashSet<>();
        try {
            for (int i = 0; i < mail.getNumberOfRecipients(); i++) {
                PSTRecipient recipient = mail.getRecipient(i);
                if (kinds.contains(recipient.getRecipientType())) {
                    String address = orEmpty(recipient.getSmtpAddress());
                    people.add(person(
                            recipient.getDisplayName(), address.isBlank() ? recipient.getEmailAddress() : address));
                }
            }
        } catch (PSTException | IOException | RuntimeException _) {
            // Those that were read so far, else what is shown.
        }
        return people.isEmpty() ? encoded(shown) : listed(people);
    }

    private static String listed(Set<String> people) {
        StringBuilder list = new StringBuilder();
        for (String person : people) {
            if (!person.isEmpty() && list.length() + person.length() < LONGEST_HEADER) {
                list.append(list.isEmpty() ? "" : ",\r\n ").append(person);
            }
        }
        return list.toString();
    }

    /// An address of an Exchange server (`/O=HARBOUR/CN=...`) is none on the internet; then the name alone stands.
    private static String person(@Nullable String name, @Nullable String address) {
        String called = Facts.clean(orEmpty(name));
        String at = Facts.clean(orEmpty(address));
        if (!at.matches("[!-~&&[^<>,;]]+@[!-~&&[^<>,;]]+")) {
            return encoded(called.isEmpty() ? at : called);
        }
        return called.isEmpty() || called.equalsIgnoreCase(at)
                ? at
                : EncoderUtil.encodeAddressDisplayName(called) + " <" + at + ">";
    }

    private String date() {
        return Stream.of(mail.getClientSubmitTime(), mail.getMessageDeliveryTime(), mail.getCreationTime())
                .filter(Objects::nonNull)
                .findFirst()
                .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        date.toInstant().atOffset(ZoneOffset.UTC)))
                .orElse("");
    }

    private static String encoded(@Nullable String text) {
        return EncoderUtil.encodeIfNecessary(Facts.clean(orEmpty(text)), EncoderUtil.Usage.TEXT_TOKEN, 0);
    }

    private static String inQuotes(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
