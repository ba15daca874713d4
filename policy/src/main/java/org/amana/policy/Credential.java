package org.amana.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// What a caller shows: issued to one principal for exactly one purpose of one account, until it expires. It
/// carries no secret.
///
/// @param issued when it was made; of a shared access signature the start it states, else the moment it is used
/// @param expires the first instant at which it is worth nothing
public record Credential(
        CredentialId id,
        Kind kind,
        String account,
        Principal principal,
        PurposeId purpose,
        Instant issued,
        Instant expires) {

    /// How a credential is shown, and how long one may live.
    public enum Kind {
        ACCESS_KEY(Duration.ofDays(90)),
        /// A shared access signature: made by a client with an access key or a user delegation key, and bound to it.
        SAS(Duration.ofDays(7)),
        /// That an issuer of tokens vouches for a principal and a purpose. Never shown itself.
        ADMISSION(Duration.ofDays(90)),
        /// A bearer token of an issuer, under an admission.
        TOKEN(Duration.ofHours(30)),
        /// A console session.
        SESSION(Duration.ofHours(12)),
        /// Amana's own, never shown to anybody; it lives as long as its purpose.
        INTERNAL(Duration.ofDays(366)),
        /// Of everybody who comes without any, for the purpose `open`; it lives as long as that.
        ANONYMOUS(Duration.ofDays(366));

        private final Duration longest;
        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        Kind(Duration longest) {
            this.longest = longest;
        }

        /// The longest life there is.
        public Duration longest() {
            return longest;
        }

        /// The word in ledger entries and policies: `access-key`.
        public String word() {
            return word;
        }
    }

    /// The credential that a shared access signature made with this key is: same principal, same purpose, own
    /// life. That it lives at most seven days, and not beyond the key, is decided at the gate, so that the
    /// refusal is in the ledger.
    ///
    /// @param starts the `st` of the signature, or the moment of use if it has none
    /// @param ends the `se` of the signature or of its stored access policy
    public Credential sharedAccess(Instant starts, Instant ends) {
        return new Credential(
                id, Kind.SAS, account, principal, purpose, starts, ends.isBefore(expires) ? ends : expires);
    }

    /// The credential that a bearer token is under this admission: same principal, same purpose, own life.
    ///
    /// @param starts, ends what the token says
    Credential token(Instant starts, Instant ends) {
        return new Credential(
                id, Kind.TOKEN, account, principal, purpose, starts, ends.isBefore(expires) ? ends : expires);
    }

    /// The credential under which is carried on what its holder began: of an admission, which is never shown itself,
    /// what a token would be that is made now.
    public Credential carriedOn(Instant now) {
        return kind == Kind.ADMISSION ? token(now, now.plus(Kind.TOKEN.longest())) : this;
    }

    /// Whether this is the credential that the directory issued, or was made with it.
    boolean comesFrom(Credential issued) {
        return id.equals(issued.id)
                && isShownFor(issued.kind)
                && account.equals(issued.account)
                && principal.equals(issued.principal)
                && purpose.equals(issued.purpose)
                && !expires.isAfter(issued.expires);
    }

    private boolean isShownFor(Kind issued) {
        return switch (kind) {
            case SAS -> issued == Kind.ACCESS_KEY || issued == Kind.ADMISSION;
            case TOKEN -> issued == Kind.ADMISSION;
            case ACCESS_KEY, SESSION, INTERNAL, ANONYMOUS -> issued == kind;
            case ADMISSION -> false;
        };
    }

    /// Whether its times are those of a client, or of an issuer of tokens, and their clock.
    boolean isMadeElsewhere() {
        return switch (kind) {
            case SAS, TOKEN -> true;
            case ACCESS_KEY, ADMISSION, SESSION, INTERNAL, ANONYMOUS -> false;
        };
    }

    Validity validityAt(Instant now) {
        if (Duration.between(issued, expires).compareTo(kind.longest) > 0) {
            return Validity.TOO_LONG;
        }
        return now.isBefore(expires) ? Validity.VALID : Validity.EXPIRED;
    }

    /// Whether a credential is worth something at a moment.
    enum Validity {
        VALID,
        EXPIRED,
        TOO_LONG,
        /// Not, or no longer, as the directory has it.
        ENDED;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        String word() {
            return word;
        }
    }
}
