package org.amana.blob;

import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The standard headers that a blob keeps and gives back; "" is an absent one. `Content-Encoding` is stored,
/// never applied.
///
/// @param contentType absent only after Set Blob Properties without one
/// @param contentMd5 what the client says of the whole blob, or what Put Blob computed
public record HttpHeaders(
        String contentType,
        String contentEncoding,
        String contentLanguage,
        String contentDisposition,
        String cacheControl,
        Optional<Md5> contentMd5) {

    public static final String DEFAULT_TYPE = "application/octet-stream";

    /// None of them.
    public static final HttpHeaders NONE = new HttpHeaders("", "", "", "", "", Optional.empty());

    /// @throws AmanaException `INVALID_HEADER` for a line break or another control character in a value
    public HttpHeaders {
        if (hasControl(contentType)
                || hasControl(contentEncoding)
                || hasControl(contentLanguage)
                || hasControl(contentDisposition)
                || hasControl(cacheControl)) {
            throw new AmanaException(ErrorCode.INVALID_HEADER, "a header of the blob has a control character");
        }
    }

    public static HttpHeaders ofType(String contentType) {
        return new HttpHeaders(contentType, "", "", "", "", Optional.empty());
    }

    /// These, with [#DEFAULT_TYPE] in place of an absent type: what new content gets.
    HttpHeaders withType() {
        return contentType.isEmpty()
                ? new HttpHeaders(
                        DEFAULT_TYPE, contentEncoding, contentLanguage, contentDisposition, cacheControl, contentMd5)
                : this;
    }

    public HttpHeaders withMd5(Optional<Md5> md5) {
        return new HttpHeaders(contentType, contentEncoding, contentLanguage, contentDisposition, cacheControl, md5);
    }

    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' && value.charAt(i) != '\t') {
                return true;
            }
        }
        return false;
    }
}
