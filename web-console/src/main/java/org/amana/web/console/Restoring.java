package org.amana.web.console;

import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.Conditions;
import org.amana.blob.Copied;
import org.amana.blob.CopyBlob;
import org.amana.blob.CopySource;
import org.amana.blob.ETagCondition;
import org.amana.blob.OpenCopySource;
import org.amana.blob.UndeleteBlob;
import org.amana.blob.Undeleted;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Service;

/// Restores what a file was, by the operations that clients have. What is deleted and still kept is
/// undeleted, which is a write (*Undelete Blob*). A version or a snapshot is copied onto the file (*Copy
/// Blob*): a read of the one, and a write of the other.
final class Restoring {
    /// The file is not there.
    static final Conditions ABSENT = Conditions.NONE.withIfNoneMatch(ETagCondition.any());

    private final BlobService blobs;
    private final Accounts accounts;

    Restoring(BlobService blobs) {
        this.blobs = blobs;
        this.accounts = new Accounts(blobs);
    }

    boolean mayUndelete(Errand errand, BlobRef blob) {
        return errand.foresees(request(errand, blob, Action.WRITE));
    }

    boolean mayCopy(Errand errand, BlobRef blob) {
        return mayUndelete(errand, blob) && errand.foresees(request(errand, blob, Action.READ));
    }

    /// All that is deleted of a file.
    Undeleted undelete(Errand errand, BlobRef blob) {
        return errand.pass(request(errand, blob, Action.WRITE), blobs.undeleteBlob(new UndeleteBlob(blob)));
    }

    /// Makes of a version or a snapshot what the file is, with its metadata and tags.
    ///
    /// @param now what the file must be until then
    Copied copy(Errand errand, BlobRef past, Conditions now) {
        CopySource source =
                errand.pass(request(errand, past, Action.READ), blobs.openCopySource(OpenCopySource.of(past)));
        CopyBlob copy = CopyBlob.of(past.base(), source).withTagsOfSource().withConditions(now);
        return errand.pass(request(errand, past, Action.WRITE), blobs.copyBlob(copy));
    }

    private AccessRequest request(Errand errand, BlobRef blob, Action action) {
        return accounts.in(errand, blob.container(), Service.BLOB, action).withObject(blob.path());
    }
}
