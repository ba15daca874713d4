package org.amana.policy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One access that somebody asks for: who, through which service, what, on which container or account, and what else
/// the same operation touches. Immutable; what is said of it more answers a changed copy.
public final class AccessRequest {
    private final Caller caller;
    private final Service service;
    private final Action action;
    private final Where where;
    private final Said said;
    private final List<AccessRequest> also;

    /// On what, with the facts of the moment.
    private sealed interface Where {
        AccountFacts account();

        /// The same with the facts of now.
        Where afresh();

        /// The account as a whole.
        record OnAccount(AccountFacts account) implements Where {
            @Override
            public Where afresh() {
                return this;
            }
        }

        /// @param told the containers of which something is told in this one
        record InContainer(Place place, List<Place> told) implements Where {
            @Override
            public AccountFacts account() {
                return place.box().accountFacts();
            }

            @Override
            public Where afresh() {
                Place fresh = place.afresh();
                if (told.isEmpty()) {
                    return fresh.equals(place) ? this : new InContainer(fresh, told);
                }
                return new InContainer(fresh, told.stream().map(Place::afresh).toList());
            }
        }
    }

    /// A container.
    ///
    /// @param now its facts when they are asked for again
    /// @param gone whether it was there, and was not any more when they were
    private record Place(BoxFacts box, Supplier<BoxFacts> now, boolean gone) {
        static Place of(Supplier<BoxFacts> facts) {
            return new Place(facts.get(), facts, false);
        }

        Place afresh() {
            BoxFacts there = now.get();
            return new Place(box.still(there), now, box.isGoneFrom(there));
        }
    }

    /// What a shared access signature says to it.
    ///
    /// @param refusal why it does not permit it, "" while it does
    /// @param now the same when it is asked for again
    private record Signature(String refusal, Supplier<String> now) {
        static final Signature SOUND = new Signature("", () -> "");

        Signature afresh() {
            String fresh = now.get();
            return fresh.equals(refusal) ? this : new Signature(fresh, now);
        }
    }

    /// What is said of it more; "" for nothing.
    private record Said(
            Set<String> features, String object, String individualCase, Signature signature, boolean carrier) {
        static final Said NOTHING = new Said(Set.of(), "", "", Signature.SOUND, false);

        Said afresh() {
            Signature fresh = signature.afresh();
            return fresh.equals(signature) ? this : with(fresh);
        }

        Said with(Signature other) {
            return new Said(features, object, individualCase, other, carrier);
        }
    }

    private AccessRequest(
            Caller caller, Service service, Action action, Where where, Said said, List<AccessRequest> also) {
        this.caller = caller;
        this.service = service;
        this.action = action;
        this.where = where;
        this.said = said;
        this.also = also;
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
        Where where = new Where.InContainer(Place.of(facts), List.of());
        return new AccessRequest(caller, service, action, where, Said.NOTHING, List.of());
    }

    /// A request on the account as a whole: its list of containers, its properties, a search over several
    /// containers.
    public static AccessRequest on(AccountFacts account, Caller caller, Service service, Action action) {
        return new AccessRequest(caller, service, action, new Where.OnAccount(account), Said.NOTHING, List.of());
    }

    /// With something else that the same operation touches. It is one access, allowed only if all of it is, and has
    /// one entry, which is about this; a refusal cites the rules about what was refused.
    ///
    /// @throws IllegalArgumentException when somebody else would touch it
    public AccessRequest alsoTouching(AccessRequest other) {
        if (!other.credential().equals(credential())) {
            throw new IllegalArgumentException(other + " is not part of " + this);
        }
        List<AccessRequest> all = Stream.concat(also.stream(), Stream.of(other)).toList();
        return new AccessRequest(caller, service, action, where, said, all);
    }

    /// With what is told in this container: whoever may look here learns something of those. It is refused unless what
    /// is declared keeps out of here whom it keeps out of there.
    ///
    /// @param others facts of the containers that something is told of, asked for like those of this one
    /// @throws IllegalArgumentException for a request on an account
    public AccessRequest tellingOf(Collection<Supplier<BoxFacts>> others) {
        if (!(where instanceof Where.InContainer(Place place, List<Place> told))) {
            throw new IllegalArgumentException(this + " is on no container in which something could be told");
        }
        List<Place> all =
                Stream.concat(told.stream(), others.stream().map(Place::of)).toList();
        return new AccessRequest(caller, service, action, new Where.InContainer(place, all), said, also);
    }

