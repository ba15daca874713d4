package org.amana.web.blob;

import java.util.List;
import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.blob.BlobService;
import org.amana.blob.StoredAccessPolicy;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.AccountFacts;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Gate;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.Service;

/// The way to the gate: makes the access request for what a URL names, with the facts of the moment.
final class Accesses {
    private final Gate gate;
    private final BlobService blobs;

    Accesses(Gate gate, BlobService blobs) {
        this.gate = gate;
        this.blobs = blobs;
    }

    <R> Passage<R> pass(Access access, Plan<R> plan) {
        return gate.pass(request(access), plan);
    }

    /// Whether policy would allow it now. It permits nothing and writes nothing.
    boolean foresees(Access access) {
        return gate.foresees(request(access));
    }

    private AccessRequest request(Access access) {
        Caller caller = new Caller(access.identity().credential(), access.client(), access.clientRequestId());
        List<Access.Touch> touches = access.touches();
        AccessRequest request = request(access, touches.getFirst(), caller);
        for (Access.Touch other : touches.subList(1, touches.size())) {
            request = request.alsoTouching(request(access, other, caller));
        }
        return request;
    }

    /// With what is touched, and with what the caller's signature says to it.
    private AccessRequest request(Access access, Access.Touch touch, Caller caller) {
        AccessRequest plain = in(touch, caller);
        AccessRequest request = touch.need().carrier() ? plain.carryingOthers() : plain;
        AccessRequest named = touch.target().level() == Level.ACCOUNT
                ? request
                : request.withObject(touch.target().object());
        return access.mismatch(touch)
                .map(mismatch -> named.refusedBySignature(mismatch.why()))
                .orElseGet(() -> onStoredPolicy(named, access.identity().storedPolicy(), touch.target()));
    }

    /// The stored access policy that a signature stands on may be changed or taken away while a body comes in.
    private AccessRequest onStoredPolicy(AccessRequest request, String id, Target target) {
        if (id.isEmpty()) {
            return request;
        }
        Optional<StoredAccessPolicy> then = storedPolicy(target, id);
        return request.unlessRefusedBySignature(() -> storedPolicy(target, id).equals(then)
                ? Optional.empty()
                : Optional.of("The stored access policy " + id + " was changed or taken away meanwhile."));
    }

    private Optional<StoredAccessPolicy> storedPolicy(Target target, String id) {
        return target.findContainer()
                .flatMap(container -> blobs.facts().storedAccessPolicies(container).stream()
                        .filter(stored -> stored.id().equals(id))
                        .findFirst());
    }

    private AccessRequest in(Access.Touch touch, Caller caller) {
        Action action = touch.need().action();
        if (touch.known().isPresent()) {
            return AccessRequest.inAsKnown(touch.known().get(), caller, Service.BLOB, action);
        }
        // Where the name is none, it is a request on the account, and the operation says what is wrong with the name.
        return touch.target()
                .findContainer()
                .map(it -> AccessRequest.in(() -> blobs.facts().of(it), caller, Service.BLOB, action))
                .orElseGet(() -> AccessRequest.on(account(touch.target()), caller, Service.BLOB, action));
    }

    private AccountFacts account(Target target) {
        AccountName name = target.accountName();
        return blobs.facts()
                .of(name)
                .orElseThrow(
                        () -> new AmanaException(ErrorCode.ACCOUNT_NOT_FOUND, "account " + name + " is not there"));
    }
}
