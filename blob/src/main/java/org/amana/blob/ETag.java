package org.amana.blob;

import java.util.Locale;

/// An entity tag without its quotes: `0x8DE2B0A1C2D3E4F`. Tags that we give rise with every change and are
/// unique in the whole catalog; tags that a client sends may be any text.
public record ETag(String value) {
    static ETag of(long version) {
        return new ETag("0x" + Long.toHexString(version).toUpperCase(Locale.ROOT));
    }

    /// Reads a tag with or without quotes; a weak tag counts as its strong one.
    public static ETag parse(String text) {
        String tag = text.strip();
        tag = tag.startsWith("W/") ? tag.substring(2) : tag;
        boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
        return new ETag(quoted ? tag.substring(1, tag.length() - 1) : tag);
    }

    /// As in a header: `"0x8DE2B0A1C2D3E4F"`.
    public String quoted() {
        return '"' + value + '"';
    }

    /// As in a listing: without quotes.
    @Override
    public String toString() {
        return value;
    }
}
