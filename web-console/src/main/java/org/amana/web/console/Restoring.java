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

    boolean mayUndelete(Visit visit, BlobRef blob) {
        return visit.foresees(request(visit, blob, Action.WRITE));
    }

    boolean mayCopy(Visit visit, BlobRef blob) {
        return mayUndelete(visit, blob) && visit.foresees(request(visit, blob, Action.READ));
    }

    /// All that is deleted of a file.
    Undeleted undelete(Visit visit, BlobRef blob) {
        return visit.pass(request(visit, blob, Action.WRITE), blobs.undeleteBlob(new UndeleteBlob(blob)));
    }

    /// Makes of a version or a snapshot what the file is, with its metadata and tags.
    ///
    /// @param now what the file must be until then
    Copied copy(Visit visit, BlobRef past, Conditions now) {
        CopySource source =
                visit.pass(request(visit, past, Action.READ), blobs.openCopySource(OpenCopySource.of(past)));
        CopyBlob copy = CopyBlob.of(past.base(), source).withTagsOfSource().withConditions(now);
        return visit.pass(request(visit, past, Action.WRITE), blobs.copyBlob(copy));
    }

    private AccessRequest request(Visit visit, BlobRef blob, Action action) {
        return accounts.in(visit, blob.container(), Service.BLOB, action).withObject(blob.path());
    }
}
