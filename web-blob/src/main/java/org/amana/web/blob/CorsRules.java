package org.amana.web.blob;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.amana.blob.ServiceProperties.CorsRule;

/// An account's rules for pages of other origins. The first that is for an origin and a method counts, and no other
/// then (Azure: *CORS support for Azure Storage*, *Evaluate CORS rules*). Lists in a rule are divided by commas.
record CorsRules(List<CorsRule> rules) {
    private static final String ANY = "*";

    CorsRules {
        rules = List.copyOf(rules);
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /// The rule that lets a page of this origin send such a request.
    ///
    /// @param headers names that the page would set, divided by commas
    Optional<CorsRule> forPreflight(String origin, String method, String headers) {
        return forRequest(origin, method)
                .filter(rule -> items(headers).allMatch(name -> matchesHeader(rule.allowedHeaders(), name)));
    }

    /// The rule that lets a page of this origin read the answer to a request it sent.
    Optional<CorsRule> forRequest(String origin, String method) {
        return rules.stream()
                .filter(rule -> allowsOrigin(rule, origin) && allowsMethod(rule, method))
                .findFirst();
    }

    /// Whether answers to this method are the same for every origin, as far as a rule speaks of it.
    boolean isOpenToAll(String method) {
        return rules.stream().anyMatch(rule -> isOpenToAll(rule) && allowsMethod(rule, method));
    }

    static boolean isOpenToAll(CorsRule rule) {
        return items(rule.allowedOrigins()).anyMatch(ANY::equals);
    }

    /// What the page may read of an answer with these headers: the names in the rule, whether the answer has them or
    /// not, and in place of `*` and beginnings that end in `*` those of the answer's that they match.
    static List<String> exposed(CorsRule rule, List<String> names) {
        Map<String, String> exposed = new LinkedHashMap<>();
        items(rule.exposedHeaders())
                .flatMap(item ->
                        item.endsWith(ANY) ? names.stream().filter(name -> matchesHeader(item, name)) : Stream.of(item))
                .forEach(name -> exposed.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
        return List.copyOf(exposed.values());
    }

    private static boolean allowsOrigin(CorsRule rule, String origin) {
        return items(rule.allowedOrigins()).anyMatch(allowed -> matchesOrigin(allowed, origin));
    }

    /// Origins are compared with case; `https://*.example.org` is every host below.
    private static boolean matchesOrigin(String allowed, String origin) {
        int star = allowed.indexOf(ANY);
        if (star < 0 || allowed.equals(ANY)) {
            return allowed.equals(ANY) || allowed.equals(origin);
        }
        String before = allowed.substring(0, star);
        String after = allowed.substring(star + 1);
        return after.startsWith(".")
                && origin.length() > before.length() + after.length()
                && origin.startsWith(before)
                && origin.endsWith(after)
                && origin.indexOf('/', before.length()) < 0;
    }

    private static boolean allowsMethod(CorsRule rule, String method) {
        return items(rule.allowedMethods()).anyMatch(method::equals);
    }

    private static boolean matchesHeader(String list, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        Predicate<String> matches = allowed -> allowed.endsWith(ANY)
                ? wanted.startsWith(allowed.substring(0, allowed.length() - 1))
                : wanted.equals(allowed);
        return items(list).map(item -> item.toLowerCase(Locale.ROOT)).anyMatch(matches);
    }

    private static Stream<String> items(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(item -> !item.isEmpty());
    }
}
