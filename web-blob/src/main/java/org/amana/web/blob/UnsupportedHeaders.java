package org.amana.web.blob;

import java.util.Map;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Headers that ask for what this build does not do. Passing over them would promise something: that bytes are
/// encrypted with the client's own key.
final class UnsupportedHeaders {
    private static final Set<String> HEADERS = Set.of(
            "x-ms-encryption-key",
            "x-ms-encryption-key-sha256",
            "x-ms-encryption-algorithm",
            "x-ms-source-encryption-key",
            "x-ms-encryption-scope");

    /// Headers of which one value asks for what is there anyway.
    private static final Map<String, String> ONE_VALUE =
            Map.of("x-ms-default-encryption-scope", ContainerHeaders.ENCRYPTION_SCOPE);

    private UnsupportedHeaders() {}

    /// Values are not repeated: some are keys.
    ///
    /// @throws AmanaException `NOT_IMPLEMENTED` naming the header or parameter
    static void refuse(Call call) {
        for (String header : HEADERS) {
            call.find(header).ifPresent(_ -> {
                throw notImplemented("the header " + header).with("HeaderName", header);
            });
        }
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
