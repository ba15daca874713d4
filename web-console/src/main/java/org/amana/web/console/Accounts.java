package org.amana.web.console;

import java.util.function.Predicate;
import org.amana.blob.AccountName;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.Snapshot;
import org.amana.blob.VersionId;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.AccountFacts;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Service;
import org.amana.web.console.Request.Form;

/// The requests that pages take through the gate, always built from the facts of this moment.
final class Accounts {
    private final BlobService blobs;

    Accounts(BlobService blobs) {
        this.blobs = blobs;
    }

    static AccountName name(Errand errand) {
        return new AccountName(errand.credential().account());
    }

    /// @throws AmanaException `ACCOUNT_NOT_FOUND`
    AccountFacts facts(Errand errand) {
        return blobs.facts()
                .of(name(errand))
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.ACCOUNT_NOT_FOUND,
                        "account " + errand.credential().account() + ": not there"));
    }

    /// @throws AmanaException `RESOURCE_NOT_FOUND` if nothing can have that name
    ContainerRef container(Errand errand, String name) {
        return new ContainerRef(name(errand), Named.by(() -> new ContainerName(name)));
    }

    /// The blob that an address names by `container` and `name`, or what it names of its past by `snapshot` or
    /// `version`.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if nothing can have that name
    BlobRef blob(Visit visit) {
        return blob(container(visit, visit.query().text("container")), visit.query());
    }

    /// The same of a form, in a container.
    static BlobRef blob(ContainerRef container, Form form) {
        BlobRef blob = Named.by(() -> container.blob(form.raw("name")));
        String snapshot = form.text("snapshot");
        if (!snapshot.isEmpty()) {
            return Named.by(() -> blob.at(Snapshot.parse(snapshot)));
        }
        String version = form.text("version");
        return version.isEmpty() ? blob : Named.by(() -> blob.at(VersionId.parse(version)));
    }

    /// A request on the account as a whole.
    AccessRequest on(Errand errand, Service service, Action action) {
        return AccessRequest.on(facts(errand), errand.caller(), service, action);
    }

    /// A request on a container or something in it.
    AccessRequest in(Errand errand, ContainerRef container, Service service, Action action) {
        return AccessRequest.in(() -> blobs.facts().of(container), errand.caller(), service, action);
    }

    /// Which containers the purpose may be told of: those that it may list.
    static Predicate<BoxFacts> listed(Errand errand) {
        return box -> errand.foresees(AccessRequest.inAsKnown(box, errand.caller(), Service.BLOB, Action.LIST));
    }
}
