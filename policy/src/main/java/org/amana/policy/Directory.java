package org.amana.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.amana.kernel.AmanaException;
import org.amana.policy.PurposeTable.PurposeRow;
import org.amana.store.Catalog;
import org.amana.store.RootKey;

/// Who there is, which purposes there are, and which credentials were issued. Every change is durable in the ledger
/// and in the catalog before the method returns, and takes effect with the next request. Principals stand in the
/// catalog alone: the ledger tells of them when something is issued to them.
///
/// A door, and not where things are done: what is asked is answered from [DirectoryState], and from [InForce] where
/// only what counts now is meant; what is changed, [Principals], [Purposes], [Issuance], [OwnCredentials] and
/// [Founding] change.
///
/// Reads answer from memory and never block; safe for many threads.
public final class Directory {
    /// How long an expired credential is still recognised, so that its holder is told that it expired.
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final int SECRET_BYTES = 64;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final DirectoryBook book;
    private final Principals principals;
    private final Purposes purposes;
    private final Issuance issuance;
    private final OwnCredentials own;

    private Directory(
            Catalog catalog,
            Register register,
            InstantSource clock,
            RootKey rootKey,
            RandomGenerator random,
            DirectoryBook book) {
        this.clock = clock;
        this.random = random;
        this.book = book;
        this.principals = new Principals(catalog, book);
        this.purposes = new Purposes(catalog, register, clock, book);
        this.issuance = new Issuance(catalog, register, clock, rootKey, book);
        this.own = new OwnCredentials(catalog, clock, book, principals, issuance);
    }

    /// Reads everything from the catalog, after settling what a crash left half done.
    ///
    /// @param clock by which purposes and credentials are in force
    /// @param random cryptographically strong; secrets come from it
    /// @param onChange called after each change took effect
    static Directory open(
            Catalog catalog,
            Register register,
            InstantSource clock,
            RootKey rootKey,
            RandomGenerator random,
            Runnable onChange) {
        StoredDirectory.settle(catalog, register);
        DirectoryState stored =
                StoredDirectory.read(catalog, register, rootKey, clock.instant().minus(REMEMBERED));
        return new Directory(catalog, register, clock, rootKey, random, new DirectoryBook(stored, onChange));
    }

    /// Makes the four purposes of a new account and their credentials: Stewardship, Reading room, Administration, and
    /// Machine reading. In a fresh installation they are P-1 to P-4. One person holds the three keys, so that a
    /// single operator can change purpose in the console.
    ///
    /// What an interrupted call made is kept, but for its keys, whose secrets nobody knows: they are ended and made
    /// anew. So call it again until it returned, and not after.
    public Bootstrap bootstrap(String account, Authority authority) {
        return book.changing(() -> founding(authority).of(account));
    }

    /// Has somebody told whenever keys have ended, by themselves or with their purpose. Only who ended them waits for
    /// it. What ends by time is not told.
    ///
    /// @param listener one; it must not throw
    public void onKeysEnded(Runnable listener) {
        book.onKeysEnded(listener);
    }

    // Principals

    /// Adds one, whoever else has the name.
    ///
    /// @throws IllegalArgumentException if the name is empty, too long, or has characters that are not to be seen
    Principal addPrincipal(String name, Principal.Kind kind) {
        return principals.add(name, kind);
    }

    /// The principal of this name and kind, added when there is none.
    public Principal principalNamed(String name, Principal.Kind kind) {
        return principals.named(name, kind);
    }

    /// Everybody, by rising id.
    public List<Principal> principals() {
        return state().principals();
    }

    public Optional<Principal> principal(PrincipalId id) {
        return state().principal(id);
    }

    // Purposes

    /// Writes down a purpose; it is not in force before [#activate].
    public Purpose propose(PurposeDraft draft, Authority authority) {
        return add(draft, Purpose.State.PROPOSED, Role.NONE, authority);
    }

    /// Writes down a purpose, in whatever state it begins.
    Purpose add(PurposeDraft draft, Purpose.State inState, String role, Authority authority) {
        return purposes.add(draft, inState, role, authority);
    }

    /// Puts a proposed purpose in force.
    ///
    /// @throws AmanaException `CONDITION_NOT_MET` if it is not proposed
    public Purpose activate(PurposeId id, Authority authority) {
        return purposes.activate(id, authority);
    }

