package org.amana.web.blob;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;

/// Who asks for what: all that an operation touches. What comes first is what its entry in the ledger is about.
///
/// @param client address and user agent
/// @param clientRequestId what the client calls its request
record Access(Identity identity, List<Touch> touches, String client, String clientRequestId) {
    /// Something in one place.
    ///
    /// @param known the facts of a container that is not found by its name, such as a deleted one
    record Touch(Target target, Need need, Optional<BoxFacts> known) {
        Touch(Target target, Need need) {
            this(target, need, Optional.empty());
        }
    }

    Access {
        touches = List.copyOf(touches);
    }

    /// Of what a request names, with what it wants beyond its operation. A condition on tags tells of them, and so
    /// reads.
    static Access of(Call call, Need need) {
        Touch touch = new Touch(call.target(), call.wanting(need));
        Access access = new Access(call.identity(), List.of(touch), call.client(), call.clientRequestId());
        boolean asks = call.find(ConditionHeaders.IF_TAGS).isPresent() && need.action() != Action.READ;
        return asks ? access.and(need.forReading()) : access;
    }

    /// Of something that is looked up on the way.
    static Access aside(Call call, Target target, Identity identity, Need need) {
        return aside(call, identity, new Touch(target, need));
    }

    /// Of a container that is come across, with its facts.
    static Access aside(Call call, BoxFacts box, Need need) {
        Target target = call.target().inContainer(box.container());
        return aside(call, call.identity(), new Touch(target, need, Optional.of(box)));
    }

    private static Access aside(Call call, Identity identity, Touch touch) {
        return new Access(identity, List.of(touch), call.client(), "");
    }

    /// And something else in the place that comes first.
    Access and(Need need) {
        Touch other = new Touch(touches.getFirst().target(), need);
        return new Access(
                identity, Stream.concat(touches.stream(), Stream.of(other)).toList(), client, clientRequestId);
    }

    /// The same, with something else to come first.
    Access precededBy(Touch first) {
        return new Access(
                identity, Stream.concat(Stream.of(first), touches.stream()).toList(), client, clientRequestId);
    }

    /// Whether what comes first is to be changed.
    boolean changes() {
        Action action = touches.getFirst().need().action();
        return action == Action.WRITE || action == Action.DELETE;
    }

    /// Why what the caller showed does not cover all of it.
    Optional<AzureError> mismatch() {
        return touches.stream().flatMap(it -> mismatch(it).stream()).findFirst();
    }

    Optional<AzureError> mismatch(Touch touch) {
        return identity.mismatch(touch.need(), touch.target());
    }
}
