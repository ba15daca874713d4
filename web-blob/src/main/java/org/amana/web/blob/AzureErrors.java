package org.amana.web.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.web.http.Failure;

/// What clients are told of our failures: Azure's error for the code, and of the failure what is theirs to know.
final class AzureErrors {
    /// Name of a detail that overrides the status, where Azure has several for one code.
    static final String STATUS = "status";

    private AzureErrors() {}

    /// The error for a failure, its message and those of its details that Azure's error bodies have, too. What broke
    /// here is not for clients to know: it names files of this server.
    static AzureError of(AmanaException failure) {
        AzureError error = of(failure.code()).withMessage(isOurs(failure) ? "" : failure.message());
        if (failure.details().containsKey(STATUS)) {
            error = error.withStatus(Integer.parseInt(failure.details().get(STATUS)));
        }
        if (failure.code() == ErrorCode.CANNOT_VERIFY_COPY_SOURCE) {
            error = error.withSummary(ofSource(failure));
        }
        if (failure.code() == ErrorCode.INVALID_TAG_SEARCH) {
            error = error.withSummary(failure.message())
                    .withMessage(""); // the one sentence of Azure's that says it all
        }
        for (var detail : failure.details().entrySet()) {
            if (Character.isUpperCase(detail.getKey().charAt(0))) {
                error = error.with(detail.getKey(), detail.getValue());
            }
        }
        return error;
    }

    /// Whether it is for the operator to mend, and its message for the log.
    static boolean isOurs(AmanaException failure) {
        return switch (failure.code().category()) {
            case INTERNAL, CORRUPT, FULL -> true;
            case INVALID,
                    TOO_LARGE,
                    UNAUTHENTICATED,
                    REFUSED,
                    NOT_FOUND,
                    CONFLICT,
                    RANGE,
                    PRECONDITION,
                    UNSUPPORTED,
                    UNAVAILABLE -> false;
        };
    }

    /// The sentence that the source answered, by which clients show what is wrong.
    private static String ofSource(AmanaException failure) {
        boolean absent = "404".equals(failure.details().get(STATUS));
        return failure.details()
                .getOrDefault(
                        CopySources.SOURCE_MESSAGE,
                        absent
                                ? "The specified resource does not exist."
                                : of(failure.code()).summary());
    }

    static AzureError of(ErrorCode code) {
        return AzureErrorTable.of(code);
    }

    /// What stopped a request before it was one of ours.
    static AzureError of(Failure failure) {
        return failure.known().map(AzureErrors::of).orElseGet(() -> switch (failure.status()) {
            case 413 -> of(ErrorCode.TOO_LARGE);
            case 414 -> new AzureError(414, "RequestUrlTooLong", "The request URL is too long.");
            case 431 -> new AzureError(431, "RequestHeaderFieldsTooLarge", "The request headers are too large.");
            case 500 -> of(ErrorCode.INTERNAL);
            default ->
                new AzureError(failure.status(), "InvalidInput", "The request is not acceptable HTTP.")
                        .withMessage(failure.message());
        });
    }
}
