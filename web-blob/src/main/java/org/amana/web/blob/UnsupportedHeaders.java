package org.amana.web.blob;

import java.util.Map;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Headers that ask for what this build does not do. Passing over them would promise something: that bytes are
/// encrypted in a scope whose key somebody holds elsewhere.
final class UnsupportedHeaders {
    /// Headers of which one value asks for what is there anyway. Scopes are made by an account's owner over Azure's
    /// management API, and there is none here that a client could name.
    private static final Map<String, String> ONE_VALUE = Map.of(
            "x-ms-encryption-scope", ContainerHeaders.ENCRYPTION_SCOPE,
            "x-ms-default-encryption-scope", ContainerHeaders.ENCRYPTION_SCOPE);

    private UnsupportedHeaders() {}

    /// @throws AmanaException `NOT_IMPLEMENTED` naming the header or parameter
    static void refuse(Call call) {
        ONE_VALUE.forEach((header, value) -> call.find(header)
                .filter(given -> !given.equalsIgnoreCase(value))
                .ifPresent(given -> {
                    throw notImplemented(header + ": " + given + " (only " + value + ")")
                            .with("HeaderName", header);
                }));
        call.identity().encryptionScope().filter(_ -> call.writes()).ifPresent(scope -> {
            throw notImplemented("ses=" + scope + " (encryption scopes)").with("QueryParameterName", "ses");
        });
    }

    private static AmanaException notImplemented(String what) {
        return new AmanaException(ErrorCode.NOT_IMPLEMENTED, what + " is not implemented");
    }
}
