package org.amana.policy;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Opening;
import org.amana.policy.CredentialTable.CredentialRow;
import org.amana.policy.DirectoryState.LiveCredential;
import org.amana.policy.PurposeTable.PurposeRow;
import org.amana.store.Catalog;
import org.amana.store.RootKey;

/// Who there is, which purposes there are, and which credentials were issued. Every change is durable in the
/// ledger and
/// in the catalog before the method returns, and takes effect with the next request.
///
/// Reads answer from memory and never block; safe for many threads.
public final class Directory {
    /// How long an expired credential is still recognised, so that its holder is told that it expired.
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final int SECRET_BYTES = 64;
    private static final int LONGEST_IMPORTED = 1_024;
    private static final byte[] NO_SECRET = new byte[0];

    private final Catalog catalog;
    private final Register register;
    private final RootKey rootKey;
    private final RandomGenerator random;
    private final Runnable onChange;

    /// Guards every change; reads take [#state] as it is.
    private final ReentrantLock changing = new ReentrantLock();

    private volatile DirectoryState state;

    private Directory(
            Catalog catalog,
            Register register,
            RootKey rootKey,
            RandomGenerator random,
            Runnable onChange,
            DirectoryState state) {
        this.catalog = catalog;
        this.register = register;
        this.rootKey = rootKey;
        this.random = random;
        this.onChange = onChange;
        this.state = state;
    }

    /// Reads everything from the catalog, after settling what a crash left half done.
    ///
    /// @param random cryptographically strong; secrets come from it
    /// @param onChange called after each change took effect
    static Directory open(
            Catalog catalog, Register register, RootKey rootKey, RandomGenerator random, Runnable onChange) {
        StoredDirectory.settle(catalog, register);
        DirectoryState stored =
                StoredDirectory.read(catalog, rootKey, catalog.now().minus(REMEMBERED));
        return new Directory(catalog, register, rootKey, random, onChange, stored);
    }

    /// Makes the four purposes of a new account and their credentials: Stewardship, Reading room,
    /// Administration, and
    /// Machine reading. In a fresh installation they are P-1 to P-4. One person holds the three keys, so that a
    /// single
    /// operator can change purpose in the console.
    ///
    /// What an interrupted call made is kept, but for its keys, whose secrets nobody knows: they are ended and
    /// made
    /// anew. So call it again until it returned, and not after.
    public Bootstrap bootstrap(String account, Authority authority) {
        return changing(() -> new Founding(this, authority).of(account));
    }

    public Principal addPrincipal(String name, Principal.Kind kind, Authority authority) {
        return changing(() -> {
            Principal principal = catalog.commit(transaction -> {
                int number = transaction
                        .first("SELECT ifnull(max(number), 0) + 1 AS next FROM principal", row -> row.integer("next"))
                        .orElse(1);
                Principal added = new Principal(new PrincipalId(number), name, kind);
                transaction.update(
                        "INSERT INTO principal VALUES (?, ?, ?)",
                        number,
                        added.name(),
                        added.kind().word());
                return added;
            });
            changed(state.with(principal));
            return principal;
        });
    }

    /// The principal of this name and kind, added when there is none.
    public Principal principalNamed(String name, Principal.Kind kind, Authority authority) {
        return changing(() -> state.principals().stream()
                .filter(principal -> principal.name().equals(name) && principal.kind() == kind)
                .findFirst()
                .orElseGet(() -> addPrincipal(name, kind, authority)));
    }

    /// Everybody, by rising id.
    public List<Principal> principals() {
        return state.principals();
    }

    public Optional<Principal> principal(PrincipalId id) {
        return state.principal(id);
    }

    /// Writes down a purpose; it is not in force before [#activate].
    public Purpose propose(PurposeDraft draft, Authority authority) {
        return changing(() -> add(draft, Purpose.State.PROPOSED, Role.NONE, authority));
    }

