package org.amana.blob;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import org.amana.store.RootKey;

/// The key of an encryption scope. The catalog keeps it wrapped by the root key; while the scope is disabled, nobody is
/// given it. Safe for use by many threads.
final class ScopeKey implements InnerKey {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ScopeName name;
    private final byte[] key;

    private ScopeKey(ScopeName name, byte[] key) {
        this.name = name;
        this.key = key;
    }

    /// A new random key.
    static ScopeKey create(ScopeName name) {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return new ScopeKey(name, key);
    }

    /// Reads what [#wrapped] made.
    ///
    /// @throws org.amana.kernel.AmanaException `CORRUPT` if it is damaged or belongs to something else
    static ScopeKey unwrap(RootKey root, Account account, ScopeName name, byte[] wrapped) {
        return new ScopeKey(name, root.unwrap(wrapped, boundTo(account, name)));
    }

    /// This key, encrypted, to be kept in the catalog.
    byte[] wrapped(RootKey root, Account account) {
        return root.wrap(key, boundTo(account, name));
    }

    private static byte[] boundTo(Account account, ScopeName name) {
        return ("scope " + account.pseudonym() + " " + name).getBytes(StandardCharsets.UTF_8);
    }

    ScopeName name() {
        return name;
    }

    @Override
    public SecretKey derive(byte[] salt, String use) {
        return CustomerSeal.derive(key, salt, use);
    }

    @Override
    public String toString() {
        return "key of the encryption scope " + name; // never its bytes
    }
}
