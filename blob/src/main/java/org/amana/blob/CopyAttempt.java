package org.amana.blob;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.TalliedInput;
import org.amana.outbound.Answer;
import org.amana.outbound.Errand;
import org.amana.outbound.Outcome;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Passage;
import org.amana.policy.Permitted;
import org.amana.policy.Planned;
import org.amana.policy.Service;

/// One attempt at a pending copy: through the gate, out to the source, and with what comes from there into
/// the blob.
record CopyAttempt(
        BlobParts parts,
        PendingCopies.Outside way,
        CopyMandate mandate,
        CopyNotes notes,
        PendingCopy copy,
        Fetch fetch) {
    /// Azure: a copy that has not ended after two weeks fails.
    private static final Duration LONGEST = Duration.ofDays(14);

    /// Copies all of it; the copy is ended then.
    ///
    /// @throws AmanaException why nothing is copied: `NO_PENDING_COPY` or `BLOB_NOT_FOUND` if the blob waits
    ///     for it no more; one of [ErrorCode.Category#UNAVAILABLE], or `INCOMPLETE_BODY`, if another attempt
    ///     may do better
    void run() {
        if (parts.now().isAfter(copy.begun().plus(LONGEST))) {
            throw new AmanaException(
                    ErrorCode.CANNOT_VERIFY_COPY_SOURCE, "it has not ended after " + LONGEST.toDays() + " days");
        }
        ContainerRef container = parts.catalog()
                .read(reader -> PendingCopyRows.container(reader, copy.containerId()))
                .orElseThrow(() -> new AmanaException(ErrorCode.CONTAINER_NOT_FOUND, "its container is gone"));
        BlobRef ref = new BlobRef(container, copy.name(), Snapshot.NONE);
        Caller caller = mandate.caller(copy, way.credentials().apply(container.account()));
        AccessRequest request = request(ref, caller).unlessRefusedBySignature(() -> mandate.withdrawn(copy));
        Passage<Copied> passage = way.gate().pass(request, permitted -> fetched(ref, permitted));
        if (passage instanceof Passage.Denied<Copied> denied) {
            String whose =
                    copy.signature().isPresent() ? "the signature that asked for it is of no use any more: " : "";
            throw new AmanaException(denied.code(), whose + denied.reason());
        }
        passage.orThrow();
    }

    /// What expires is deleted then, which is asked for like that.
    private AccessRequest request(BlobRef ref, Caller caller) {
        AccessRequest writing = request(ref, caller, Action.WRITE);
        boolean expires = parts.catalog()
                .read(reader -> BlobRows.find(reader, copy.containerId(), copy.name(), Snapshot.NONE))
                .flatMap(row -> row.keeping().expires())
                .isPresent();
        return expires ? writing.alsoTouching(request(ref, caller, Action.DELETE)) : writing;
    }

    private AccessRequest request(BlobRef ref, Caller caller, Action action) {
        return AccessRequest.in(() -> parts.containers().facts(ref.container()), caller, Service.BLOB, action)
                .withObject(ref.path());
    }

    private Planned<Copied> fetched(BlobRef ref, Permitted permitted) {
        Errand errand = Errand.get(mandate.url(copy));
        Outcome outcome = way.outbound().run(copy.etag().isEmpty() ? errand : errand.with("If-Match", copy.etag()));
        return switch (outcome) {
            case Outcome.Unreachable(String why) -> throw unread(why);
            case Outcome.Unable(String why) -> throw unread(why);
            case Answer answer -> {
                try (answer) {
                    fetch.begin(answer);
                    requireSame(answer);
                    Body body = new Body(
                            new TalliedInput(answer.body(), notes.progressOf(copy)),
                            answer.length(),
                            Optional.empty(),
                            Optional.empty());
                    yield new FinishCopyPlan(parts, ref, copy.id(), body).plan(permitted);
                } finally {
                    fetch.end();
                }
            }
        };
    }

    private static AmanaException unread(String why) {
        return new AmanaException(ErrorCode.SERVER_BUSY, "the source cannot be read: " + why);
    }

    /// Whether it is all of what was to be copied.
    private void requireSame(Answer answer) {
        int status = answer.status();
        if (status == 429 || status >= 500) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, "the source's server answers " + status);
        }
        if (status == 412) {
            throw new AmanaException(ErrorCode.SOURCE_CONDITION_NOT_MET, "the source has changed: 412");
        }
        if (status != 200) {
            throw new AmanaException(ErrorCode.CANNOT_VERIFY_COPY_SOURCE, "the source's server answers " + status);
        }
        String etag = answer.header("ETag").orElse("");
        if (!copy.etag().isEmpty() && !etag.equals(copy.etag())) {
            throw new AmanaException(
                    ErrorCode.SOURCE_CONDITION_NOT_MET,
                    "the source has changed: its ETag was " + copy.etag() + ", is " + etag);
        }
        if (answer.length().equals(OptionalLong.empty())) {
            throw new AmanaException(ErrorCode.CANNOT_VERIFY_COPY_SOURCE, "the source's server says no length");
        }
    }
}
