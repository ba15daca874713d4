package org.amana.soak;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// What became of a request.
@SuppressWarnings("ArrayRecordComponent") // answers are compared with none
sealed interface Reply {
    /// The receipt that came with it: as soon as it came, something was answered, and the ledger must have it.
    Optional<UUID> requestId();

    /// A whole answer.
    record Answered(int status, Optional<UUID> requestId, HttpHeaders headers, byte[] body) implements Reply {
        Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        String errorCode() {
            return header("x-ms-error-code").orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /// None, or one that broke off. What was asked for has happened wholly or not at all.
    ///
    /// @param body as far as it came
    record BrokenOff(Optional<UUID> requestId, byte[] body, String why) implements Reply {}
}
