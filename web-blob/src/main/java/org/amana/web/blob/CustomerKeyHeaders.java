package org.amana.web.blob;

import java.util.Optional;
import org.amana.blob.CustomerKey;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Reads the key that a client wants its blob to be encrypted with (Azure: *Provide an encryption key on a request to
/// Blob storage*). Of the three headers either all are given or none; a read may leave the algorithm out. No message
/// repeats what they say.
final class CustomerKeyHeaders {
    static final String KEY = "x-ms-encryption-key";
    static final String HASH = "x-ms-encryption-key-sha256";
    static final String ALGORITHM = "x-ms-encryption-algorithm";

    static final String SOURCE_KEY = "x-ms-source-encryption-key";
    static final String SOURCE_HASH = "x-ms-source-encryption-key-sha256";
    private static final String SOURCE_ALGORITHM = "x-ms-source-encryption-algorithm";

    /// The only algorithm there is.
    static final String AES256 = "AES256";

    private CustomerKeyHeaders() {}

    /// The key of the blob that the request is about; to be closed when the request is over.
    ///
    /// @throws AmanaException `MISSING_HEADER`, `INVALID_HEADER`, the latter also over plain HTTP
    static Optional<CustomerKey> ofBlob(Call call) {
        return read(call, KEY, HASH, ALGORITHM, call.writes());
    }

    /// The key of the blob that is copied from; to be closed when the request is over.
    ///
    /// @throws AmanaException as [#ofBlob]
    static Optional<CustomerKey> ofSource(Call call) {
        return read(call, SOURCE_KEY, SOURCE_HASH, SOURCE_ALGORITHM, true);
    }

    private static Optional<CustomerKey> read(
            Call call, String key, String hash, String algorithm, boolean needsAlgorithm) {
        String given = call.header(key);
        String stated = call.header(hash);
        String method = call.header(algorithm);
        if (given.isEmpty() && stated.isEmpty() && method.isEmpty()) {
            return Optional.empty();
        }
        if (!call.origin().secure()) {
            throw invalid(key, key + " is taken over HTTPS only: this connection shows it to everybody on its way");
        }
        call.require(key);
        call.require(hash);
        if (needsAlgorithm) {
            call.require(algorithm);
        }
        if (!method.isEmpty() && !method.equalsIgnoreCase(AES256)) {
            throw invalid(algorithm, algorithm + " must be " + AES256);
        }
        return Optional.of(CustomerKey.parse(key, given, stated));
    }

    private static AmanaException invalid(String name, String message) {
        return new AmanaException(ErrorCode.INVALID_HEADER, message).with("HeaderName", name);
    }

    /// For copies that Azure makes without keys.
    ///
    /// @throws AmanaException `UNSUPPORTED_HEADER`
    static void refuse(Call call) {
        for (String name : new String[] {KEY, SOURCE_KEY}) {
            if (call.find(name).isPresent()) {
                throw new AmanaException(
                                ErrorCode.UNSUPPORTED_HEADER,
                                name + ": such a copy is made without keys of the customer's; Put Blob From URL takes"
                                        + " them, and so does Copy Blob From URL")
                        .with("HeaderName", name);
            }
        }
    }
}