    /// With the words of what is done with the content, see [Feature].
    ///
    /// @throws IllegalArgumentException for a word of another shape
    public AccessRequest withFeatures(Set<String> words) {
        return with(new Said(
                Feature.checked(words), said.object(), said.individualCase(), said.signature(), said.carrier()));
    }

    /// With the name of what is touched, `container/blob` or the words of a query. It is committed to in the
    /// ledger under a salt, never public.
    public AccessRequest withObject(String name) {
        return with(new Said(said.features(), name, said.individualCase(), said.signature(), said.carrier()));
    }

    /// With the individual case (file number, warrant, ticket) that this access belongs to; committed to, never
    /// public.
    public AccessRequest withCase(String name) {
        return with(new Said(said.features(), said.object(), name, said.signature(), said.carrier()));
    }

    /// Says that the shared access signature itself does not permit this, for example `the signature permits r,
    /// not w`. The request still goes through the gate, which refuses and records it.
    public AccessRequest refusedBySignature(String reason) {
        return with(said.with(new Signature(reason, () -> reason)));
    }

    /// The same as long as there is a reason, which is asked for once more before anything happens: what a signature
    /// stands on may be taken away meanwhile.
    public AccessRequest unlessRefusedBySignature(Supplier<Optional<String>> reason) {
        Supplier<String> now = () -> reason.get().orElse("");
        return with(said.with(new Signature(now.get(), now)));
    }

    /// Says that it does nothing by itself and only carries other requests, each of which passes the gate: a batch.
    public AccessRequest carryingOthers() {
        return with(new Said(said.features(), said.object(), said.individualCase(), said.signature(), true));
    }

    private AccessRequest with(Said other) {
        return new AccessRequest(caller, service, action, where, other, also);
    }

    /// The same with the facts of all that it touches as they are now.
    AccessRequest afresh() {
        Where fresh = where.afresh();
        Said signed = said.afresh();
        if (also.isEmpty() && fresh.equals(where) && signed.equals(said)) {
            return this;
        }
        List<AccessRequest> others = also.stream().map(AccessRequest::afresh).toList();
        return new AccessRequest(caller, service, action, fresh, signed, others);
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
        return where.account();
    }

    /// Catches a plan that is carried out under a request for something else.
    ///
    /// @throws IllegalArgumentException when the request is on another account
    public void requireOn(String name) {
        if (!account().account().equals(name)) {
            throw new IllegalArgumentException(this + " is no request on account " + name);
        }
    }

    /// Absent for a request on the account as a whole.
    public Optional<BoxFacts> box() {
        return switch (where) {
            case Where.OnAccount _ -> Optional.empty();
            case Where.InContainer in -> Optional.of(in.place().box());
        };
    }

    /// Whether the container that it is on was there at first and is not any more, by the facts that it was asked for
    /// again with.
    boolean isGone() {
        return where instanceof Where.InContainer in && in.place().gone();
    }

    /// What else the same operation touches.
    List<AccessRequest> also() {
        return also;
    }

    /// The first container of which more would be told here than what is declared there allows.
    Optional<BoxFacts> betrayed() {
        return switch (where) {
            case Where.OnAccount _ -> Optional.empty();
            case Where.InContainer in when in.told().isEmpty() -> Optional.empty();
            case Where.InContainer(Place here, List<Place> told) ->
                told.stream()
                        .map(Place::box)
                        .filter(there -> here.box().exists() && !here.box().isAsClosedAs(there))
                        .findFirst();
        };
    }

    public Set<String> features() {
        return said.features();
    }

    public Optional<String> object() {
        return present(said.object());
    }

    public Optional<String> individualCase() {
        return present(said.individualCase());
    }

    public Optional<String> signatureRefusal() {
        return present(said.signature().refusal());
    }

    /// Whether the container is under legal hold or retention.
    public boolean held() {
        return box().filter(BoxFacts::held).isPresent();
    }

    /// Whether it only carries others.
    boolean carriesOthers() {
        return said.carrier();
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public String toString() {
        String place =
                account().account() + box().map(box -> "/" + box.container()).orElse("");
        return service.word() + " " + action.word() + " " + place + " by "
                + credential().id() + " for " + credential().purpose();
    }
}
