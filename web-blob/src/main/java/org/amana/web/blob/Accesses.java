package org.amana.web.blob;

import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerRef;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.AccountFacts;
import org.amana.policy.BoxFacts;
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

    /// Who asks for what.
    ///
    /// @param client address and user agent
    /// @param clientRequestId what the client calls its request
    record Access(Target target, Identity identity, Need need, String client, String clientRequestId) {
        /// Of something that is looked up on the way.
        Access(Target target, Identity identity, Need need, String client) {
            this(target, identity, need, client, "");
        }

        /// Why the caller's shared access signature does not cover this.
        Optional<AzureError> mismatch() {
            return identity.mismatch(need, target);
        }
    }

    <R> Passage<R> pass(Access access, Plan<R> plan) {
        return gate.pass(request(access), plan);
    }

    /// The same of something in a container that is not found by its name, such as a deleted one.
    ///
    /// @param box the facts of that container
    <R> Passage<R> pass(Access access, BoxFacts box, Plan<R> plan) {
        return gate.pass(request(access, box), plan);
    }

    /// Whether policy would allow it now. It permits nothing and writes nothing.
    boolean foresees(Access access) {
        return gate.foresees(request(access));
    }

    /// The same in a container whose facts are at hand.
    boolean foresees(Access access, BoxFacts box) {
        return gate.foresees(request(access, box));
    }

    private static Caller caller(Access access) {
        return new Caller(access.identity().credential(), access.client(), access.clientRequestId());
    }

    private static AccessRequest request(Access access, BoxFacts box) {
        return shown(
                AccessRequest.inAsKnown(
                        box, caller(access), Service.BLOB, access.need().action()),
                access);
    }

    private AccessRequest request(Access access) {
        Caller caller = caller(access);
        AccessRequest request = container(access.target())
                .map(container -> AccessRequest.in(
                        () -> blobs.facts().of(container),
                        caller,
                        Service.BLOB,
                        access.need().action()))
                .orElseGet(() -> AccessRequest.on(
                        account(access.target()),
                        caller,
                        Service.BLOB,
                        access.need().action()));
        return shown(request, access);
    }

    /// With what is touched, and with what the caller's signature says to it.
    private static AccessRequest shown(AccessRequest request, Access access) {
        AccessRequest carried = access.need().carrier() ? request.carryingOthers() : request;
        AccessRequest named = access.target().level() == Level.ACCOUNT
                ? carried
                : carried.withObject(access.target().object());
        return access.mismatch()
                .map(mismatch -> named.refusedBySignature(mismatch.why()))
                .orElse(named);
    }

    /// The container, unless its name is none; then the request is one on the account, and the operation says what
    /// is wrong with the name.
    private static Optional<ContainerRef> container(Target target) {
        if (target.level() == Level.ACCOUNT) {
            return Optional.empty();
        }
        try {
            return Optional.of(target.containerRef());
        } catch (AmanaException e) {
            if (e.code() == ErrorCode.INVALID_NAME || e.code() == ErrorCode.NAME_LENGTH) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private AccountFacts account(Target target) {
        AccountName name = target.accountName();
        return blobs.facts()
                .of(name)
                .orElseThrow(
                        () -> new AmanaException(ErrorCode.ACCOUNT_NOT_FOUND, "account " + name + " is not there"));
    }
}
