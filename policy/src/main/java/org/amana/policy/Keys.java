package org.amana.policy;

import java.util.Optional;
import java.util.function.Predicate;

/// Finds the access key that signed a request. An unmodified Azure client names only the account, so the signature is
/// tried against each of the account's active keys, at most 64.
public final class Keys {
    /// The most active access keys an account can have.
    public static final int MOST_ACTIVE = 64;

    Keys() {}

    /// The key whose secret passes the test. How long a failing look-up takes tells nothing of whether the account
    /// exists and little of how many keys it has: the test is run on dummy secrets to fill up.
    ///
    /// @param test whether the request's signature is the one this secret makes; it must not keep or change the
    ///     array,
    ///     and must compare in constant time
    public Optional<Credential> matching(String account, Predicate<byte[]> test) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// The same, trying first the key that matched last on this connection.
    public Optional<Credential> matching(String account, CredentialId last, Predicate<byte[]> test) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }
}
