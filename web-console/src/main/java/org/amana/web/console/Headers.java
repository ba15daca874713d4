package org.amana.web.console;

import org.amana.web.http.Exchange;

/// The headers that every answer of the console has, and the stricter ones of content that other people made.
final class Headers {
    /// Nothing from elsewhere, nothing inline, no frame around us.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private Headers() {}

    static void everywhere(Exchange exchange) {
        exchange.set("Content-Security-Policy", POLICY);
        exchange.set("X-Content-Type-Options", "nosniff");
        exchange.set("X-Frame-Options", "DENY");
        exchange.set("Referrer-Policy", "same-origin");
        exchange.set("Cross-Origin-Opener-Policy", "same-origin");
        exchange.set("Cross-Origin-Resource-Policy", "same-origin");
        exchange.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (exchange.secure()) {
            exchange.set("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /// Bytes that somebody uploaded: to be saved, never to be shown or run by the browser.
    static void uploaded(Exchange exchange) {
        exchange.set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
        exchange.set("Cache-Control", "no-store");
    }

    /// Public files of the log: anybody's page may fetch them.
    static void publicFile(Exchange exchange) {
        exchange.set("Access-Control-Allow-Origin", "*");
        exchange.set("Cross-Origin-Resource-Policy", "cross-origin");
    }
}
