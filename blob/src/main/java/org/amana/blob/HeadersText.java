package org.amana.blob;

import java.util.Optional;

/// The column `other_headers`: the four that few blobs have, a line each in the order `Content-Encoding`,
/// `Content-Language`, `Content-Disposition`, `Cache-Control`. NULL when there is none of them.
final class HeadersText {
    private static final int LENGTH_OF_NONE = 3; // the three line breaks

    private HeadersText() {}

    static Optional<String> of(HttpHeaders headers) {
        String text = String.join(
                "\n",
                headers.contentEncoding(),
                headers.contentLanguage(),
                headers.contentDisposition(),
                headers.cacheControl());
        return text.length() == LENGTH_OF_NONE ? Optional.empty() : Optional.of(text);
    }

    /// @param type, md5 what has columns of its own
    static HttpHeaders parse(String type, Optional<String> text, Optional<Md5> md5) {
        if (text.isEmpty()) {
            return new HttpHeaders(type, "", "", "", "", md5);
        }
        String[] parts = text.get().split("\n", -1);
        return new HttpHeaders(type, parts[0], parts[1], parts[2], parts[3], md5);
    }
}
