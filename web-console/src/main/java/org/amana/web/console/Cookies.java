package org.amana.web.console;

import java.time.Duration;
import java.util.Optional;
import org.amana.web.console.view.Lang;
import org.amana.web.http.Exchange;

/// The three cookies of the console: the session, and what a person chose of language and theme. All are out of reach
/// for scripts. Pages for everyone set none of their own accord.
final class Cookies {
    static final String SESSION = "amana_session";
    static final String LANGUAGE = "amana_lang";
    static final String THEME = "amana_theme";

    private static final Duration YEAR = Duration.ofDays(365);

    private Cookies() {}

    static void signIn(Exchange exchange, String token, Duration life) {
        set(exchange, SESSION, token, life, "Strict");
    }

    static void signOut(Exchange exchange) {
        set(exchange, SESSION, "", Duration.ZERO, "Strict");
    }

    static void language(Exchange exchange, Lang lang) {
        set(exchange, LANGUAGE, lang.tag(), YEAR, "Lax");
    }

    /// @param theme `light` or `dark`; anything else forgets the choice
    static void theme(Exchange exchange, String theme) {
        boolean chosen = theme.equals("light") || theme.equals("dark");
        set(exchange, THEME, chosen ? theme : "", chosen ? YEAR : Duration.ZERO, "Lax");
    }

    /// The theme that was chosen; empty to follow the system.
    static String theme(Request request) {
        return request.cookie(THEME)
                .filter(theme -> theme.equals("light") || theme.equals("dark"))
                .orElse("");
    }

    /// The language asked for in the address, else the chosen one, else the browser's.
    static Lang language(Request request, Exchange exchange) {
        Optional<Lang> asked = Lang.of(request.query().text("lang"));
        return asked.or(() -> request.cookie(LANGUAGE).flatMap(Lang::of))
                .orElseGet(
                        () -> Lang.accepted(exchange.header("Accept-Language").orElse("")));
    }

    private static void set(Exchange exchange, String name, String value, Duration life, String sameSite) {
        exchange.add(
                "Set-Cookie",
                name + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=" + sameSite
                        + (exchange.secure() ? "; Secure" : ""));
    }
}
