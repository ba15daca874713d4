package org.amana.analysis.worker;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amana.analysis.Page;
import org.amana.analysis.Reason;
import org.amana.analysis.WorkerLimits;
import org.amana.analysis.samples.OutlookPaper;
import org.amana.analysis.samples.OutlookPaper.Mail;
import org.amana.analysis.samples.OutlookPaper.Person;
import org.amana.kernel.Settings;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mails are read one by one, wherever they lie.
@Tag("slow")
class MailboxesTest {
    private static final Instant SENT = Instant.parse("2020-08-04T15:08:00Z");

    private static final Mail MINUTES = new Mail(
            "محضر الاجتماع",
            "Maroun Haddad",
            "maroun@harbour.example",
            SENT,
            "The dredger was paid twice.",
            "<p>The dredger was paid <b>twice</b>.</p>",
            List.of(
                    new Person(1, "Rima", "rima@harbour.example"),
                    new Person(2, "سليم", "salim@harbour.example"),
                    new Person(3, "Karim", "karim@harbour.example")),
            Map.of());

    private static final Mail INVOICE = new Mail(
            "Invoice/gravel",
            "ريما",
            "/O=HARBOUR/CN=RIMA",
            SENT,
            "See the file.",
            "",
            List.of(),
            Map.of("فاتورة.txt", "Forty tons of gravel".getBytes(UTF_8)));

    @TempDir
    private Path folder;

    @Test
    void mailsInAnOutlookMailboxAreRead() throws Exception {
        List<Extraction> all = read("a.pst", OutlookPaper.mailbox(List.of(MINUTES, INVOICE), 0));
        assertThat(all)
                .extracting(each -> each.found().part() + " " + each.found().name() + " "
                        + each.found().type())
                .containsExactly(
                        "  application/vnd.ms-outlook-pst",
                        "1 Inbox/محضر الاجتماع.eml message/rfc822",
                        "2 Inbox/Invoice gravel.eml message/rfc822",
                        "2/1 فاتورة.txt text/plain");
        assertThat(all.getFirst().found().notes()).isEmpty();
        assertThat(text(all.getFirst())).contains("Inbox");
        assertThat(all.get(1).found().title()).isEqualTo("محضر الاجتماع");
        assertThat(all.get(1).found().metadata())
                .containsEntry("from", "Maroun Haddad <maroun@harbour.example>")
                .containsEntry("to", "Rima <rima@harbour.example>")
                .containsEntry("cc", "سليم <salim@harbour.example>")
                .containsEntry("bcc", "Karim <karim@harbour.example>")
                .containsEntry("created", "2020-08-04T15:08:00Z");
        assertThat(text(all.get(1))).isEqualTo("The dredger was paid twice.");
        assertThat(all.get(2).found().metadata()).containsEntry("from", "ريما");
        assertThat(text(all.get(2))).isEqualTo("See the file.");
        assertThat(text(all.get(3))).isEqualTo("Forty tons of gravel");
    }

    @Test
    void aMailThatIsBrokenKeepsNoneOfTheOthersFromBeingRead() throws Exception {
        List<Extraction> all = read("a.pst", OutlookPaper.mailbox(List.of(MINUTES), 1));
        assertThat(all).hasSize(3);
        assertThat(text(all.get(1))).isEqualTo("The dredger was paid twice.");
        assertThat(all.get(2).found().notes())
                .containsExactly(Reason.of(Reason.Kind.DAMAGED, "application/vnd.ms-outlook-pst"));
        assertThat(all.getFirst().found().notes()).containsExactly(Reason.of(Reason.Kind.THINGS_UNREAD, 1, 2));
    }

    @Test
    void mailsAreFoundWithoutTheTableOfTheirFolder() throws Exception {
        byte[] mailbox = OutlookPaper.mailbox(List.of(MINUTES, INVOICE), 0);
        ByteBuffer bytes = ByteBuffer.wrap(mailbox).order(ByteOrder.LITTLE_ENDIAN);
        int at = mailbox.length - 4;
        while (bytes.getInt(at) != OutlookPaper.FIRST_MESSAGE) {
            at--;
        }
        while (bytes.getShort(at) != 0x7CEC) {
            at--;
        }
        mailbox[at] = 0;
        assertThat(read("a.pst", mailbox))
                .extracting(each -> each.found().name())
                .contains("Inbox/محضر الاجتماع.eml", "Inbox/Invoice gravel.eml");
    }

    @Test
    void ofAnOutlookMailboxTooTheRestIsCounted() throws Exception {
        WorkerLimits limits = WorkerLimits.from(new Settings("test", Map.of("analysis.children", "1")));
        Extraction root = new Readings(folder)
                .read(limits, "a.pst", OutlookPaper.mailbox(List.of(MINUTES), 6))
                .getFirst();
        assertThat(root.found().inside()).isEqualTo(7);
        assertThat(root.found().notes()).contains(Reason.of(Reason.Kind.THINGS_LEFT, 5, 7));
    }

