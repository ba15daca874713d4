package org.amana.changefeed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.amana.blob.AccountName;
import org.amana.blob.AppendBlock;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobPage;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerEncryption;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.CreateBlob;
import org.amana.blob.CreateContainer;
import org.amana.blob.DeclareContainer;
import org.amana.blob.DeleteBlob;
import org.amana.blob.HttpHeaders;
import org.amana.blob.KeepAs;
import org.amana.blob.ListBlobs;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
import org.amana.blob.Tags;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Caller;
import org.amana.policy.Gate;
import org.amana.policy.Plan;
import org.amana.policy.PurposeId;
import org.amana.policy.Service;

/// The container `$blobchangefeed` of an account, as its scribe uses it: each call is an access, decided and recorded.
/// All throw [org.amana.kernel.AmanaException] for what policy or the ledger refuse.
///
/// @param blobs those of a keeper
record FeedContainer(BlobService blobs, Gate gate, ContainerRef container, Caller caller) {
    FeedContainer(BlobService blobs, Gate gate, AccountName account, Caller caller) {
        this(blobs, gate, new ContainerRef(account, ContainerName.CHANGE_FEED), caller);
    }

    /// Makes it, if it is not there, open to the purpose it is written under alone: it tells the names of all blobs,
    /// whatever their containers hold. One that is open to every purpose, as they were once, or was written under
    /// another stewardship, is opened to this one; purposes that were named keep it.
    void open() {
        BoxFacts facts = blobs.facts().of(container);
        PurposeId own = caller.credential().purpose();
        if (!facts.exists()) {
            CreateContainer command =
                    new CreateContainer(container, Metadata.NONE, Set.of(), Set.of(own), ContainerEncryption.NONE);
            pass(container.name().value(), Action.WRITE, blobs.createContainer(command));
        } else if (!facts.openTo().contains(own)) {
            Set<PurposeId> openTo = new HashSet<>(facts.openTo());
            openTo.add(own);
            pass(
                    AccessRequest.inAsKnown(facts.openToAll(), caller, Service.BLOB, Action.WRITE),
                    container.name().value(),
                    blobs.declareContainer(new DeclareContainer(container, facts.classes(), openTo)));
        }
    }

    /// Puts a document in the place of what has the name.
    void put(String name, byte[] json) {
        PutBlob command = PutBlob.of(container.blob(name)).withHeaders(HttpHeaders.ofType("application/json"));
        pass(command.blob().path(), Action.WRITE, blobs.putBlob(command, Body.of(json)));
    }

    /// Begins a file that can be appended to; one that was begun is begun anew.
    void begin(String name) {
        CreateBlob command = new CreateBlob(
                container.blob(name),
                BlobKind.Append.EMPTY,
                0,
                HttpHeaders.ofType(FeedFile.TYPE),
                Metadata.NONE,
                Tags.NONE,
                KeepAs.NONE,
                Conditions.NONE);
        pass(command.blob().path(), Action.WRITE, blobs.createBlob(command));
    }

    /// @param length that the file has now
    void append(String name, byte[] bytes, long length) {
        BlobRef blob = container.blob(name);
        AppendBlock command = new AppendBlock(blob, OptionalLong.of(length), OptionalLong.empty(), Conditions.NONE);
        pass(blob.path(), Action.WRITE, blobs.appendBlock(command, Body.of(bytes)));
    }

    /// The names that begin so, in order.
    List<String> names(String prefix) {
        List<String> names = new ArrayList<>();
        String marker = "";
        do {
            ListBlobs command = ListBlobs.of(container).withPrefix(prefix).withMarker(marker);
            BlobPage page = pass(container.name().value(), Action.LIST, blobs.listBlobs(command));
            for (BlobItem item : page.items()) {
                if (item instanceof BlobItem.Blob blob) {
                    names.add(blob.blob().value());
                }
            }
            marker = page.nextMarker();
        } while (!marker.isEmpty());
        return names;
    }

    void delete(String name) {
        BlobRef blob = container.blob(name);
        pass(blob.path(), Action.DELETE, blobs.deleteBlob(DeleteBlob.of(blob)));
    }

    private <R> R pass(String object, Action action, Plan<R> plan) {
        return pass(AccessRequest.in(() -> blobs.facts().of(container), caller, Service.BLOB, action), object, plan);
    }

    /// What would be refused is not asked for: it is tried again every few seconds, and each refusal would be an entry.
    private <R> R pass(AccessRequest request, String object, Plan<R> plan) {
        AccessRequest named = request.withObject(object);
        if (!gate.foresees(named)) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    "policy does not let purpose " + caller.credential().purpose() + " "
                            + named.action().word() + " " + object);
        }
        return gate.pass(named, plan).orThrow();
    }
}
