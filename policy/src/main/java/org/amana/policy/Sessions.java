package org.amana.policy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.DirectoryState.LiveCredential;
import org.amana.store.Catalog;
import org.amana.verifier.Sha256;
import org.jspecify.annotations.Nullable;

/// Console sessions and the one-time links that begin them. Tokens are random; only their SHA-256 is kept. Safe
/// for many threads.
public final class Sessions {
    private static final Duration LONGEST_SIGN_IN = Duration.ofDays(1);
    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_CHARACTERS = 43;

    private final Catalog catalog;
    private final Directory directory;
    private final RandomGenerator random;

    Sessions(Catalog catalog, Directory directory, RandomGenerator random) {
        this.catalog = catalog;
        this.directory = directory;
        this.random = random;
    }

    /// Whom a sign-in token stands for.
    private record SignIn(PrincipalId principal, PurposeId purpose, Instant expires) {}

    /// Makes a sign-in token for a principal and a purpose.
    ///
    /// @param life at most one day
    /// @return 43 characters of base64url; good for one [#redeem]
    public String signInToken(PrincipalId principal, PurposeId purpose, Duration life, Authority authority) {
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST_SIGN_IN) > 0) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT, "a sign-in token lives at most " + LONGEST_SIGN_IN + ", not " + life);
        }
        Purpose known = required(purpose);
        required(principal);
        authority.requireReach(known.account());
        String token = token();
        catalog.commit(transaction -> transaction.update(
                "INSERT INTO sign_in_token (hash, principal, purpose, expires) VALUES (?, ?, ?, ?)",
                hash(token),
                principal.number(),
                purpose.number(),
                transaction.now().plus(life)));
        return token;
    }

    /// Begins the session that a sign-in token stands for, once. Empty if the token is unknown, used or
    /// expired, or the person holds no key for the purpose any more.
    public Optional<NewSession> redeem(String signInToken) {
        if (signInToken.length() != TOKEN_CHARACTERS) {
            return Optional.empty();
        }
        @Nullable
        SignIn used = catalog.commit(transaction -> transaction
                .first(
                        "DELETE FROM sign_in_token WHERE hash = ? RETURNING principal, purpose, expires",
                        row -> new SignIn(
                                new PrincipalId(row.integer("principal")),
                                new PurposeId(row.integer("purpose")),
                                row.instant("expires")),
                        hash(signInToken))
                .orElse(null));
        if (used == null || !catalog.now().isBefore(used.expires())) {
            return Optional.empty();
        }
        if (keys(Proof.LINK, used.principal(), used.purpose()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(begin(required(used.principal()), required(used.purpose()), Proof.LINK));
    }

    /// Begins a session of at most 12 hours for somebody who showed an access key, for the purpose of that key.
    /// It ends with the key.
    ///
    /// @throws AmanaException `PURPOSE_REQUIRED` if the key is not in force; `PURPOSE_INACTIVE` if its purpose
    ///     is not
    public NewSession begin(Credential key) {
        return begin(key, Proof.NONE);
    }

    /// The same for somebody who has a session already and shows another key in it: what was shown before still
    /// counts, so that one may go back. Nothing counts that somebody else showed.
    ///
    /// @param earlier the token of that session
    public NewSession begin(Credential key, String earlier) {
        Proof before = live(earlier)
                .filter(session -> session.credential().principal().equals(key.principal()))
                .map(LiveCredential::proof)
                .orElse(Proof.NONE);
        return begin(key, before);
    }

    private NewSession begin(Credential key, Proof before) {
        return begin(key.principal(), required(key.purpose()), before.and(key.id()));
    }

    /// Begins a session of at most 12 hours for somebody who has one and goes over to another purpose: one whose key
    /// was shown in it or in those it came from, or, if the first began with a sign-in link, any that the principal
    /// holds a key for.
    ///
    /// @throws AmanaException `PURPOSE_REQUIRED` if nothing shown opens that purpose; `PURPOSE_INACTIVE` if
    ///     it is not in force; `NO_AUTHENTICATION` if there is no such session
    public NewSession goOver(String token, PurposeId purpose) {
        LiveCredential session =
                live(token).orElseThrow(() -> new AmanaException(ErrorCode.NO_AUTHENTICATION, "the session is over"));
        Purpose wanted = required(purpose);
        if (!wanted.account().equals(session.credential().account())) {
            throw new AmanaException(
                    ErrorCode.PURPOSE_REQUIRED, "purpose " + wanted.label() + " is one of another account");
        }
        return begin(session.credential().principal(), wanted, session.proof());
    }

    /// Whether a session may go over to a purpose of its account without a key being shown.
    public boolean opens(String token, PurposeId purpose) {
        return live(token).stream()
                .anyMatch(session -> keys(
                                session.proof(),
                                session.credential().principal().id(),
                                purpose)
                        .stream()
                        .anyMatch(
                                key -> key.account().equals(session.credential().account())));
    }

    /// The credential of a session that is on, as long as the key is in force that it was begun with.
    public Optional<Credential> find(String token) {
        return live(token).map(LiveCredential::credential);
    }

    private Optional<LiveCredential> live(String token) {
        if (token.length() != TOKEN_CHARACTERS) {
            return Optional.empty();
        }
        Instant now = directory.clock().instant();
        DirectoryState state = directory.state();
        return state.session(DirectoryState.hex(hash(token)))
                .filter(session -> now.isBefore(session.credential().expires()) && state.hasKey(session, now));
    }

    /// Ends a session; unknown tokens are ignored.
    public void end(String token) {
        find(token)
                .ifPresent(credential -> directory.end(
                        credential.id(),
                        Authority.operator(
                                "sign out of " + credential.principal().id())));
    }

    /// Forgets sign-in tokens that nobody used in time.
    void forgetExpired() {
        Instant now = catalog.now();
        boolean any = catalog.read(reader -> reader.first(
                        "SELECT 1 AS found FROM sign_in_token WHERE expires <= ? LIMIT 1", row -> true, now)
                .isPresent());
        if (any) {
            catalog.commit(transaction -> transaction.update("DELETE FROM sign_in_token WHERE expires <= ?", now));
        }
    }

    private NewSession begin(Principal principal, Purpose purpose, Proof proof) {
        String token = token();
        return new NewSession(directory.session(purpose, principal, hash(token), proof), token);
    }

    private List<Credential> keys(Proof proof, PrincipalId principal, PurposeId purpose) {
        return directory
                .state()
                .keys(proof, principal, purpose, directory.clock().instant());
    }

    private Purpose required(PurposeId id) {
        return directory
                .purpose(id)
                .orElseThrow(() -> new AmanaException(ErrorCode.PURPOSE_REQUIRED, "there is no purpose " + id));
    }

    private Principal required(PrincipalId id) {
        return directory
                .principal(id)
                .orElseThrow(() -> new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "there is no principal " + id));
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// A plain hash is enough: a token has 256 random bits, so there is nothing to guess.
    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
