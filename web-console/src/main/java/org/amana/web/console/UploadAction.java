package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.blob.BlobRef;
import org.amana.blob.Body;
import org.amana.blob.ContainerRef;
import org.amana.blob.HttpHeaders;
import org.amana.blob.PutBlob;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.web.console.Multipart.Part;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Markup;

/// Takes files in: each streams straight into the store under an entry of its own, however large it is. What one file
/// cannot do does not stop the next.
///
/// Answers the container's page with what became of each file, or JSON when that is asked for.
final class UploadAction {
    private static final int LONGEST_FIELD = 8 * 1024;

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
        for (Optional<Part> part = form.next(); part.isPresent(); part = form.next()) {
            intake.take(part.get());
        }
        if (visit.exchange().header("Accept").orElse("").startsWith("application/json")) {
            return intake.json();
        }
        if (intake.isEmpty()) {
            intake.refused.add(Markup.text(visit.say("upload.none-chosen")));
        }
        return browse.page(
                visit,
                container.name().value(),
                intake.prefix,
                "",
                new BrowsePage.Outcome(intake.sent, intake.refused));
    }

    /// One form on its way in. The proof that our own page sent it must come before the first file.
    private final class Intake {
        private final Visit visit;
        private final ContainerRef container;
        private final List<Markup> sent = new ArrayList<>();
        private final List<Markup> refused = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
        private boolean own;
        private String prefix = "";

        Intake(Visit visit, ContainerRef container) {
            this.visit = visit;
            this.container = container;
        }

        boolean isEmpty() {
            return sent.isEmpty() && refused.isEmpty();
        }

        void take(Part part) throws IOException {
            if (part.isFile()) {
                requireOwn();
                file(part);
            } else {
                field(part);
            }
        }

        private void field(Part part) throws IOException {
            byte[] value = part.content().readNBytes(LONGEST_FIELD);
            switch (part.name()) {
                case "csrf" -> own = Csrf.matches(visit.member(), new String(value, UTF_8));
                case "folder" -> prefix = prefix(new String(value, UTF_8));
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

        private void requireOwn() {
            if (!own) {
                throw new Forms.StaleForm();
            }
        }

        private void file(Part part) {
            try {
                BlobRef blob = container.blob(prefix + part.fileName());
                PutBlob command = PutBlob.of(blob).withHeaders(HttpHeaders.ofType(part.type()));
                visit.pass(
                        accounts.in(visit, container, Service.BLOB, Action.WRITE)
                                .withObject(blob.path()),
                        services.blobs().putBlob(command, Body.ofUnknownLength(part.content())));
                sent.add(Markup.link(
                        BrowsePage.file(container.name().value(), blob.name().value())
                                .toString(),
                        FileName.html(part.fileName())));
            } catch (Refused e) {
                refuse(
                        part,
                        Markup.text(RuleWords.reason(
                                visit, e.rules().stream().findFirst().orElse(""))));
            } catch (AmanaException e) {
                if (e.code() == ErrorCode.INCOMPLETE_BODY || e.code() == ErrorCode.LEDGER_UNAVAILABLE) {
                    throw e;
                }
                refuse(part, ServerWords.html(visit.words(), e.message()));
            }
        }

        private void refuse(Part part, Markup reason) {
            refused.add(FileName.html(part.fileName()).and(Markup.text(": ")).and(reason));
            reasons.add(reason.plain());
        }

        Answer json() {
            StringBuilder out =
                    new StringBuilder("{\"stored\":").append(sent.size()).append(",\"entries\":[");
            List<Long> entries = visit.receipt().entries();
            for (int i = 0; i < entries.size(); i++) {
                out.append(i == 0 ? "" : ",").append(entries.get(i));
            }
            out.append("],\"refused\":[");
            for (int i = 0; i < reasons.size(); i++) {
                out.append(i == 0 ? "" : ",").append(Json.text(reasons.get(i)));
            }
            return Answer.bytes(
                    200,
                    out.append("]}").toString().getBytes(UTF_8),
                    Map.of("Content-Type", "application/json", "Cache-Control", "no-store"));
        }
    }
}
