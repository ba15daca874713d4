package org.amana.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.amana.blob.AccountName;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobPage;
import org.amana.blob.BlobService;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerPage;
import org.amana.blob.ContainerProperties;
import org.amana.blob.ContainerRef;
import org.amana.blob.DeleteBlob;
import org.amana.blob.DeleteSnapshots;
import org.amana.blob.ETagCondition;
import org.amana.blob.ListBlobs;
import org.amana.blob.ListContainers;
import org.amana.blob.ListInclude;
import org.amana.blob.Rehydration;
import org.amana.blob.SetBlobTier;
import org.amana.kernel.AmanaException;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Gate;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.Service;

/// Goes once through an account, container by container and page by page.
///
/// @param trial whether to do nothing but count
/// @param stopped asked before each page, container and step: whether the server stops or the rules are others now
record LifecycleRound(
        BlobService blobs,
        Gate gate,
        AccountName account,
        Caller caller,
        LifecyclePolicy policy,
        Instant now,
        boolean trial,
        BooleanSupplier stopped) {
    private static final System.Logger LOG = System.getLogger(LifecycleRound.class.getName());
    private static final int CONTAINERS_A_PAGE = 1_000;

    /// @throws AmanaException when policy or ledger forbid to look
    RoundResult run() {
        RoundResult sum = RoundResult.NONE;
        String marker = "";
        do {
            ListContainers command = new ListContainers(account, "", marker, CONTAINERS_A_PAGE, false, false);
            ContainerPage page = gate.pass(
                            AccessRequest.on(
                                    blobs.facts().of(account).orElseThrow(), caller, Service.BLOB, Action.LIST),
                            blobs.listContainers(command))
                    .orThrow();
            for (ContainerProperties container : page.items()) {
                if (policy.reaches(container.name().value()) && !stopped.getAsBoolean()) {
                    sum = sum.plus(container(new ContainerRef(account, container.name())));
                }
            }
            marker = page.nextMarker();
        } while (!marker.isEmpty() && !stopped.getAsBoolean());
        return sum;
    }

    private RoundResult container(ContainerRef container) {
        RoundResult sum = RoundResult.NONE;
        String marker = "";
        do {
            ListBlobs command =
                    ListBlobs.of(container).withMarker(marker).withInclude(ListInclude.SNAPSHOTS, ListInclude.VERSIONS);
            Passage<BlobPage> listed = gate.pass(
                    AccessRequest.in(() -> blobs.facts().of(container), caller, Service.BLOB, Action.LIST),
                    blobs.listBlobs(command));
            if (!(listed instanceof Passage.Done<BlobPage> done)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the rules leave container {0} alone: {1}",
                        container,
                        why(listed));
                return sum;
            }
            BlobPage page = done.result();
            for (BlobItem item : page.items()) {
                if (item instanceof BlobItem.Blob blob) {
                    sum = sum.plus(look(Aged.of(container, blob)));
                }
            }
            marker = page.nextMarker();
        } while (!marker.isEmpty() && !stopped.getAsBoolean());
        return sum;
    }

    private RoundResult look(Aged blob) {
        return policy.due(blob, now)
                .filter(_ -> trial || !stopped.getAsBoolean())
                .map(due -> trial || isDone(blob, due)
                        ? switch (due.step()) {
                            case Step.Move _ -> new RoundResult(1, 1, 0, 0);
                            case Step.Delete _ -> new RoundResult(1, 0, 1, 0);
                        }
                        : new RoundResult(1, 0, 0, 1))
                .orElse(new RoundResult(1, 0, 0, 0));
    }

    /// A blob that was written since it was looked at, or has other tags, is left for the next round.
    private boolean isDone(Aged blob, DueStep due) {
        Conditions unchanged = Conditions.NONE
                .withIfMatch(new ETagCondition.OneOf(List.of(blob.properties().etag())))
                .withIfTags(due.tags());
        Passage<?> passage = switch (due.step()) {
            case Step.Move move ->
                pass(
                        blob,
                        Action.WRITE,
                        blobs.setBlobTier(
                                new SetBlobTier(blob.ref(), move.to(), Rehydration.Priority.STANDARD, unchanged)));
            case Step.Delete _ ->
                pass(
                        blob,
                        Action.DELETE,
                        blobs.deleteBlob(new DeleteBlob(blob.ref(), DeleteSnapshots.UNSPECIFIED, unchanged)));
        };
        if (passage instanceof Passage.Done<?>) {
            return true;
        }
        LOG.log(System.Logger.Level.DEBUG, "the rules leave {0} alone: {1}", blob.ref(), why(passage));
        return false;
    }

    private <R> Passage<R> pass(Aged blob, Action action, Plan<R> plan) {
        AccessRequest request = AccessRequest.in(
                        () -> blobs.facts().of(blob.ref().container()), caller, Service.BLOB, action)
                .withObject(blob.ref().path());
        return gate.pass(request, plan);
    }

    private static String why(Passage<?> passage) {
        return switch (passage) {
            case Passage.Done<?> _ -> "";
            case Passage.Failed<?> failed -> failed.failure().message();
            case Passage.Denied<?> denied -> denied.reason();
        };
    }
}
