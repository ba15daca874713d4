package org.amana.web.console;

import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.web.console.view.Markup;

/// Why something cannot be done with a file or a container as it stands, with what can be done about it. Of
/// what has no words here the engine's own sentence is told.
final class FailureWords {
    private FailureWords() {}

    static Markup html(Errand errand, AmanaException failure) {
        return key(failure.code())
                .map(key -> Markup.text(errand.say(key)))
                .orElseGet(() -> ServerWords.html(errand.words(), failure.message()));
    }

    /// Whether there are words for it.
    static boolean knows(ErrorCode code) {
        return key(code).isPresent();
    }

    private static Optional<String> key(ErrorCode code) {
        return switch (code) {
            case LEASE_ID_MISSING_BLOB, LEASE_ID_MISSING_CONTAINER, INFINITE_LEASE_REQUIRED ->
                Optional.of("failure.leased");
            case BLOB_ARCHIVED, BLOB_BEING_REHYDRATED -> Optional.of("failure.archived");
            case PENDING_COPY -> Optional.of("failure.copying");
            case BLOB_USES_CUSTOMER_ENCRYPTION -> Optional.of("failure.customer-key");
            default -> Optional.empty();
        };
    }
}
