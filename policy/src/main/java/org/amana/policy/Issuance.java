package org.amana.policy;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Opening;
import org.amana.policy.CredentialTable.CredentialRow;
import org.amana.policy.DirectoryState.LiveCredential;
import org.amana.policy.DirectoryState.Membership;
import org.amana.policy.PurposeTable.PurposeRow;
import org.amana.store.Catalog;
import org.amana.store.RootKey;

/// Issues credentials and ends them: each issue and each end is a row and an entry. No credential outlives its
/// purpose, and none is made for a purpose that is not in force. Safe for many threads.
final class Issuance {
    /// So many sessions one has at a time for a purpose; the next ends the eldest.
    static final int MOST_SESSIONS = 32;

    private static final int LONGEST_IMPORTED = 1_024;
    private static final byte[] NO_SECRET = new byte[0];

    private final Catalog catalog;
    private final Register register;
    private final InstantSource clock;
    private final RootKey rootKey;
    private final DirectoryBook book;

    Issuance(Catalog catalog, Register register, InstantSource clock, RootKey rootKey, DirectoryBook book) {
        this.catalog = catalog;
        this.register = register;
        this.clock = clock;
        this.rootKey = rootKey;
        this.book = book;
    }

    /// Issues an access key.
    ///
    /// @param secret the bytes that requests are signed with; not to be changed afterwards
    Credential key(PurposeId purposeId, PrincipalId holder, Duration life, byte[] secret, Authority authority) {
        return book.changing(() -> {
            Purpose purpose = requireInForce(purposeId);
            requireMayGive(authority, purpose);
            requireLife(life);
            Instant now = clock.instant();
            requireRoom(purpose.account(), now);
            Credential credential =
                    credential(Credential.Kind.ACCESS_KEY, purpose, book.state().required(holder), now, now.plus(life));
            byte[] wrapped = rootKey.wrap(secret, CredentialTable.boundTo(credential.id()));
            issue(
                    new CredentialRow(credential, Optional.of(wrapped), Optional.empty(), Proof.NONE),
                    new LiveCredential(credential, secret, "", Proof.NONE),
                    authority);
            return credential;
        });
    }

    private void requireMayGive(Authority authority, Purpose purpose) {
        switch (authority) {
            case Authority.Operator _ -> {}
            case Authority.ByPermit permit -> {
                if (!mayGive(permit.administrator(), purpose)) {
                    throw new AmanaException(
                            ErrorCode.PURPOSE_FORBIDS_ACTION,
                            "a key for purpose " + purpose.label()
                                    + " is given out by who showed one for it, or for the stewardship, in the same"
                                    + " session, and by the operator (amana key add --purpose " + purpose.id() + ")");
                }
            }
        }
    }

    /// Whether an administrator may give out keys for a purpose. What a new key opens, whoever makes it can open: so it
    /// is no more than was shown, and administration by itself opens no data.
    boolean mayGive(Credential administrator, Purpose purpose) {
        DirectoryState state = book.state();
        Instant now = clock.instant();
        return Stream.concat(Stream.of(purpose), new InForce(state, now).having(Role.STEWARDSHIP, purpose.account()))
                .map(Purpose::id)
                .anyMatch(shown -> !state.shown(administrator, shown, now).isEmpty());
    }

    /// Whether a caller rests on a key that the operator gave out; see [Directory#isVouchedFor].
    boolean isVouchedFor(Credential caller) {
        return book.state().shown(caller, caller.purpose(), clock.instant()).stream()
                .anyMatch(key -> catalog.read(reader -> CredentialTable.entry(reader, key.id()))
                        .flatMap(register::clientOf)
                        .filter(Authority.Operator::isActor)
                        .isPresent());
    }

    private static void requireLife(Duration life) {
        Duration longest = Credential.Kind.ACCESS_KEY.longest();
        if (life.isNegative() || life.isZero() || life.compareTo(longest) > 0) {
            throw invalid("an access key lives at most " + longest.toDays() + " days, not " + life.toDays());
        }
    }

    private void requireRoom(String account, Instant now) {
        long active = book.state().keys(account).stream()
                .filter(key -> now.isBefore(key.credential().expires()))
                .count();
        if (active >= Keys.MOST_ACTIVE) {
            throw invalid("account " + account + " has " + active + " active keys already: end one first");
        }
    }

    /// Takes over a key that was made elsewhere; see [Directory#importKey].
    Credential imported(PurposeId purpose, PrincipalId holder, byte[] secret, Authority authority) {
        if (secret.length < 1 || secret.length > LONGEST_IMPORTED) {
            throw invalid("an imported key has 1 to " + LONGEST_IMPORTED + " bytes, not " + secret.length);
        }
        Duration life = Credential.Kind.ACCESS_KEY.longest();
        return book.changing(() -> {
            Optional<Credential> present = present(purpose, holder, secret);
            if (present.isPresent()) {
                Instant halfWay = present.get().expires().minus(life.dividedBy(2));
                if (clock.instant().isBefore(halfWay)) {
                    return present.get();
                }
                end(present.get().id(), authority);
            }
            return key(purpose, holder, life, secret.clone(), authority);
        });
    }

