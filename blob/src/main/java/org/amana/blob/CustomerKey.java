package org.amana.blob;

import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKey;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The key with which a customer wants a blob to be encrypted (Azure: *customer-provided key*). It comes with each
/// request, is kept nowhere, and is wiped from memory when the request is over; of a blob that was written with it
/// the catalog has its hash, [CustomerKeyHash]. Nothing is encrypted with the key itself, but with others made of it
/// and a salt, see `docs/formats/customer-frame.md`. Safe for any number of threads until it is closed.
public final class CustomerKey implements InnerKey, AutoCloseable {
    /// Bytes of a key: it is one for AES-256.
    public static final int BYTES = 32;

    private final byte[] key;
    private final CustomerKeyHash hash;
    private volatile boolean wiped;

    private CustomerKey(byte[] key) {
        this.key = key;
        this.hash = CustomerKeyHash.of(key);
    }

    /// @param bytes 32 of them; they are copied
    public static CustomerKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a customer's key of " + bytes.length + " bytes");
        }
        return new CustomerKey(bytes.clone());
    }

    /// Reads what a client sends. No message repeats any of it.
    ///
    /// @param header the name under which the key came; that of its hash is made of it
    /// @param text the key in Base64
    /// @param stated its SHA-256 in Base64
    /// @throws AmanaException `INVALID_HEADER` when either is not the Base64 of 32 bytes, or one is not the other's
    public static CustomerKey parse(String header, String text, String stated) {
        byte[] bytes = decode(header, text);
        try {
            CustomerKey key = of(bytes);
            if (!key.hash.isSame(decode(header + "-sha256", stated))) {
                key.close();
                throw invalid(header + "-sha256", "the SHA-256 of the key");
            }
            return key;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] decode(String header, String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // told below, without its value
        }
        throw invalid(header, "the Base64 of 32 bytes");
    }

    private static AmanaException invalid(String header, String expected) {
        return new AmanaException(ErrorCode.INVALID_HEADER, header + " is not " + expected).with("HeaderName", header);
    }

    /// What may be told and kept of it.
    public CustomerKeyHash hash() {
        return hash;
    }

    @Override
    public SecretKey derive(byte[] salt, String use) {
        requireKey();
        SecretKey derived = CustomerSeal.derive(key, salt, use);
        requireKey(); // wiped meanwhile: what was derived may be of zeros
        return derived;
    }

    private void requireKey() {
        if (wiped) {
            throw new IllegalStateException("the customer's key has been wiped");
        }
    }

    /// Wipes it from memory.
    @Override
    public void close() {
        wiped = true;
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "customer's key"; // never its bytes
    }
}
