package org.amana.policy;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One access that somebody asks for: who, through which service, what, on which container or account. Immutable;
/// the `with` methods answer a changed copy.
public final class AccessRequest {
    private final Caller caller;
    private final Service service;
    private final Action action;
    private final AccountFacts account;

    /// Absent for a request on the account as a whole.
    private final @Nullable BoxFacts box;

    /// What they are when asked again.
    private final Supplier<? extends @Nullable BoxFacts> now;

    private final Set<String> features;
    private final String object;
    private final String individualCase;
    private final String signatureRefusal;
    private final boolean held;
    private final boolean carrier;

    private AccessRequest(
            Caller caller,
            Service service,
            Action action,
            AccountFacts account,
            @Nullable BoxFacts box,
            Supplier<? extends @Nullable BoxFacts> now,
            Set<String> features,
            String object,
            String individualCase,
            String signatureRefusal,
            boolean held,
            boolean carrier) {
        this.caller = caller;
        this.service = service;
        this.action = action;
        this.account = account;
        this.box = box;
        this.now = now;
        this.features = features;
        this.object = object;
        this.individualCase = individualCase;
        this.signatureRefusal = signatureRefusal;
        this.held = held;
        this.carrier = carrier;
    }

    /// A request on one container or something in it whose facts are chosen, not looked up: those of a deleted one, or
    /// those of the time that an event is of. They count however long it lasts.
    public static AccessRequest inAsKnown(BoxFacts box, Caller caller, Service service, Action action) {
        return in(() -> box, caller, service, action);
    }

    /// A request on one container or something in it.
    ///
    /// @param facts asked for now, and once more before anything happens, as much may be declared meanwhile
    public static AccessRequest in(Supplier<BoxFacts> facts, Caller caller, Service service, Action action) {
        BoxFacts box = facts.get();
        return new AccessRequest(
                caller, service, action, box.accountFacts(), box, facts, Set.of(), "", "", "", false, false);
    }

    /// A request on the account as a whole: its list of containers, its properties, a search over several
    /// containers.
    public static AccessRequest on(AccountFacts account, Caller caller, Service service, Action action) {
        return new AccessRequest(
                caller, service, action, account, null, () -> null, Set.of(), "", "", "", false, false);
    }

    /// With the words of what is done with the content, see [Feature].
    ///
    /// @throws IllegalArgumentException for a word of another shape
    public AccessRequest withFeatures(Set<String> words) {
        Set<String> checked = Feature.checked(words);
        return new AccessRequest(
                caller,
                service,
                action,
                account,
                box,
                now,
                checked,
                object,
                individualCase,
                signatureRefusal,
                held,
                carrier);
    }

    /// With the name of what is touched, `container/blob` or the words of a query. It is committed to in the
    /// ledger under a salt, never public.
    public AccessRequest withObject(String name) {
        return new AccessRequest(
                caller,
                service,
                action,
                account,
                box,
                now,
                features,
                name,
                individualCase,
                signatureRefusal,
                held,
                carrier);
    }

    /// With the individual case (file number, warrant, ticket) that this access belongs to; committed to, never
    /// public.
    public AccessRequest withCase(String name) {
        return new AccessRequest(
                caller, service, action, account, box, now, features, object, name, signatureRefusal, held, carrier);
    }

    /// Says that the shared access signature itself does not permit this, for example `the signature permits r,
    /// not w`. The request still goes through the gate, which refuses and records it.
    public AccessRequest refusedBySignature(String reason) {
        return new AccessRequest(
                caller, service, action, account, box, now, features, object, individualCase, reason, held, carrier);
    }

    /// Says that the very object is under legal hold or retention, beside what its container says.
    public AccessRequest withHold(boolean underHold) {
        return new AccessRequest(
                caller,
                service,
                action,
                account,
                box,
                now,
                features,
                object,
                individualCase,
                signatureRefusal,
                underHold,
                carrier);
    }

    /// Says that it does nothing by itself and only carries other requests, each of which passes the gate: a batch.
    public AccessRequest carryingOthers() {
        return new AccessRequest(
                caller,
                service,
                action,
                account,
                box,
                now,
                features,
                object,
                individualCase,
                signatureRefusal,
                held,
                true);
    }

    /// The same with the facts of its container as they are now. Another that has taken its name has nothing to do with
    /// it.
    AccessRequest afresh() {
        BoxFacts fresh = now.get();
        return box == null
                        || fresh == null
                        || fresh.equals(box)
                        || !fresh.boxPseudonym().equals(box.boxPseudonym())
                ? this
                : new AccessRequest(
                        caller,
                        service,
                        action,
                        account,
                        fresh,
                        now,
                        features,
                        object,
                        individualCase,
                        signatureRefusal,
                        held,
                        carrier);
    }

    public Caller caller() {
        return caller;
    }

    public Credential credential() {
        return caller.credential();
    }

    public Service service() {
        return service;
    }

    public Action action() {
        return action;
    }

    public AccountFacts account() {
        return account;
    }

    /// Catches a plan that is carried out under a request for something else.
    ///
    /// @throws IllegalArgumentException when the request is on another account
    public void requireOn(String name) {
        if (!account.account().equals(name)) {
            throw new IllegalArgumentException(this + " is no request on account " + name);
        }
    }

    public Optional<BoxFacts> box() {
        return Optional.ofNullable(box);
    }

    public Set<String> features() {
        return features;
    }

    public Optional<String> object() {
        return present(object);
    }

    public Optional<String> individualCase() {
        return present(individualCase);
    }

    public Optional<String> signatureRefusal() {
        return present(signatureRefusal);
    }

    /// Whether what is asked for is under legal hold or retention, by its container or by itself.
    public boolean held() {
        return held || (box != null && box.held());
    }

    /// Whether it only carries others.
    boolean carriesOthers() {
        return carrier;
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public String toString() {
        String where = box == null ? account.account() : account.account() + "/" + box.container();
        return service.word() + " " + action.word() + " " + where + " by "
                + credential().id() + " for " + credential().purpose();
    }
}
