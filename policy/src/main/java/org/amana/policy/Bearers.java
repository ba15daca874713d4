package org.amana.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;

/// Those who come with a token instead of a key. Who they are, and for which purpose they act, an issuer says that
/// the operator trusts; the first time it does, an *admission* is issued: a credential of one principal for one
/// purpose, in the ledger like any other, and to be ended like any other. What is shown are tokens and signatures
/// under it.
///
/// A user delegation key is derived from an admission and from what the key is for, under a key that only this server
/// has. So it need not be kept, and is worth nothing once its admission has ended. Safe for many threads.
public final class Bearers {
    /// An admission that ends sooner than this is not built on any more.
    private static final Duration TOO_SHORT = Duration.ofDays(1);

    private final Directory directory;
    private final DelegationKeys keys;

    Bearers(Directory directory, RootKey rootKey) {
        this.directory = directory;
        this.keys = new DelegationKeys(rootKey);
    }

    /// The credential that a token is: of its bearer, for the purpose it names, as long as it says.
    ///
    /// @param starts, ends of the token
    /// @throws AmanaException `PURPOSE_REQUIRED` when there is no such purpose, or it is Amana's own;
    ///     `PURPOSE_INACTIVE` when it is not in force and never was for this bearer;
    ///     `AUTHENTICATION_FAILED` when an admission of the bearer to it was ended after the token was made
    public Credential token(Vouched bearer, PurposeId purpose, Instant starts, Instant ends) {
        requireOpen(purpose);
        Optional<Principal> known = directory.state().principalNamed(bearer.principalName(), bearer.kind());
        known.ifPresent(principal -> requireNewerThanItsEnd(principal, purpose, starts));
        return known.flatMap(principal -> directory.admission(
                        principal, purpose, directory.clock().instant().plus(TOO_SHORT)))
                .orElseGet(() -> admit(bearer, purpose))
                .token(starts, ends);
    }

    /// The credential of those who come without one; empty when the account has no purpose `open` in force.
    public Optional<Credential> anybody(String account) {
        return directory
                .state()
                .anonymous(account)
                .filter(credential -> directory
                        .purpose(credential.purpose())
                        .filter(directory::inForce)
                        .isPresent());
    }

    /// Makes a user delegation key for the bearer of a token.
    ///
    /// @param token  the credential of that token
    /// @param fields all that the key is for, as it will stand in each signature
    /// @param until  the key's expiry
    /// @return 32 bytes
    /// @throws AmanaException `AUTHENTICATION_FAILED` when the credential is no token's
    public byte[] delegationKey(Credential token, List<String> fields, Instant until) {
        if (token.kind() != Credential.Kind.TOKEN) {
            throw new AmanaException(
                    ErrorCode.AUTHENTICATION_FAILED, "only the bearer of a token is given a user delegation key");
        }
        Credential base = directory
                .admission(token.principal(), token.purpose(), until)
                .orElseGet(() -> directory.admit(token.purpose(), token.principal(), authority(token.principal())));
        return keys.of(base, fields);
    }

    /// When a key for the bearer of a token ends at the latest: with the purpose.
    public Instant latestEnd(Credential token) {
        return directory.purpose(token.purpose()).map(Purpose::expires).orElse(Instant.MIN);
    }

    /// The admission whose delegation key passes the test: one of that subject in that account, in force or recently
    /// expired.
    ///
    /// @param test as for [Keys#matching]
    public Optional<Credential> matching(String account, String subject, List<String> fields, Predicate<byte[]> test) {
        Optional<Credential> found = directory.state().admissions(account).stream()
                .filter(admission -> Vouched.isOf(subject, admission.principal()))
                .filter(admission -> test.test(keys.of(admission, fields)))
                .findFirst();
        if (found.isEmpty()) {
            var _ = test.test(keys.ofNobody(fields)); // whether there is such a subject shows in no time
        }
        return found;
    }

    /// What was ended stays so for every token there may have been by then, as clocks differ; who signs in again after
    /// that is admitted again.
    private void requireNewerThanItsEnd(Principal principal, PurposeId purpose, Instant starts) {
        Instant ended = directory.state().admissionEnded(principal.id(), purpose);
        if (!starts.isAfter(ended)) {
            throw new AmanaException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    "the admission of " + principal.id() + " to " + purpose + " was ended at " + ended
                            + "; a token must be made later, by more than clocks may differ");
        }
    }

    private Credential admit(Vouched bearer, PurposeId purpose) {
        Authority authority = Authority.operator("token of " + bearer.issuer());
        Principal principal = directory.principalNamed(bearer.principalName(), bearer.kind());
        return directory.admit(purpose, principal, authority);
    }

    private void requireOpen(PurposeId purpose) {
        boolean open = directory
                .state()
                .purpose(purpose)
                .filter(row ->
                        !row.role().equals(Role.MACHINE_READING) && !row.role().equals(Role.OPEN))
                .isPresent();
        if (!open) {
            throw new AmanaException(ErrorCode.PURPOSE_REQUIRED, "there is no purpose " + purpose + " for tokens");
        }
    }

    private static Authority authority(Principal bearer) {
        return Authority.operator("user delegation key of " + bearer.id());
    }
}
