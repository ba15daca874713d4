package org.amana.search;

/// What a file broadly is, the tabs over a page of hits.
public enum FileKind {
    DOCUMENT,
    IMAGE,
    VIDEO,
    SOUND,
    OTHER;

    /// The kind of a media type such as `image/png`.
    public static FileKind of(String mediaType) {
        String type = mediaType.strip();
        if (type.startsWith("image/")) {
            return IMAGE;
        }
        if (type.startsWith("video/")) {
            return VIDEO;
        }
        if (type.startsWith("audio/")) {
            return SOUND;
        }
        return isDocument(type) ? DOCUMENT : OTHER;
    }

    /// Whether a media type is a mail's.
    static boolean isMail(String type) {
        return type.startsWith("message/") || type.startsWith("application/vnd.ms-outlook");
    }

    private static boolean isDocument(String type) {
        return type.startsWith("text/")
                || type.startsWith("message/")
                || type.startsWith("application/pdf")
                || type.startsWith("application/rtf")
                || type.startsWith("application/msword")
                || type.startsWith("application/epub")
                || type.startsWith("application/xhtml")
                || type.startsWith("application/vnd.ms-")
                || type.startsWith("application/vnd.oasis.opendocument")
                || type.startsWith("application/vnd.openxmlformats")
                || type.endsWith("/xml")
                || type.endsWith("/json");
    }
}
