package org.amana.web.blob;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/// Makes account signatures, for clients that take a URL instead of a key. A signature inherits the purpose of
/// the key that makes it, and the gate decides each request with it like any other.
///
/// Source: Azure REST, *Create an account SAS*.
public final class IssuedSas {
    private static final String VERSION = "2021-12-02";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private IssuedSas() {}

    /// The query of a signature for blobs, at every level.
    ///
    /// @param secret      the key's bytes
    /// @param permissions letters of Azure's `sp`, such as `rwdlac`
    /// @return without the leading question mark
    public static String query(String account, byte[] secret, String permissions, Instant from, Instant until) {
        Sas.Terms terms =
                new Sas.Terms(VERSION, permissions, TIME.format(from), TIME.format(until), "", "https,http", "", "");
        String text =
                new AccountSas(terms, "b", "sco").stringToSign(new Target(account, false, Level.ACCOUNT, "", "", ""));
        byte[] signature = Signature.hmac(secret, text.getBytes(StandardCharsets.UTF_8));
        return "sv=" + VERSION + "&ss=b&srt=sco&sp=" + permissions + "&st=" + encode(terms.start()) + "&se="
                + encode(terms.expiry()) + "&spr=https,http&sig="
                + encode(Base64.getEncoder().encodeToString(signature));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