    private Optional<Credential> present(PurposeId purpose, PrincipalId holder, byte[] secret) {
        return book.state().purpose(purpose).map(PurposeRow::purpose).stream()
                .flatMap(known -> book.state().keys(known.account()).stream())
                .filter(key -> MessageDigest.isEqual(key.secret(), secret))
                .map(LiveCredential::credential)
                .filter(key ->
                        key.purpose().equals(purpose) && key.principal().id().equals(holder))
                .findFirst();
    }

    /// Issues an admission.
    Credential admission(PurposeId purposeId, PrincipalId holder, Authority authority) {
        return book.changing(() -> {
            Purpose purpose = requireInForce(purposeId);
            return issueBare(
                    Credential.Kind.ADMISSION,
                    purpose,
                    book.state().required(holder),
                    clock.instant().plus(Credential.Kind.ADMISSION.longest()),
                    authority);
        });
    }

    /// Issues a session, whose token is known by its hash. It does not outlive the keys that it rests on.
    ///
    /// @throws AmanaException `PURPOSE_REQUIRED` if what was shown does not open the purpose
    Credential session(Purpose purpose, Principal holder, byte[] tokenHash, Proof proof) {
        return book.changing(() -> {
            requireInForce(purpose);
            Instant now = clock.instant();
            Authority authority = Authority.operator("session");
            Instant longest = now.plus(Credential.Kind.SESSION.longest());
            Instant last = book.state().keys(proof, holder.id(), purpose.id(), now).stream()
                    .map(Credential::expires)
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new AmanaException(
                            ErrorCode.PURPOSE_REQUIRED,
                            holder.name() + " (" + holder.id() + ") showed no access key in force for purpose "
                                    + purpose.label()));
            Instant end = last.isBefore(longest) ? last : longest;
            makeWay(new Membership(holder.id(), purpose.id()), authority);
            Credential credential = credential(Credential.Kind.SESSION, purpose, holder, now, end);
            issue(
                    new CredentialRow(credential, Optional.empty(), Optional.of(tokenHash), proof),
                    new LiveCredential(credential, NO_SECRET, DirectoryState.hex(tokenHash), proof),
                    authority);
            return credential;
        });
    }

    /// Ends the eldest sessions so that there is room for one more: whoever signs in again and again must not make it
    /// long to end a key.
    private void makeWay(Membership membership, Authority authority) {
        List<LiveCredential> sessions = book.state().sessions(membership, clock.instant());
        int over = sessions.size() + 1 - MOST_SESSIONS;
        if (over > 0) {
            endEach(
                    sessions.stream()
                            .limit(over)
                            .map(LiveCredential::credential)
                            .toList(),
                    authority);
        }
    }

    /// Issues a credential of Amana's own, which lives as long as its purpose.
    Credential own(Credential.Kind kind, Purpose purpose, Principal holder, Authority authority) {
        return book.changing(() -> {
            requireInForce(purpose);
            return issueBare(kind, purpose, holder, purpose.expires(), authority);
        });
    }

    /// Issues a credential that has no secret of its own.
    private Credential issueBare(
            Credential.Kind kind, Purpose purpose, Principal holder, Instant expires, Authority authority) {
        Credential credential = credential(kind, purpose, holder, clock.instant(), expires);
        issue(
                new CredentialRow(credential, Optional.empty(), Optional.empty(), Proof.NONE),
                new LiveCredential(credential, NO_SECRET, "", Proof.NONE),
                authority);
        return credential;
    }

    /// Ends a credential, and with a key the sessions that rest on it alone.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if it is not in force
    Credential end(CredentialId id, Authority authority) {
        return book.changing(() -> {
            Credential credential = book.state()
                    .credential(id)
                    .orElseThrow(() ->
                            new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "credential " + id + " is not in force"));
            endAll(List.of(credential), authority);
            return credential;
        });
    }

    /// Ends all credentials of a purpose, but sessions that have expired.
    void endAllOf(PurposeId purpose, Authority authority) {
        book.changing(() -> {
            Instant now = clock.instant();
            List<Credential> ending = book.state().credentials().stream()
                    .filter(credential -> credential.purpose().equals(purpose))
                    .filter(credential ->
                            credential.kind() != Credential.Kind.SESSION || now.isBefore(credential.expires()))
                    .toList();
            endAll(ending, authority);
            return true;
        });
    }

    /// Ends every access key of the purposes that have a role, but those to keep.
    void endKeys(String role, Set<CredentialId> kept, Authority authority) {
        book.changing(() -> {
            Set<PurposeId> purposes = book.state().purposes().stream()
                    .filter(row -> row.role().equals(role))
                    .map(row -> row.purpose().id())
                    .collect(Collectors.toUnmodifiableSet());
            List<Credential> ending = book.state().credentials().stream()
                    .filter(credential -> credential.kind() == Credential.Kind.ACCESS_KEY)
                    .filter(credential -> purposes.contains(credential.purpose()) && !kept.contains(credential.id()))
                    .toList();
            endAll(ending, authority);
            return true;
        });
    }

    /// Ends credentials that the directory knows, and with keys the sessions that rest on them alone: at most
    /// [#MOST_SESSIONS] for each, which nobody could use any more when the keys had ended.
    void endAll(List<Credential> credentials, Authority authority) {
        book.changing(() -> {
            endEach(credentials, authority);
            endEach(sessionsWithoutKey(credentials), authority);
            return true;
        });
    }

    private List<Credential> sessionsWithoutKey(List<Credential> ended) {
        Instant now = clock.instant();
        DirectoryState state = book.state();
        return ended.stream()
                .filter(credential -> credential.kind() == Credential.Kind.ACCESS_KEY)
                .map(Membership::of)
                .distinct()
                .flatMap(membership -> state.sessions(membership, now).stream())
                .filter(session -> !state.hasKey(session, now))
                .map(LiveCredential::credential)
                .toList();
    }

    private void endEach(List<Credential> credentials, Authority authority) {
        if (credentials.isEmpty()) {
            return;
        }
        credentials.forEach(credential -> authority.requireReach(credential.account()));
        List<Credential> ended = new ArrayList<>();
        try {
            register.enterAll(
                    credentials.stream()
                            .map(credential -> ending(credential, authority))
                            .toList(),
                    (_, place) -> ended.add(credentials.get(place)));
        } finally {
            book.become(book.state().without(ended, catalog.now()));
            if (ended.stream().anyMatch(each -> each.kind() == Credential.Kind.ACCESS_KEY)) {
                book.keysEnded();
            }
        }
    }

    private static Register.Step ending(Credential credential, Authority authority) {
        CredentialId id = credential.id();
        return new Register.Step(
                (transaction, since) -> CredentialTable.prepareEnd(transaction, id, since),
                draft(credential, "ended"),
                opening(credential, authority),
                (transaction, entry) -> CredentialTable.confirmEnd(transaction, id, entry),
                (transaction, since) -> CredentialTable.withdrawEnd(transaction, id));
    }

    private Purpose requireInForce(PurposeId id) {
        Purpose purpose = book.state()
                .purpose(id)
                .map(PurposeRow::purpose)
                .orElseThrow(() -> new AmanaException(ErrorCode.PURPOSE_REQUIRED, "there is no purpose " + id));
        requireInForce(purpose);
        return purpose;
    }

    private void requireInForce(Purpose purpose) {
        if (!purpose.inForceAt(clock.instant())) {
            throw new AmanaException(
                    ErrorCode.PURPOSE_INACTIVE,
                    "purpose " + purpose.label() + " is not in force: no credential can be made for it");
        }
    }

    private Credential credential(
            Credential.Kind kind, Purpose purpose, Principal holder, Instant issued, Instant expires) {
        int number = catalog.read(CredentialTable::nextNumber);
        return new Credential(
                new CredentialId(number),
                kind,
                purpose.account(),
                holder,
                purpose.id(),
                issued,
                expires.isBefore(purpose.expires()) ? expires : purpose.expires());
    }

    private void issue(CredentialRow row, LiveCredential live, Authority authority) {
        Credential credential = row.credential();
        authority.requireReach(credential.account());
        register.enter(new Register.Step(
                (transaction, since) -> CredentialTable.prepare(transaction, row, since),
                draft(credential, "active"),
                opening(credential, authority),
                (transaction, entry) -> CredentialTable.confirm(transaction, credential.id(), entry),
                (transaction, since) -> CredentialTable.withdraw(transaction, credential.id())));
        book.become(book.state().with(live));
    }

    /// The holder is the actor; on whose authority it was, stands where an access has its client.
    private static Opening opening(Credential credential, Authority authority) {
        return new Opening(credential.principal().id().toString(), "", authority.actor(), "");
    }

    /// What the ledger is told of it.
    static EntryDraft draft(Credential credential, String state) {
        return new EntryDraft.Credential(
                credential.id().toString(),
                credential.kind().word(),
                credential.purpose().toString(),
                credential.expires().getEpochSecond(),
                state);
    }

    private static AmanaException invalid(String message) {
        return new AmanaException(ErrorCode.INVALID_ARGUMENT, message);
    }
}