    /// Puts a proposed purpose in force.
    ///
    /// @throws AmanaException `CONDITION_NOT_MET` if it is not proposed
    public Purpose activate(PurposeId id, Authority authority) {
        return change(id, authority, purpose -> {
            requireState(purpose, Purpose.State.PROPOSED);
            return purpose.with(Purpose.State.ACTIVE);
        });
    }

    /// Changes what a purpose may use. Keys issued for it go on, under the new scope.
    ///
    /// @throws AmanaException `CONDITION_NOT_MET` if it has ended
    public Purpose rescope(PurposeId id, Scope scope, Authority authority) {
        return change(id, authority, purpose -> alive(purpose).with(scope));
    }

    /// Lets a purpose live on, from now, and Amana's own credentials for it with it. Keys are issued anew by
    /// whoever
    /// gives them out.
    ///
    /// @param life at most 365 days
    /// @throws AmanaException `CONDITION_NOT_MET` if it has ended
    public Purpose renew(PurposeId id, Duration life, Authority authority) {
        PurposeDraft.checkLife(life);
        return changing(() -> {
            Purpose renewed = change(
                    id, authority, purpose -> alive(purpose).with(catalog.now().plus(life)));
            for (Credential credential : state.credentials()) {
                boolean own = credential.kind() == Credential.Kind.INTERNAL;
                if (own && credential.purpose().equals(id) && inForce(renewed)) {
                    end(credential.id(), authority);
                    issueInternal(renewed, credential.principal(), authority);
                }
            }
            return renewed;
        });
    }

    /// Says who may approve more than the day's volume.
    public Purpose nameApprovers(PurposeId id, List<PrincipalId> approvers, Authority authority) {
        approvers.forEach(this::required);
        return change(id, authority, purpose -> alive(purpose).withApprovers(approvers));
    }

    /// Flags a purpose with a prohibited practice that it was found to serve: from now on everything under it is
    /// refused. There is no way back; a purpose that was flagged in error is made anew.
    public Purpose flag(PurposeId id, Practice practice, Authority authority) {
        return change(id, authority, purpose -> purpose.with(practice));
    }

    /// Ends a purpose for good and all credentials issued for it.
    public Purpose end(PurposeId id, Authority authority) {
        return changing(() -> {
            Purpose ended = change(id, authority, purpose -> alive(purpose).with(Purpose.State.ENDED));
            for (Credential credential : state.credentials()) {
                if (credential.purpose().equals(id)) {
                    end(credential.id(), authority);
                }
            }
            return ended;
        });
    }

    /// Every purpose of an account, the ended ones too, by rising id.
    public List<Purpose> purposes(String account) {
        return state.purposes().stream()
                .map(PurposeRow::purpose)
                .filter(purpose -> purpose.account().equals(account))
                .toList();
    }

    public Optional<Purpose> purpose(PurposeId id) {
        return state.purpose(id).map(PurposeRow::purpose);
    }

    /// The purposes that a principal holds a credential for, by rising id.
    public List<Purpose> purposesOf(PrincipalId principal) {
        return state.purposes().stream()
                .map(PurposeRow::purpose)
                .filter(purpose -> state.member(principal, purpose.id()))
                .toList();
    }

