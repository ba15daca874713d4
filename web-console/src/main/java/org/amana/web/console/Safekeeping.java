package org.amana.web.console;

import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.Safeguards;
import org.amana.blob.Standing;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.Markup;

/// What an account keeps of what is deleted or replaced in it, in words.
record Safekeeping(Safeguards safeguards) {
    static Safekeeping of(Visit visit, BlobService blobs) {
        return new Safekeeping(blobs.facts().safeguards(Accounts.name(visit)));
    }

    /// Since when something is deleted, and until when it can be restored.
    static String told(Visit visit, Standing.Deletion deletion) {
        return visit.say(
                "deleted.until",
                Dates.moment(deletion.at(), visit.lang()),
                Dates.moment(deletion.until(), visit.lang()));
    }

    /// Whether a file that is deleted now can be restored.
    boolean keepsFiles() {
        return safeguards.versions() || safeguards.keepsBlobs();
    }

    boolean keepsContainers() {
        return safeguards.keepsContainers();
    }

    /// The name of a file that was deleted, which leads to it where it can be restored.
    Markup named(BlobRef blob, Markup name) {
        return keepsFiles() ? Markup.link(BrowsePage.file(blob).toString(), name) : name;
    }

    /// What becomes of a file that is deleted.
    String ofFile(Visit visit) {
        return safeguards.versions()
                ? visit.say("kept.version")
                : safeguards.keepsBlobs()
                        ? visit.say("kept.days", safeguards.blobs().toDays())
                        : visit.say("kept.not");
    }

    /// What becomes of what a file holds when something else takes its place.
    String ofReplaced(Visit visit) {
        return safeguards.versions()
                ? visit.say("replaced.version")
                : safeguards.keepsBlobs()
                        ? visit.say("replaced.days", safeguards.blobs().toDays())
                        : visit.say("replaced.not");
    }

    /// What becomes of a container that is deleted.
    String ofContainer(Visit visit) {
        return keepsContainers()
                ? visit.say("kept.days", safeguards.containers().toDays())
                : visit.say("kept.not");
    }

    /// Why no deleted file is to be seen, and what could be done about it.
    String noFiles(Visit visit) {
        return visit.say("deleted.none") + " " + (keepsFiles() ? ofFile(visit) : visit.say("deleted.files-off"));
    }

    String noContainers(Visit visit) {
        return visit.say("deleted.none") + " "
                + (keepsContainers() ? ofContainer(visit) : visit.say("deleted.containers-off"));
    }
}
