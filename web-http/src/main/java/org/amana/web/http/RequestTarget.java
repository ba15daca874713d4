package org.amana.web.http;

import java.util.Locale;
import java.util.Optional;

/// A request target taken apart (RFC 9112 §3.2), nothing in it decoded.
///
/// @param authority of an absolute target such as proxies send
record RequestTarget(Optional<String> authority, String path, String query) {

    /// Reads origin form, absolute form and `*`.
    ///
    /// @throws IllegalArgumentException with a message for the client when it is none of these or holds what no
    /// target may
    static RequestTarget parse(String method, String target) {
        requireVisible(target);
        if (target.startsWith("/")) {
            return split(Optional.empty(), target);
        }
        if (target.equals("*") && method.equals("OPTIONS")) {
            return new RequestTarget(Optional.empty(), "*", "");
        }
        String scheme = target.substring(0, Math.min(8, target.length())).toLowerCase(Locale.ROOT);
        if (scheme.startsWith("http://") || scheme.startsWith("https://")) {
            return absolute(target.substring(target.indexOf("//") + 2));
        }
        throw new IllegalArgumentException("The request target is neither a path nor an http URL.");
    }

    private static RequestTarget absolute(String rest) {
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
            end++;
        }
        String authority = rest.substring(0, end);
        if (authority.isEmpty() || authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("The request target has no usable authority.");
        }
        String pathAndQuery = rest.substring(end);
        return split(Optional.of(authority), pathAndQuery.startsWith("/") ? pathAndQuery : "/" + pathAndQuery);
    }

    private static RequestTarget split(Optional<String> authority, String pathAndQuery) {
        int question = pathAndQuery.indexOf('?');
        return question < 0
                ? new RequestTarget(authority, pathAndQuery, "")
                : new RequestTarget(
                        authority, pathAndQuery.substring(0, question), pathAndQuery.substring(question + 1));
    }

    /// U+FFFD stands for bytes that were not UTF-8; `#` begins a fragment, which never belongs to a request.
    private static void requireVisible(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c == 0x7F || c == '#' || c == '\uFFFD') {
                throw new IllegalArgumentException(
                        "The request target holds a character that must be percent-encoded, at position " + i + ".");
            }
        }
    }
}
