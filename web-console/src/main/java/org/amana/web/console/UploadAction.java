package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobWritten;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.ETagCondition;
import org.amana.blob.HttpHeaders;
import org.amana.blob.PutBlob;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.web.console.Multipart.Part;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;

/// Takes files in: each streams straight into the store under an entry of its own, however large it is. What
/// one file cannot do does not stop the next. A form that comes twice is stored twice: what tells it from
/// another with other files is known only when they are in, and the same files once more do no harm.
///
/// A file is called as the form says in a field before it (see [Intake#path]); else, as without JavaScript,
/// by the name that stands in its part. It takes the place of one of its name, and that is told; a form can
/// ask to leave what is there.
///
/// Leads to the level that they went to, which says what became of each, or answers JSON when that is asked
/// for.
final class UploadAction {
    /// The longest name in percent-encoding, and to spare.
    private static final int LONGEST_FIELD = 16 * 1024;

    private static final Conditions NONE_THERE = Conditions.NONE.withIfNoneMatch(ETagCondition.any());

    private final ConsoleServices services;
    private final BrowsePage browse;
    private final Accounts accounts;

    UploadAction(ConsoleServices services, BrowsePage browse) {
        this.services = services;
        this.browse = browse;
        this.accounts = new Accounts(services.blobs());
    }

    Answer store(Visit visit, List<String> parts) throws IOException {
        ContainerRef container = accounts.container(visit, parts.getFirst());
        Intake intake = new Intake(visit, container);
        Multipart form = Multipart.of(
                visit.exchange().header("Content-Type").orElse(""),
                visit.exchange().body());
        Optional<Part> part = form.next();
        while (part.isPresent() && !part.get().isFile()) {
            intake.field(part.get());
            part = form.next();
        }
        intake.requireOwn();
        Optional<Part> first = part;
        if (visit.exchange().header("Accept").orElse("").startsWith("application/json")) {
            intake.files(form, first);
            return intake.json();
        }
        intake.files(form, first);
        return page(intake);
    }

    /// The level that the files went to, which says what became of each. Where none was stored, it is this very answer:
    /// nothing has changed, and the form may be sent again.
    private Answer page(Intake intake) {
        Visit visit = intake.visit;
        String container = intake.container.name().value();
        if (!intake.sent.isEmpty()) {
            visit.tell(Mark.ALLOW, visit.say("upload.stored", intake.sent.count()), intake.sent);
        }
        if (!intake.refused.isEmpty()) {
            visit.tell(Mark.REFUSE, visit.say("upload.not-stored", intake.refused.count()), intake.refused);
        }
        if (!intake.sent.isEmpty()) {
            return Answer.to(Level.of(container, intake.prefix).address());
        }
        if (intake.refused.isEmpty()) {
            visit.tell(Mark.REFUSE, visit.say("upload.none-chosen"));
        }
        Answer.Html level = browse.page(visit, Level.of(container, intake.prefix));
        return new Answer.Html(422, level.template(), level.title(), level.section(), level.view());
    }

    /// One form on its way in. The proof that our own page sent it must come before the first file.
    private final class Intake {
        private final Visit visit;
        private final ContainerRef container;
        private final Bounded<Markup> sent = new Bounded<>(line -> line.html().length());
        private final Bounded<Markup> refused =
                new Bounded<>(line -> line.html().length());
        private final Bounded<String> reasons = new Bounded<>(String::length);
        private final Bounded<String> names = new Bounded<>(String::length);
        private String proof = "";
        private String prefix = "";
        private int replaced;
        private int there;

        /// What the next file is called from the form's folder on, percent-encoded by the script: a field's
        /// own text has other line ends than were written, and the name in a file's part has other quotes.
        private String path = "";

        /// Whether a file is kept out whose name is there already.
        private boolean leaves;

        Intake(Visit visit, ContainerRef container) {
            this.visit = visit;
            this.container = container;
        }

        /// The first file and whatever follows it. Where policy lets nothing in, the first stands for all.
        void files(Multipart form, Optional<Part> first) throws IOException {
            boolean closed = !visit.foresees(accounts.in(visit, container, Service.BLOB, Action.WRITE));
            for (Optional<Part> part = first; part.isPresent(); part = form.next()) {
                if (part.get().isFile()) {
                    file(part.get());
                    if (closed && sent.isEmpty()) {
                        return;
                    }
                }
            }
        }

