package org.amana.blob;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// That a blob's content and metadata are encrypted with its customer's key.
///
/// @param key of that key
/// @param sealedMetadata the metadata as it is kept, see [CustomerSeal], in Base64; "" for none
public record CustomerEncryption(CustomerKeyHash key, String sealedMetadata) {
    static CustomerEncryption of(CustomerKey key, Metadata metadata) {
        return new CustomerEncryption(key.hash(), seal(key, metadata));
    }

    private static String seal(CustomerKey key, Metadata metadata) {
        return TextPairs.of(metadata)
                .map(text -> CustomerSeal.seal(key, text.getBytes(StandardCharsets.UTF_8)))
                .map(Base64.getEncoder()::encodeToString)
                .orElse("");
    }

    /// Whether there is metadata, for those who cannot read it.
    public boolean hasMetadata() {
        return !sealedMetadata.isEmpty();
    }

    /// @throws AmanaException `CORRUPT` when the key does not open what the catalog has
    Metadata metadata(CustomerKey shown) {
        if (!hasMetadata()) {
            return Metadata.NONE;
        }
        try {
            byte[] text = CustomerSeal.open(shown, Base64.getDecoder().decode(sealedMetadata));
            return TextPairs.metadata(Optional.of(new String(text, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new AmanaException(
                    ErrorCode.CORRUPT, "the metadata that the catalog has cannot be opened with its customer's key", e);
        }
    }

    /// For what cannot be done with a customer's key, because bytes come when the request that showed it is over, or
    /// Azure does it with none.
    ///
    /// @throws AmanaException `UNSUPPORTED_HEADER`
    static void refuse(Conditions conditions, Object what) {
        if (conditions.customerKey().isPresent()) {
            throw new AmanaException(
                            ErrorCode.UNSUPPORTED_HEADER,
                            "blob " + what + ": such a copy is not made under a customer's key; Put Blob From URL is")
                    .with("HeaderName", "x-ms-encryption-key");
        }
    }

    /// That a request shows the key that something is encrypted with, and none where none was used (Azure REST: *Blob
    /// service error codes*).
    ///
    /// @param used of what the request is about
    /// @param shown with the request
    /// @param what the blob, for messages
    /// @throws AmanaException `BLOB_USES_CUSTOMER_ENCRYPTION`, `CUSTOMER_ENCRYPTION_MISMATCH`,
    ///     `BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION`
    static void require(Optional<CustomerKeyHash> used, Optional<CustomerKey> shown, Object what) {
        if (used.isEmpty() && shown.isEmpty()) {
            return;
        }
        if (used.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION,
                    "blob " + what
                            + " is not encrypted with customer specified encryption, but one was provided in the request");
        }
        if (shown.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.BLOB_USES_CUSTOMER_ENCRYPTION,
                    "blob " + what
                            + " is encrypted with customer specified encryption, but it was not provided in the request");
        }
        if (!used.get().isOf(shown.get())) {
            throw new AmanaException(
                    ErrorCode.CUSTOMER_ENCRYPTION_MISMATCH,
                    "the given customer specified encryption does not match the encryption used to encrypt blob "
                            + what);
        }
    }
}
