package org.amana.web.console;

import java.time.Duration;
import java.util.Optional;
import org.amana.web.console.view.Lang;
import org.amana.web.http.Exchange;

/// The three cookies of the console: the session, and what a person chose of language and theme. All are out of reach
/// for scripts. Pages for everyone set none of their own accord.
///
/// @param secure whether browsers reach the console over TLS alone, through a proxy: they send the cookies over nothing
///     else then, and take that of the session from nobody else at this host
record Cookies(boolean secure) {
    static final String SESSION = "amana_session";
    private static final String HOST_PREFIX = "__Host-";
    static final String LANGUAGE = "amana_lang";
    static final String THEME = "amana_theme";

    private static final Duration YEAR = Duration.ofDays(365);

    void signIn(Exchange exchange, String token, Duration life) {
        set(exchange, sessionName(), token, life, "Strict");
    }

    void signOut(Exchange exchange) {
        set(exchange, sessionName(), "", Duration.ZERO, "Strict");
    }

    /// The token of the session, if one was sent.
    Optional<String> session(Request request) {
        return request.cookie(sessionName());
    }

    private String sessionName() {
        return secure ? HOST_PREFIX + SESSION : SESSION;
    }

    void language(Exchange exchange, Lang lang) {
        set(exchange, LANGUAGE, lang.tag(), YEAR, "Lax");
    }

    /// @param theme `light` or `dark`; anything else forgets the choice
    void theme(Exchange exchange, String theme) {
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

    private void set(Exchange exchange, String name, String value, Duration life, String sameSite) {
        exchange.add(
                "Set-Cookie",
                name + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=" + sameSite
                        + (secure || exchange.secure() ? "; Secure" : ""));
    }
}
