package org.amana.web.blob;

import java.util.Locale;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A URL that a header names, taken apart and otherwise as sent.
///
/// @param text all of it
record SourceUrl(String text, String authority, String rawPath, String rawQuery) {
    /// Azure REST: *Copy Blob*, 2 KiB.
    private static final int LONGEST = 2048;

    /// @throws AmanaException `OUT_OF_RANGE` when it is longer than 2 KiB, `INVALID_HEADER` when it is no http or
    ///     https URL with a path
    static SourceUrl parse(String url) {
        if (url.length() > LONGEST) {
            throw new AmanaException(
                    ErrorCode.OUT_OF_RANGE,
                    "x-ms-copy-source has at most " + LONGEST + " characters, not " + url.length());
        }
        String lower = url.toLowerCase(Locale.ROOT);
        int scheme = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : -1;
        int slash = scheme < 0 ? -1 : url.indexOf('/', scheme);
        if (slash <= scheme || url.substring(scheme, slash).indexOf('@') >= 0) {
            throw new AmanaException(ErrorCode.INVALID_HEADER, "x-ms-copy-source: " + url + " is not the URL of a blob")
                    .with("HeaderName", "x-ms-copy-source")
                    .with("HeaderValue", url);
        }
        int question = url.indexOf('?', slash);
        return question < 0
                ? new SourceUrl(url, url.substring(scheme, slash), url.substring(slash), "")
                : new SourceUrl(
                        url, url.substring(scheme, slash), url.substring(slash, question), url.substring(question + 1));
    }
}
