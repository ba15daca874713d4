package org.amana.web.http;

import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Why an exchange has no answer of its own yet: the status that HTTP gives it and a message that may be shown to
/// the client. The cause is there to be logged or mapped further; its text is not meant for the client.
public record Failure(int status, String message, Optional<Throwable> cause) {
    /// A request that broke the rules of HTTP or a limit of this server.
    static Failure refused(int status, String message) {
        return new Failure(status, message, Optional.empty());
    }

    /// The one mapping from what is thrown to a status.
    static Failure of(Throwable thrown) {
        return thrown instanceof AmanaException known
                ? new Failure(status(known.code()), known.message(), Optional.of(known))
                : new Failure(500, "The server failed to answer; its log says why.", Optional.of(thrown));
    }

    /// The failure as the family that the rest of Amana speaks, when it is of it.
    public Optional<AmanaException> known() {
        return cause.filter(AmanaException.class::isInstance).map(AmanaException.class::cast);
    }

    /// The status that goes with a code; `web.blob` refines it where Azure has its own.
    public static int status(ErrorCode code) {
        return switch (code.category()) {
            case INVALID -> 400;
            case TOO_LARGE -> 413;
            case UNAUTHENTICATED -> 403;
            case REFUSED -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case RANGE -> 416;
            case PRECONDITION -> 412;
            case UNSUPPORTED -> 501;
            case UNAVAILABLE -> 503;
            case FULL -> 507;
            case CORRUPT -> 500;
            case INTERNAL -> 500;
        };
    }
}