    /// Changes what a purpose may use. Keys issued for it go on, under the new scope.
    ///
    /// @throws AmanaException `CONDITION_NOT_MET` if it has ended
    public Purpose rescope(PurposeId id, Scope scope, Authority authority) {
        return purposes.changeAlive(id, authority, purpose -> purpose.with(scope));
    }

    /// Lets a purpose live on, from now, and Amana's own credentials for it with it. Keys are issued anew by whoever
    /// gives them out.
    ///
    /// @param life at most 365 days
    /// @throws AmanaException `CONDITION_NOT_MET` if it has ended
    public Purpose renew(PurposeId id, Duration life, Authority authority) {
        PurposeDraft.checkLife(life);
        return book.changing(() -> {
            Purpose renewed = purposes.changeAlive(
                    id, authority, purpose -> purpose.with(clock.instant().plus(life)));
            if (inForce(renewed)) {
                own.renew(renewed, authority);
            }
            return renewed;
        });
    }

    /// Flags a purpose with a prohibited practice that it was found to serve: from now on everything under it is
    /// refused. There is no way back; a purpose that was flagged in error is made anew.
    public Purpose flag(PurposeId id, Practice practice, Authority authority) {
        return purposes.change(id, authority, purpose -> purpose.with(practice));
    }

    /// Ends a purpose for good and all credentials issued for it.
    public Purpose end(PurposeId id, Authority authority) {
        return book.changing(() -> {
            Purpose ended = purposes.changeAlive(id, authority, purpose -> purpose.with(Purpose.State.ENDED));
            book.keysEnded();
            issuance.endAllOf(id, authority);
            return ended;
        });
    }

    /// Every purpose of an account, the ended ones too, by rising id.
    public List<Purpose> purposes(String account) {
        return state().purposes(account);
    }

    public Optional<Purpose> purpose(PurposeId id) {
        return state().purpose(id).map(PurposeRow::purpose);
    }

    /// The purposes that a principal holds a credential for, by rising id.
    public List<Purpose> purposesOf(PrincipalId principal) {
        return state().purposesOf(principal);
    }

    /// The purpose `development` of an account, made when absent. For `--dev` only.
    public Purpose development(String account, Authority authority) {
        return book.changing(() -> founding(authority).development(account));
    }

    /// The purpose `open` of an account, made when absent. From then on containers of the account can be declared
    /// open to everybody; each of them still must be.
    ///
    /// @param bytes, objects that everybody together may read in a day
    public Purpose open(String account, long bytes, long objects, Authority authority) {
        return book.changing(() -> founding(authority).open(account, bytes, objects));
    }

    // Credentials

