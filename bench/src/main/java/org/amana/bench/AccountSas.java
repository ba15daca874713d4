package org.amana.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An account shared access signature with all rights on blobs, so that a plain load generator can be used
/// against any server that speaks the API.
///
/// Source: Azure REST, Create an account SAS, string-to-sign of version 2020-12-06 and later.
final class AccountSas {
    private static final String VERSION = "2021-12-02";

    private AccountSas() {}

    static String query(String account, String base64Key) {
        Instant now = Instant.now();
        String starts = time(now.minus(Duration.ofMinutes(10)));
        String ends = time(now.plus(Duration.ofDays(1)));
        String permissions = "rwdlac";
        String text = String.join("\n", account, permissions, "b", "sco", starts, ends, "", "http", VERSION, "", "");
        return "sv=" + VERSION + "&ss=b&srt=sco&sp=" + permissions + "&st=" + encode(starts) + "&se=" + encode(ends)
                + "&spr=http&sig=" + encode(sign(text, base64Key));
    }

    private static String sign(String text, String base64Key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(base64Key), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String time(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
