package org.amana.web.blob;

import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Headers that ask for what this build does not do. Passing over them would promise something: that bytes are
/// encrypted with the client's own key, kept for years, or gone by a date.
final class UnsupportedHeaders {
    private static final Set<String> HEADERS = Set.of(
            "x-ms-encryption-key",
            "x-ms-encryption-key-sha256",
            "x-ms-encryption-algorithm",
            "x-ms-source-encryption-key",
            "x-ms-encryption-scope",
            "x-ms-immutability-policy-until-date",
            "x-ms-immutability-policy-mode",
            "x-ms-expiry-option",
            "x-ms-expiry-time",
            "x-ms-structured-body",
            "x-ms-seal-blob");

    private UnsupportedHeaders() {}

    /// @throws AmanaException `NOT_IMPLEMENTED` naming the header or parameter
    static void refuse(Call call) {
        for (String header : HEADERS) {
            call.find(header).ifPresent(value -> {
                throw notImplemented(header + ": " + value).with("HeaderName", header);
            });
        }
        call.find("x-ms-access-tier")
                .filter(tier -> !tier.equalsIgnoreCase("Hot"))
                .ifPresent(tier -> {
                    throw notImplemented("x-ms-access-tier: " + tier + " (there is one tier, Hot)")
                            .with("HeaderName", "x-ms-access-tier");
                });
        if (call.flag("x-ms-legal-hold")) {
            throw notImplemented("x-ms-legal-hold: true").with("HeaderName", "x-ms-legal-hold");
        }
        call.query().find("versionid").ifPresent(version -> {
            throw notImplemented("versionid=" + version + " (blob versions)").with("QueryParameterName", "versionid");
        });
    }

    private static AmanaException notImplemented(String what) {
        return new AmanaException(ErrorCode.NOT_IMPLEMENTED, what + " is not implemented");
    }
}
