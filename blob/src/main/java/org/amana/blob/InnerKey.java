package org.amana.blob;

import javax.crypto.SecretKey;

/// A key of 256 bits with which content is encrypted once more, inside the encryption that the container's key gives
/// all content, see [CustomerFrame].
sealed interface InnerKey permits CustomerKey, ScopeKey {
    /// A key for AES-256, made of this one by HKDF-SHA-256 (RFC 5869).
    ///
    /// @param salt fresh random bytes, kept beside what is encrypted
    /// @param use what the key is for
    SecretKey derive(byte[] salt, String use);
}