        void field(Part part) throws IOException {
            byte[] bytes = part.content().readNBytes(LONGEST_FIELD + 1);
            if (bytes.length > LONGEST_FIELD) {
                throw new AmanaException(
                        ErrorCode.TOO_LARGE, "the field " + part.name() + " has at most " + LONGEST_FIELD + " bytes");
            }
            String value = new String(bytes, UTF_8);
            switch (part.name()) {
                case "csrf" -> proof = value;
                case "folder" -> prefix = prefix(value);
                case "path" -> path = Request.decode(value, false);
                case "there" -> leaves = value.equals("leave");
                default -> {
                    // An empty file input of a browser, or a field of nobody.
                }
            }
        }

        /// `minutes/2018` is the prefix `minutes/2018/`; what somebody typed around it does not count.
        private String prefix(String folder) {
            String plain = folder.strip();
            int from = 0;
            while (from < plain.length() && plain.charAt(from) == '/') {
                from++;
            }
            plain = plain.substring(from);
            return plain.isEmpty() || plain.endsWith("/") ? plain : plain + "/";
        }

        void requireOwn() {
            if (!Csrf.matches(visit.member(), proof)) {
                throw new Forms.StaleForm();
            }
        }

        private void file(Part part) {
            String name = path.isEmpty() ? part.fileName() : path;
            path = "";
            try {
                BlobRef blob = container.blob(prefix + name);
                PutBlob command = PutBlob.of(blob)
                        .withHeaders(HttpHeaders.ofType(part.type()))
                        .withConditions(leaves ? NONE_THERE : Conditions.NONE);
                BlobWritten written = visit.pass(
                        accounts.in(visit, container, Service.BLOB, Action.WRITE)
                                .withObject(blob.path()),
                        services.blobs().putBlob(command, Body.ofUnknownLength(part.content())));
                Markup link = Markup.link(
                        BrowsePage.file(container.name().value(), blob.name().value())
                                .toString(),
                        FileName.shortened(below(blob)));
                names.add(below(blob));
                replaced += written.replaced() ? 1 : 0;
                sent.add(written.replaced() ? link.and(Markup.text(": " + visit.say("upload.one-replaced"))) : link);
            } catch (Refused e) {
                refuse(
                        name,
                        Markup.text(RuleWords.reason(
                                visit, e.rules().stream().findFirst().orElse(""))));
            } catch (AmanaException e) {
                if (e.code() == ErrorCode.INCOMPLETE_BODY || e.code() == ErrorCode.LEDGER_UNAVAILABLE) {
                    throw e;
                }
                if (leaves && e.code() == ErrorCode.BLOB_EXISTS) {
                    there++;
                    refuse(name, Markup.text(visit.say("upload.one-there")));
                    return;
                }
                refuse(name, ServerWords.html(visit.words(), e.message()));
            }
        }

        /// What it is called from the form's folder on: in names of blobs a backslash is a slash.
        private String below(BlobRef blob) {
            return blob.name().value().substring(prefix.length());
        }

        private void refuse(String name, Markup reason) {
            refused.add(FileName.shortened(name).and(Markup.text(": ")).and(reason));
            reasons.add(reason.plain());
        }

        Answer json() {
            StringBuilder out = new StringBuilder("{\"stored\":")
                    .append(sent.count())
                    .append(",\"replaced\":")
                    .append(replaced)
                    .append(",\"there\":")
                    .append(there)
                    .append(",\"entries\":[");
            List<Long> entries = visit.receipt().entries();
            for (int i = 0; i < entries.size(); i++) {
                out.append(i == 0 ? "" : ",").append(entries.get(i));
            }
            out.append("],\"names\":[").append(texts(names)).append("],\"refused\":[");
            return Answer.bytes(
                    200,
                    out.append(texts(reasons)).append("]}").toString().getBytes(UTF_8),
                    Map.of("Content-Type", "application/json", "Cache-Control", "no-store"));
        }

        private static String texts(Bounded<String> texts) {
            return texts.kept().stream().map(Json::text).collect(Collectors.joining(","));
        }
    }
}
