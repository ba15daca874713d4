package org.amana.web.blob;

import java.util.Optional;
import org.amana.blob.BlobProperties;
import org.amana.blob.ContainerEncryption;
import org.amana.blob.ContainerProperties;
import org.amana.blob.ScopeName;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Reads and tells in which encryption scope blobs are (Azure: *Encryption scopes for Blob storage*).
final class EncryptionScopeHeaders {
    static final String SCOPE = "x-ms-encryption-scope";
    private static final String DEFAULT = "x-ms-default-encryption-scope";
    private static final String DENY = "x-ms-deny-encryption-scope-override";

    private EncryptionScopeHeaders() {}

    /// With the scope that the header of a write names, which must not be another than the signature's.
    static Need wanting(Call call, Need need) {
        String named = call.writes() ? call.header(SCOPE) : "";
        return ScopeName.isOne(named) ? need.inScope(named) : need;
    }

    /// The scope that a write names, in its header or, with a shared access signature, in that.
    ///
    /// @throws AmanaException `INVALID_HEADER` for what is no name, or beside a customer's key;
    ///     `INVALID_QUERY_PARAMETER`
    static Optional<ScopeName> ofBlob(Call call) {
        if (!call.writes()) {
            return Optional.empty(); // what is read is read in the scope that it is in
        }
        Optional<ScopeName> named = named(call, SCOPE);
        Optional<ScopeName> signed = call.identity().encryptionScope().map(EncryptionScopeHeaders::signed);
        Optional<ScopeName> scope = named.or(() -> signed);
        if (scope.isPresent() && call.find(CustomerKeyHeaders.KEY).isPresent()) {
            throw new AmanaException(
                            ErrorCode.INVALID_HEADER,
                            "a blob is encrypted with its customer's key or in an encryption scope, not both: "
                                    + CustomerKeyHeaders.KEY + " came with the scope " + scope.get())
                    .with("HeaderName", SCOPE)
                    .with("HeaderValue", scope.get().value());
        }
        return scope;
    }

    private static ScopeName signed(String text) {
        if (!ScopeName.isOne(text)) {
            throw new AmanaException(
                            ErrorCode.INVALID_QUERY_PARAMETER, "ses: " + text + " is not " + ScopeName.FORM_IN_WORDS)
                    .with("QueryParameterName", "ses")
                    .with("QueryParameterValue", text);
        }
        return new ScopeName(text);
    }

    private static Optional<ScopeName> named(Call call, String header) {
        return call.find(header).map(text -> {
            if (!ScopeName.isOne(text)) {
                throw call.invalid(header, ScopeName.FORM_IN_WORDS);
            }
            return new ScopeName(text);
        });
    }

    /// What a container that is being made says of its blobs. Of the two headers either both are given or none.
    ///
    /// @throws AmanaException `MISSING_HEADER`, `INVALID_HEADER`
    static ContainerEncryption ofContainer(Call call) {
        if (call.find(DEFAULT).isEmpty() && call.find(DENY).isEmpty()) {
            return ContainerEncryption.NONE;
        }
        call.require(DEFAULT);
        call.require(DENY);
        return new ContainerEncryption(named(call, DEFAULT).orElseThrow(), call.flag(DENY));
    }

    static void write(Reply reply, ContainerProperties container) {
        reply.set(DEFAULT, container.encryption().defaultScope().value())
                .set(DENY, container.encryption().overrideDenied());
    }

    static void write(Reply reply, BlobProperties blob) {
        write(reply, blob.keeping().scope());
    }

    /// Nothing for what is in no scope.
    static void write(Reply reply, ScopeName scope) {
        if (!scope.isAccountKey()) {
            reply.set(SCOPE, scope.value());
        }
    }
}
