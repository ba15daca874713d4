package org.amana.web.console;

import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.Safeguards;
import org.amana.blob.Standing;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.Markup;

/// What an account keeps of what is deleted or replaced in it, in words.
record Safekeeping(Safeguards safeguards) {
    static Safekeeping of(Errand errand, BlobService blobs) {
        return new Safekeeping(blobs.facts().safeguards(Accounts.name(errand)));
    }

    /// Since when something is deleted, and until when it can be restored.
    static String told(Errand errand, Standing.Deletion deletion) {
        return errand.say(
                "deleted.until",
                Dates.moment(deletion.at(), errand.lang()),
                Dates.moment(deletion.until(), errand.lang()));
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
    String ofFile(Errand errand) {
        return safeguards.versions()
                ? errand.say("kept.version")
                : safeguards.keepsBlobs()
                        ? errand.say("kept.days", safeguards.blobs().toDays())
                        : errand.say("kept.not");
    }

    /// What becomes of what a file holds when something else takes its place.
    String ofReplaced(Errand errand) {
        return safeguards.versions()
                ? errand.say("replaced.version")
                : safeguards.keepsBlobs()
                        ? errand.say("replaced.days", safeguards.blobs().toDays())
                        : errand.say("replaced.not");
    }

    /// What becomes of a container that is deleted.
    String ofContainer(Errand errand) {
        return keepsContainers()
                ? errand.say("kept.days", safeguards.containers().toDays())
                : errand.say("kept.not");
    }

    /// Why no deleted file is to be seen, and what could be done about it.
    String noFiles(Errand errand) {
        return errand.say("deleted.none") + " " + (keepsFiles() ? ofFile(errand) : errand.say("deleted.files-off"));
    }

    String noContainers(Errand errand) {
        return errand.say("deleted.none") + " "
                + (keepsContainers() ? ofContainer(errand) : errand.say("deleted.containers-off"));
    }
}