    @Test
    void aMailAttachedToAnOutlookMailIsRead() throws Exception {
        List<Extraction> all = read("a.msg", mailInAMail());
        assertThat(all).extracting(each -> each.found().name()).containsExactly("", "Inner.msg");
        assertThat(all.get(1).found().type()).isEqualTo("application/vnd.ms-outlook");
        assertThat(all.get(1).found().title()).isEqualTo("Inner");
        assertThat(all.get(1).found().metadata()).containsEntry("created", "2020-08-04T15:08:00Z");
        assertThat(text(all.get(1))).contains("Forty tons of gravel");
    }

    @Test
    void mailsInOneFileAreCalledByTheirSubject() throws Exception {
        String box = """
                From rima@harbour.example Tue Aug  4 15:08:00 2020
                From: rima@harbour.example
                Subject: =?utf-8?b?2YHYp9iq2YjYsdip?=
                 of July/August
                Content-Type: text/plain; charset=utf-8

                الفاتورة
                From the harbour we went home.
                >From there, nowhere.

                From the sea: a line that is no head.

                From maroun
                To: rima@harbour.example

                Second.
                """;
        List<Extraction> all = read("a.mbox", box.getBytes(UTF_8));
        assertThat(all)
                .extracting(each -> each.found().name())
                .containsExactly("", "فاتورة of July August.eml", "2.eml");
        assertThat(text(all.get(1)))
                .isEqualTo("الفاتورة\nFrom the harbour we went home.\n"
                        + "From there, nowhere.\n\nFrom the sea: a line that is no head.");
        assertThat(all.get(2).found().type()).isEqualTo("message/rfc822");
        assertThat(text(all.get(2))).isEqualTo("Second.");
        assertThat(all.getFirst().found().metadata()).doesNotContainKey("encoding");
    }

    @Test
    void whatOnlyThePlainFormOfAMailSaysIsRead() throws Exception {
        String mail = """
                From: rima@harbour.example
                Content-Type: multipart/alternative; boundary=x

                --x
                Content-Type: text/plain; charset=utf-8

                Meet me at the pier.
                The dredger was paid twice: https://harbour.example/x [image: gull]
                --x
                Content-Type: text/html; charset=utf-8

                <p>The <b>dred</b>ger was paid twice: <a href="https://harbour.example/x">here</a></p>
                --x--
                """;
        assertThat(text(read("a.eml", mail.getBytes(UTF_8)).getFirst()))
                .isEqualTo("The dredger was paid twice: here\n\nMeet me at the pier.\n\nhttps://harbour.example/x");
    }

    @Test
    void aMailOfApplesIsReadAsAMail() throws Exception {
        String mail = """
                From: Rima <rima@harbour.example>
                Subject: Gravel
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                Rm9ydHkgdG9ucyBvZiBncmF2ZWw=
                """;
        String file = """
                %d
                %s<?xml version="1.0" encoding="UTF-8"?>
                <plist version="1.0"><dict/></plist>
                """.formatted(mail.length(), mail);
        Extraction read = read("1234.emlx", file.getBytes(UTF_8)).getFirst();
        assertThat(read.found().type()).isEqualTo("message/x-emlx");
        assertThat(read.found().title()).isEqualTo("Gravel");
        assertThat(read.found().metadata()).containsEntry("from", "Rima <rima@harbour.example>");
        assertThat(text(read)).isEqualTo("Forty tons of gravel");
    }

    private static byte[] mailInAMail() throws IOException {
        try (POIFSFileSystem outer = new POIFSFileSystem()) {
            properties(outer.getRoot(), 32, 0x001A001E, 1);
            text(outer.getRoot(), "0037", "Outer");
            outer.getRoot().createDirectory("__nameid_version1.0");
            DirectoryEntry attachment = outer.getRoot().createDirectory("__attach_version1.0_#00000000");
            properties(attachment, 8, 0x37050003, 5);
            DirectoryEntry inner = attachment.createDirectory("__substg1.0_3701000D");
            properties(
                    inner,
                    24,
                    0x00390040,
                    Duration.between(Instant.parse("1601-01-01T00:00:00Z"), SENT)
                                    .toMillis()
                            * 10_000);
            text(inner, "001A", "IPM.Note");
            text(inner, "0037", "Inner");
            text(inner, "1000", "Forty tons of gravel");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            outer.writeFilesystem(bytes);
            return bytes.toByteArray();
        }
    }

    private static void properties(DirectoryEntry storage, int head, int tag, long value) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(head + 16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(head).putInt(tag).putInt(6).putLong(value);
        storage.createDocument("__properties_version1.0", new ByteArrayInputStream(bytes.array()));
    }

    private static void text(DirectoryEntry storage, String property, String value) throws IOException {
        storage.createDocument("__substg1.0_" + property + "001F", new ByteArrayInputStream(value.getBytes(UTF_16LE)));
    }

    private static String text(Extraction extraction) throws Exception {
        return String.join(
                "\n", Readings.pages(extraction).stream().map(Page::text).toList());
    }

    private List<Extraction> read(String name, byte[] bytes) throws IOException {
        return new Readings(folder).read(name, bytes);
    }
}