    /// Makes an access key for an active purpose. It never outlives its purpose.
    ///
    /// @param life at most 90 days
    /// @throws AmanaException `PURPOSE_INACTIVE` if the purpose is not in force; `INVALID_ARGUMENT` if the life is
    ///     too long or the account has [Keys#MOST_ACTIVE] keys already;
    ///     `PURPOSE_FORBIDS_ACTION` to an administrator as [#mayGiveKeys] says
    public NewKey issueKey(PurposeId purpose, PrincipalId principal, Duration life, Authority authority) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        Credential credential = issuance.key(purpose, principal, life, secret, authority);
        return new NewKey(credential, Base64.getEncoder().encodeToString(secret));
    }

    /// Whether an administrator may give out keys for a purpose: who showed a key for it, or for the stewardship of the
    /// account.
    ///
    /// @param administrator a session, or a key
    public boolean mayGiveKeys(Credential administrator, PurposeId purpose) {
        return purpose(purpose)
                .filter(known -> issuance.mayGive(administrator, known))
                .isPresent();
    }

    /// Whether a caller rests on a key that the operator gave out at the machine. Who gave it out stands in the sealed
    /// half of the key's entry; once that is erased nobody knows it any more.
    boolean isVouchedFor(Credential caller) {
        return issuance.isVouchedFor(caller);
    }

    /// Takes over a key that was made elsewhere, for development only. Importing it again while more than half of its
    /// life is left changes nothing; later, it is ended and taken over anew.
    ///
    /// @param secret the bytes that requests are signed with; 1 to 1,024
    public Credential importKey(PurposeId purpose, PrincipalId principal, byte[] secret, Authority authority) {
        return issuance.imported(purpose, principal, secret, authority);
    }

    /// Ends every access key of the purposes `development` but those to keep. Keys that everybody knows are good for no
    /// longer than somebody asks for them.
    public void endDevelopmentKeys(Set<CredentialId> kept, Authority authority) {
        issuance.endKeys(Role.DEVELOPMENT, kept, authority);
    }

    /// Ends a credential; a request signed with it from now on is unknown, and the console sessions that were begun
    /// with a key end with it.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if it is not in force
    public Credential end(CredentialId id, Authority authority) {
        return issuance.end(id, authority);
    }

    /// The access keys and internal credentials of an account that are worth something now, by rising id.
    public List<Credential> credentials(String account) {
        return inForceNow().credentials(account);
    }

    /// The purpose under which the operator of an account acts, and Amana by itself; empty once it has ended or
    /// expired.
    public Optional<Purpose> stewardship(String account) {
        return inForceNow().having(Role.STEWARDSHIP, account).findFirst();
    }

    /// The purpose under which machines read an account's files; empty once it has ended or expired.
    public Optional<Purpose> machineReading(String account) {
        return inForceNow().having(Role.MACHINE_READING, account).findFirst();
    }

    /// Brings the stewardship of an account back: one that expired goes on under its id, one that was ended is made
    /// anew. One in force stays as it is.
    public Purpose restoreStewardship(String account, Authority authority) {
        return book.changing(() -> founding(authority).stewardship(account));
    }

    /// The name of who holds the first keys of an account.
    public static String steward(String account) {
        return Founding.steward(account);
    }

    /// Whether this is the secret of an access key for a purpose, and both are in force.
    public boolean isInForce(PurposeId id, byte[] secret) {
        return inForceNow().hasKey(id, secret);
    }

    /// The steward's own key for it, if one is in force. Those of other people for the same purpose are theirs.
    public Optional<Credential> stewardKey(String account) {
        InForce inForce = inForceNow();
        return inForce.having(Role.STEWARDSHIP, account)
                .findFirst()
                .flatMap(stewardship -> inForce.key(stewardship, Founding.steward(account)));
    }

    /// Amana's own credential for reading this account's data by machine; never shown to anybody.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if the account has none
    public Credential machineCredential(String account) {
        return own.ofMachine(account);
    }

    /// Amana's own credential for doing something by itself under a purpose, issued when there is none in force.
    ///
    /// @param service what does it; principals of that name are made when absent
    /// @throws AmanaException `PURPOSE_INACTIVE` if the purpose is not in force; `RESOURCE_NOT_FOUND`
    public Credential serviceCredential(PurposeId purpose, String service, Authority authority) {
        return own.ofService(purpose, service, authority);
    }

    /// The same if it is in force.
    public Optional<Credential> serviceCredential(PurposeId purpose, String service) {
        return inForceNow().ofService(purpose, service);
    }

    /// The newest admission of a principal to a purpose that lasts at least until a moment, or as long as the purpose
    /// does.
    Optional<Credential> admission(Principal principal, PurposeId purpose, Instant until) {
        return state().admission(principal, purpose, until);
    }

    /// Admits a principal to a purpose that is in force, on an issuer's word.
    ///
    /// @throws AmanaException `PURPOSE_INACTIVE` if it is not
    Credential admit(PurposeId purpose, Principal principal, Authority authority) {
        return issuance.admission(purpose, principal.id(), authority);
    }

    /// Issues a session, whose token is known by its hash.
    ///
    /// @throws AmanaException `PURPOSE_REQUIRED` if what was shown does not open the purpose
    Credential session(Purpose purpose, Principal principal, byte[] tokenHash, Proof proof) {
        return issuance.session(purpose, principal, tokenHash, proof);
    }

    /// Forgets credentials that expired some time ago.
    void forgetExpired() {
        book.forgetExpired(clock.instant().minus(REMEMBERED));
    }

    private Founding founding(Authority authority) {
        return new Founding(this, own, authority);
    }

    DirectoryState state() {
        return book.state();
    }

    /// What of it is in force at this moment.
    InForce inForceNow() {
        return new InForce(state(), clock.instant());
    }

    /// The clock by which purposes and credentials are in force: the time of day, but never before the ledger's last
    /// entry.
    public InstantSource clock() {
        return clock;
    }

    /// Whether a purpose is active and has not expired.
    public boolean inForce(Purpose purpose) {
        return purpose.inForceAt(clock.instant());
    }
}
