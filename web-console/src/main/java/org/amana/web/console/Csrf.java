package org.amana.web.console;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.web.console.Visitor.Member;
import org.amana.web.http.Exchange;

/// Keeps other sites from making a browser send our forms. Every form of a session carries a token that only that
/// session's cookie yields, drawn anew for every page, so that [Once] can tell whether a form was sent before; and what
/// a browser says about where a request comes from (`Sec-Fetch-Site`, `Origin`) must not speak against it, which also
/// covers the forms of nobody in particular, such as the one to sign in.
final class Csrf {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int PAGE_LENGTH = 16;

    private Csrf() {}

    /// The token for the forms of one page of this session: a name for the page, and its HMAC under the cookie's
    /// secret.
    static String token(Member member, RandomGenerator random) {
        byte[] page = new byte[PAGE_LENGTH];
        random.nextBytes(page);
        return token(member, BASE64.encodeToString(page));
    }

    private static String token(Member member, String page) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(member.token().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] code = mac.doFinal(("amana console form " + page).getBytes(StandardCharsets.UTF_8));
            return page + "." + BASE64.encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// Compared in constant time.
    static boolean matches(Member member, String sent) {
        return MessageDigest.isEqual(
                token(member, sent.substring(0, Math.max(0, sent.indexOf('.')))).getBytes(StandardCharsets.UTF_8),
                sent.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether the browser itself says that a window of its own shows the answer: no picture, frame or script of
    /// another page.
    static boolean isWindow(Exchange exchange) {
        return exchange.header("Sec-Fetch-Mode").orElse("").equals("navigate")
                && exchange.header("Sec-Fetch-Dest").orElse("").equals("document");
    }

    /// Whether the browser itself says that the request comes from a page of this very site, or says nothing.
    static boolean isOwn(Exchange exchange) {
        String site = exchange.header("Sec-Fetch-Site").orElse("same-origin");
        if (!site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        return exchange.header("Origin")
                .map(origin -> origin.toLowerCase(Locale.ROOT)
                        .endsWith("://" + exchange.host().toLowerCase(Locale.ROOT)))
                .orElse(true);
    }
}
