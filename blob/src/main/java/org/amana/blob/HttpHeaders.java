package org.amana.blob;

import java.util.Optional;

/// The standard headers that a blob keeps and gives back; "" is an absent one. `Content-Encoding` is stored,
/// never applied.
///
/// @param contentMd5 what the client says of the whole blob, or what Put Blob computed
public record HttpHeaders(
        String contentType,
        String contentEncoding,
        String contentLanguage,
        String contentDisposition,
        String cacheControl,
        Optional<Md5> contentMd5) {

    public static final String DEFAULT_TYPE = "application/octet-stream";

    /// Nothing but the default content type.
    public static final HttpHeaders NONE = new HttpHeaders("", "", "", "", "", Optional.empty());

    /// An empty content type becomes [#DEFAULT_TYPE].
    public HttpHeaders {
        contentType = contentType.isEmpty() ? DEFAULT_TYPE : contentType;
    }

    public static HttpHeaders ofType(String contentType) {
        return new HttpHeaders(contentType, "", "", "", "", Optional.empty());
    }

    public HttpHeaders withMd5(Optional<Md5> md5) {
        return new HttpHeaders(contentType, contentEncoding, contentLanguage, contentDisposition, cacheControl, md5);
    }
}
