package org.amana.web.console;

import java.util.List;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerRef;
import org.amana.blob.SetLegalHold;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Mark;

/// Puts a file on legal hold, so that nobody changes or deletes it whatever the purpose, and lifts one. Whoever lifts a
/// hold lets what it keeps be deleted: to policy that is a deletion, too.
final class LegalHolds {
    private static final String ON = "on";
    private static final String OFF = "off";

    private final BlobService blobs;
    private final Accounts accounts;

    LegalHolds(ConsoleServices services) {
        this.blobs = services.blobs();
        this.accounts = new Accounts(services.blobs());
    }

    /// What a form says that puts a file on hold, or lifts the hold.
    static String said(boolean hold) {
        return hold ? ON : OFF;
    }

    boolean may(Visit visit, BlobRef blob, boolean hold) {
        return visit.foresees(request(visit, blob, hold));
    }

    /// The file, which says what was done.
    Answer set(Visit visit, List<String> parts, Form form) {
        ContainerRef container = accounts.container(visit, form.text("container"));
        BlobRef blob = Named.by(() -> container.blob(form.raw("name")));
        boolean hold = !form.text("hold").equals(OFF);
        visit.pass(request(visit, blob, hold), blobs.setLegalHold(new SetLegalHold(blob, hold)));
        String name = blob.name().value();
        visit.tell(Mark.ALLOW, visit.say(hold ? "done.hold" : "done.hold-lifted"), List.of(FileName.html(name)));
        return Answer.to(BrowsePage.file(container.name().value(), name));
    }

    private AccessRequest request(Visit visit, BlobRef blob, boolean hold) {
        AccessRequest writing = request(visit, blob, Action.WRITE);
        return hold ? writing : writing.alsoTouching(request(visit, blob, Action.DELETE));
    }

    private AccessRequest request(Visit visit, BlobRef blob, Action action) {
        return accounts.in(visit, blob.container(), Service.BLOB, action).withObject(blob.path());
    }
}
