package org.amana.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.amana.policy.DirectoryState.LiveCredential;
import org.jspecify.annotations.Nullable;

/// Finds the access key that signed a request. An unmodified Azure client names only the account, so the
/// signature is tried against each of the account's active keys, at most 64. Safe for many threads.
public final class Keys {
    /// The most active access keys an account can have.
    public static final int MOST_ACTIVE = 64;

    /// A failing look-up makes a multiple of so many attempts, so that its time says little of how many keys
    /// there are.
    private static final int STRIDE = 8;

    private final Directory directory;
    private final Map<String, CredentialId> lastMatches = new ConcurrentHashMap<>(); // by account, which there is
    private final byte[] dummy = new byte[64];

    Keys(Directory directory, RandomGenerator random) {
        this.directory = directory;
        random.nextBytes(dummy);
    }

    /// The key whose secret passes the test. How long a failing look-up takes tells nothing of whether the
    /// account exists and little of how many keys it has: the test is run on dummy secrets to fill up.
    ///
    /// A key that expired within the last week is still found, so that the gate can say so.
    ///
    /// @param test whether the request's signature is the one this secret makes; it must not keep or change the
    ///     array, and must compare in constant time
    public Optional<Credential> matching(String account, Predicate<byte[]> test) {
        List<LiveCredential> keys = directory.state().keys(account);
        CredentialId last = lastMatches.get(account); // most often the one that comes again
        for (LiveCredential key : keys) {
            if (key.credential().id().equals(last) && test.test(key.secret())) {
                return Optional.of(key.credential());
            }
        }
        return matchingAnother(account, last, keys, test);
    }

    private Optional<Credential> matchingAnother(
            String account, @Nullable CredentialId tried, List<LiveCredential> keys, Predicate<byte[]> test) {
        for (LiveCredential key : keys.reversed()) {
            CredentialId id = key.credential().id();
            if (!id.equals(tried) && test.test(key.secret())) {
                lastMatches.put(account, id);
                return Optional.of(key.credential());
            }
        }
        fillUp(keys.size(), test);
        return Optional.empty();
    }

    private void fillUp(int tried, Predicate<byte[]> test) {
        int wanted = Math.max(STRIDE, Math.ceilDiv(tried, STRIDE) * STRIDE);
        for (int i = tried; i < wanted; i++) {
            var _ = test.test(dummy);
        }
    }
}
