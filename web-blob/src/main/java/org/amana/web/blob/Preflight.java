package org.amana.web.blob;

import java.io.IOException;
import java.util.Optional;
import org.amana.blob.ServiceProperties.CorsRule;
import org.amana.web.http.Exchange;

/// A browser's question, before a page of another origin sends a request, whether it may (Azure REST: *Preflight Blob
/// Request*). It names a resource, but only the account's rules answer it: nothing is looked up, read or told of data.
///
/// @param method of the request to come
/// @param headers of the request to come, divided by commas
record Preflight(String origin, String method, String headers) {
    static final AzureError REFUSED =
            new AzureError(403, "CorsPreflightFailure", "CORS not enabled or no matching rule found for this request.");

    private static final AzureError INCOMPLETE =
            new AzureError(400, "InvalidHeaderValue", "A required CORS header is not present.");

    static Preflight of(Exchange exchange) {
        return new Preflight(
                header(exchange, "Origin"),
                header(exchange, "Access-Control-Request-Method"),
                header(exchange, "Access-Control-Request-Headers"));
    }

    private static String header(Exchange exchange, String name) {
        return exchange.header(name).orElse("").strip();
    }

    /// Why it cannot be answered at all.
    Optional<AzureError> incomplete() {
        return origin.isEmpty() || method.isEmpty()
                ? Optional.of(INCOMPLETE.with(
                        "MessageDetails",
                        "Invalid required CORS header "
                                + (origin.isEmpty() ? "Origin" : "Access-Control-Request-Method")))
                : Optional.empty();
    }

    Optional<CorsRule> rule(CorsRules rules) {
        return rules.forPreflight(origin, method, headers);
    }

    /// Says yes, for as long as the rule says.
    void allow(CorsRule rule, Reply reply) throws IOException {
        boolean all = CorsRules.isOpenToAll(rule);
        reply.status(200)
                .set("Access-Control-Allow-Origin", all ? "*" : origin)
                .set("Access-Control-Allow-Methods", method)
                .set("Access-Control-Allow-Headers", headers)
                .set("Access-Control-Max-Age", Integer.toString(rule.maxAgeSeconds()));
        if (!all) {
            reply.set("Access-Control-Allow-Credentials", true);
        }
        reply.send();
    }
}