    /// Makes an access key for an active purpose. It never outlives its purpose.
    ///
    /// @param life at most 90 days
    /// @throws AmanaException `PURPOSE_INACTIVE` if the purpose is not in force; `INVALID_ARGUMENT` if the life
    ///     is too
    ///     long or the account has [Keys#MOST_ACTIVE] keys already
    public NewKey issueKey(PurposeId purpose, PrincipalId principal, Duration life, Authority authority) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        Credential credential = changing(() -> key(purpose, principal, life, secret, authority));
        return new NewKey(credential, Base64.getEncoder().encodeToString(secret));
    }

    /// Takes over a key that was made elsewhere, for development only. Importing it again while more than half of
    /// its life is left changes nothing; later, it is ended and taken over anew.
    ///
    /// @param secret the bytes that requests are signed with; 1 to 1,024
    public Credential importKey(PurposeId purpose, PrincipalId principal, byte[] secret, Authority authority) {
        if (secret.length < 1 || secret.length > LONGEST_IMPORTED) {
            throw invalid("an imported key has 1 to " + LONGEST_IMPORTED + " bytes, not " + secret.length);
        }
        Duration life = Credential.Kind.ACCESS_KEY.longest();
        return changing(() -> {
            Optional<Credential> present = imported(purpose, principal, secret);
            if (present.isPresent()) {
                Instant halfWay = present.get().expires().minus(life.dividedBy(2));
                if (catalog.now().isBefore(halfWay)) {
                    return present.get();
                }
                end(present.get().id(), authority);
            }
            return key(purpose, principal, life, secret.clone(), authority);
        });
    }

    /// Ends every access key of the purposes `development` but those to keep. Keys that everybody knows are good for no
    /// longer than somebody asks for them.
    public void endDevelopmentKeys(Set<CredentialId> kept, Authority authority) {
        changing(() -> {
            Set<PurposeId> purposes = state.purposes().stream()
                    .filter(row -> row.role().equals(Role.DEVELOPMENT))
                    .map(row -> row.purpose().id())
                    .collect(Collectors.toUnmodifiableSet());
            List<CredentialId> ending = state.credentials().stream()
                    .filter(credential -> credential.kind() == Credential.Kind.ACCESS_KEY)
                    .filter(credential -> purposes.contains(credential.purpose()) && !kept.contains(credential.id()))
                    .map(Credential::id)
                    .toList();
            ending.forEach(id -> end(id, authority));
            return ending;
        });
    }

    /// Ends a credential; a request signed with it from now on is unknown.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if it is not in force
    public Credential end(CredentialId id, Authority authority) {
        return changing(() -> {
            Credential credential = state.credential(id)
                    .orElseThrow(() ->
                            new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "credential " + id + " is not in force"));
            requireReach(authority, credential.account());
            register.enter(new Register.Step(
                    (transaction, since) -> CredentialTable.prepareEnd(transaction, id, since),
                    draft(credential, "ended"),
                    opening(credential, authority),
                    (transaction, entry) -> CredentialTable.confirmEnd(transaction, id, entry),
                    (transaction, since) -> CredentialTable.withdrawEnd(transaction, id)));
            changed(state.without(id));
            return credential;
        });
    }

    /// The access keys and internal credentials of an account that are worth something now, by rising id.
    public List<Credential> credentials(String account) {
        Instant now = catalog.now();
        return state.credentials().stream()
                .filter(credential -> credential.account().equals(account))
                .filter(credential -> credential.kind() != Credential.Kind.SESSION)
                .filter(credential -> now.isBefore(credential.expires()))
                .toList();
    }

    /// Amana's own credential for reading this account's data by machine; never shown to anybody.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if the account has none
    public Credential machineCredential(String account) {
        return state.credentials().stream()
                .filter(credential -> credential.account().equals(account))
                .filter(credential -> credential.kind() == Credential.Kind.INTERNAL)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.RESOURCE_NOT_FOUND, "account " + account + " has no credential for machine reading"));
    }

    /// The purpose `development` of an account, made when absent. For `--dev` only.
    public Purpose development(String account, Authority authority) {
        return changing(() -> new Founding(this, authority).development(account));
    }

    DirectoryState state() {
        return state;
    }

    /// Whether a purpose is active and has not expired.
    boolean inForce(Purpose purpose) {
        return purpose.state() == Purpose.State.ACTIVE && !purpose.expiredAt(catalog.now());
    }

    /// Issues a session, whose token is known by its hash.
    Credential session(Purpose purpose, Principal principal, byte[] tokenHash) {
        return changing(() -> {
            requireInForce(purpose);
            Instant now = catalog.now();
            Credential credential = credential(
                    Credential.Kind.SESSION, purpose, principal, now, now.plus(Credential.Kind.SESSION.longest()));
            issue(
                    new CredentialRow(credential, Optional.empty(), Optional.of(tokenHash)),
                    new LiveCredential(credential, NO_SECRET, DirectoryState.hex(tokenHash)),
                    Authority.operator("session"));
            return credential;
        });
    }

    /// Forgets credentials that expired some time ago.
    void forgetExpired() {
        Instant before = catalog.now().minus(REMEMBERED);
        if (state.credentials().stream()
                .anyMatch(credential -> !credential.expires().isAfter(before))) {
            changing(() -> {
                changed(state.withoutExpired(before));
                return true;
            });
        }
    }

    // Purposes

    /// Writes down a purpose, in whatever state it begins.
    Purpose add(PurposeDraft draft, Purpose.State inState, String role, Authority authority) {
        requireReach(authority, draft.account());
        draft.approvers().forEach(this::required);
        int number = catalog.read(PurposeTable::nextNumber);
        Purpose purpose = new Purpose(
                new PurposeId(number),
                draft.account(),
                1,
                draft.title(),
                draft.dpv(),
                draft.legalBasis(),
                draft.scope(),
                catalog.now().plus(draft.life()),
                inState,
                draft.approvers(),
                Set.of());
        return enter(new PurposeRow(purpose, role), authority);
    }

    private Purpose change(PurposeId id, Authority authority, UnaryOperator<Purpose> change) {
        return changing(() -> {
            PurposeRow row = state.purpose(id)
                    .orElseThrow(() -> new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "there is no purpose " + id));
            requireReach(authority, row.purpose().account());
            return enter(new PurposeRow(change.apply(row.purpose()).nextVersion(), row.role()), authority);
        });
    }

    private Purpose enter(PurposeRow row, Authority authority) {
        Purpose purpose = row.purpose();
        register.enter(new Register.Step(
                (transaction, since) -> PurposeTable.prepare(transaction, row, since),
                PurposeTable.draft(purpose),
                Opening.ofActor(authority.actor()),
                (transaction, entry) -> PurposeTable.confirm(transaction, purpose.id(), purpose.version(), entry),
                (transaction, since) -> PurposeTable.withdraw(transaction, purpose.id(), purpose.version())));
        changed(state.with(row));
        return purpose;
    }

    private static Purpose alive(Purpose purpose) {
        if (purpose.state() == Purpose.State.ENDED) {
            throw new AmanaException(ErrorCode.CONDITION_NOT_MET, "purpose " + purpose.label() + " has ended");
        }
        return purpose;
    }

    private static void requireState(Purpose purpose, Purpose.State state) {
        if (purpose.state() != state) {
            throw new AmanaException(
                    ErrorCode.CONDITION_NOT_MET,
                    "purpose " + purpose.label() + " is " + purpose.state().word() + ", not " + state.word());
        }
    }

    private void requireInForce(Purpose purpose) {
        if (!inForce(purpose)) {
            throw new AmanaException(
                    ErrorCode.PURPOSE_INACTIVE,
                    "purpose " + purpose.label() + " is not in force: no credential can be made for it");
        }
    }

    // Credentials

    private Optional<Credential> imported(PurposeId purpose, PrincipalId principal, byte[] secret) {
        return purpose(purpose).stream()
                .flatMap(known -> state.keys(known.account()).stream())
                .filter(key -> MessageDigest.isEqual(key.secret(), secret))
                .map(LiveCredential::credential)
                .filter(key ->
                        key.purpose().equals(purpose) && key.principal().id().equals(principal))
                .findFirst();
    }

    private Credential key(
            PurposeId purposeId, PrincipalId principalId, Duration life, byte[] secret, Authority authority) {
        Purpose purpose = purpose(purposeId)
                .orElseThrow(() -> new AmanaException(ErrorCode.PURPOSE_REQUIRED, "there is no purpose " + purposeId));
        requireInForce(purpose);
        Duration longest = Credential.Kind.ACCESS_KEY.longest();
        if (life.isNegative() || life.isZero() || life.compareTo(longest) > 0) {
            throw invalid("an access key lives at most " + longest.toDays() + " days, not " + life);
        }
        Instant now = catalog.now();
        long active = state.keys(purpose.account()).stream()
                .filter(key -> now.isBefore(key.credential().expires()))
                .count();
        if (active >= Keys.MOST_ACTIVE) {
            throw invalid("account " + purpose.account() + " has " + active + " active keys already: end one first");
        }
        Credential credential =
                credential(Credential.Kind.ACCESS_KEY, purpose, required(principalId), now, now.plus(life));
        byte[] wrapped = rootKey.wrap(secret, CredentialTable.boundTo(credential.id()));
        issue(
                new CredentialRow(credential, Optional.of(wrapped), Optional.empty()),
                new LiveCredential(credential, secret, ""),
                authority);
        return credential;
    }

    /// Issues a credential of Amana's own, which lives as long as its purpose.
    Credential issueInternal(Purpose purpose, Principal principal, Authority authority) {
        return changing(() -> {
            requireInForce(purpose);
            Credential credential =
                    credential(Credential.Kind.INTERNAL, purpose, principal, catalog.now(), purpose.expires());
            issue(
                    new CredentialRow(credential, Optional.empty(), Optional.empty()),
                    new LiveCredential(credential, NO_SECRET, ""),
                    authority);
            return credential;
        });
    }

    private Credential credential(
            Credential.Kind kind, Purpose purpose, Principal principal, Instant issued, Instant expires) {
        int number = catalog.read(CredentialTable::nextNumber);
        return new Credential(
                new CredentialId(number),
                kind,
                purpose.account(),
                principal,
                purpose.id(),
                issued,
                expires.isBefore(purpose.expires()) ? expires : purpose.expires());
    }

    private void issue(CredentialRow row, LiveCredential live, Authority authority) {
        Credential credential = row.credential();
        requireReach(authority, credential.account());
        register.enter(new Register.Step(
                (transaction, since) -> CredentialTable.prepare(transaction, row, since),
                draft(credential, "active"),
                opening(credential, authority),
                (transaction, entry) -> CredentialTable.confirm(transaction, credential.id(), entry),
                (transaction, since) -> CredentialTable.withdraw(transaction, credential.id())));
        changed(state.with(live));
    }

    /// The holder is the actor; on whose authority it was, stands where an access has its client.
    private static Opening opening(Credential credential, Authority authority) {
        return new Opening(credential.principal().id().toString(), "", authority.actor(), "");
    }

    private static EntryDraft draft(Credential credential, String state) {
        return new EntryDraft.Credential(
                credential.id().toString(),
                credential.kind().word(),
                credential.purpose().toString(),
                credential.expires().getEpochSecond(),
                state);
    }

    // Principals

    private Principal required(PrincipalId id) {
        return state.principal(id)
                .orElseThrow(() -> new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "there is no principal " + id));
    }

    static void requireReach(Authority authority, String account) {
        if (authority instanceof Authority.ByPermit permit && !permit.account().equals(account)) {
            throw new AmanaException(
                    ErrorCode.PURPOSE_FORBIDS_ACTION,
                    "an administrator of account " + permit.account() + " cannot change account " + account);
        }
    }

    private static AmanaException invalid(String message) {
        return new AmanaException(ErrorCode.INVALID_ARGUMENT, message);
    }

    // State

    private <T> T changing(Supplier<T> change) {
        changing.lock();
        try {
            return change.get();
        } finally {
            changing.unlock();
        }
    }

    private void changed(DirectoryState next) {
        state = next;
        onChange.run();
    }
}
