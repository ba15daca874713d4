package org.amana.web.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// There is none: whoever reads has a purpose.
final class PublicAccess {
    private static final String HEADER = "x-ms-blob-public-access";

    private PublicAccess() {}

    /// @throws AmanaException `PUBLIC_ACCESS_NOT_PERMITTED` when the call asks for it
    static void refuse(Call call) {
        call.find(HEADER).ifPresent(wanted -> {
            throw new AmanaException(
                            ErrorCode.PUBLIC_ACCESS_NOT_PERMITTED,
                            "public access " + wanted + " is not possible: every access here has a credential and a"
                                    + " purpose")
                    .with("HeaderName", HEADER)
                    .with("HeaderValue", wanted);
        });
    }
}
