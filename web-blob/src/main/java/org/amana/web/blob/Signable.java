package org.amana.web.blob;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amana.web.http.Header;

/// The parts of a request that Shared Key signs (Azure: *Authorize with Shared Key*).
///
/// @param rawPath the path as sent, still encoded
record Signable(String method, List<Header> headers, String rawPath, Query query, ServiceVersion version) {
    private static final Pattern KEYS = Pattern.compile(
            "^(" + CustomerKeyHeaders.KEY + ":|" + CustomerKeyHeaders.SOURCE_KEY + ":).*$",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    Signable {
        headers = List.copyOf(headers);
    }

    /// What a client of `Shared Key` may have signed for that account; the first is what the documentation says.
    /// The others differ in the storage headers: Windows sorts `_` before digits and passes over `-`, and SDKs
    /// follow it; before version 2016-05-31 empty ones were left out. Or they differ in what a plus in the query
    /// is.
    SequencedSet<String> sharedKey(String account) {
        String standard = String.join(
                "\n",
                method,
                header("Content-Encoding"),
                header("Content-Language"),
                contentLength(),
                header("Content-MD5"),
                header("Content-Type"),
                date(),
                header("If-Modified-Since"),
                header("If-Match"),
                header("If-None-Match"),
                header("If-Unmodified-Since"),
                header("Range"));
        SequencedSet<String> candidates = new LinkedHashSet<>();
        for (String parameters : query.canonical()) {
            candidates.addAll(inEachOrder(standard, "/" + account + rawPath + parameters));
        }
        return candidates;
    }

    /// What a client of `Shared Key Lite` may have signed for that account.
    SequencedSet<String> sharedKeyLite(String account) {
        String standard = String.join("\n", method, header("Content-MD5"), header("Content-Type"), date());
        String comp = query.has("comp") ? "?comp=" + query.text("comp") : "";
        return inEachOrder(standard, "/" + account + rawPath + comp);
    }

    private SequencedSet<String> inEachOrder(String standard, String resource) {
        SequencedSet<String> candidates = new LinkedHashSet<>();
        Map<String, String> storage = storageHeaders();
        Map<String, String> filled = new TreeMap<>(storage);
        filled.values().removeIf(String::isEmpty);
        boolean old = !version.isAtLeast(ServiceVersion.V2016_05_31);
        for (Map<String, String> signed : old ? List.of(filled, storage) : List.of(storage)) {
            for (Comparator<String> order : List.of(Comparator.<String>naturalOrder(), HeaderOrder.WINDOWS)) {
                candidates.add(standard + canonical(signed, order) + "\n" + resource);
            }
        }
        return candidates;
    }

    private static String canonical(Map<String, String> storage, Comparator<String> order) {
        List<String> names = new ArrayList<>(storage.keySet());
        names.sort(order);
        StringBuilder signed = new StringBuilder();
        for (String name : names) {
            signed.append('\n').append(name).append(':').append(storage.get(name));
        }
        return signed.toString();
    }

    private Map<String, String> storageHeaders() {
        Map<String, String> storage = new TreeMap<>();
        for (Header header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (name.startsWith("x-ms-")) {
                storage.merge(name, header.value().strip(), (first, second) -> first + "," + second);
            }
        }
        return storage;
    }

    /// A string to sign as it may be told: without the customer's keys, which are signed like all storage headers.
    static String withoutKeys(String stringToSign) {
        return KEYS.matcher(stringToSign).replaceAll("$1(not repeated)");
    }

    /// The first header of that name, "" when there is none.
    String header(String name) {
        return Header.values(headers, name).findFirst().map(String::strip).orElse("");
    }

    /// All headers of that name as if they were one (RFC 9110 section 5.3), "" when there is none.
    String joined(String name) {
        return Header.values(headers, name).map(String::strip).collect(Collectors.joining(", "));
    }

    /// Empty for an empty body, but "0" before version 2015-02-21.
    private String contentLength() {
        String length = header("Content-Length");
        return length.equals("0") && version.isAtLeast(ServiceVersion.V2015_02_21) ? "" : length;
    }

    private String date() {
        return header("x-ms-date").isEmpty() ? header("Date") : "";
    }
}
