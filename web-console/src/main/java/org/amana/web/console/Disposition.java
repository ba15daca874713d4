package org.amana.web.console;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// `Content-Disposition` for a file to be saved (RFC 6266, RFC 8187): the name in ASCII for old clients, and whole.
/// Path separators and characters that cannot be seen are taken out, so that no name can reach out of the folder or
/// pretend to be of another type.
final class Disposition {
    private static final String PLAIN = "!#$&+-.^_`|~";

    private Disposition() {}

    static String attachment(String blobName) {
        String name = safe(blobName.substring(blobName.lastIndexOf('/') + 1));
        return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static String safe(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.codePoints().filter(Disposition::isVisible).forEach(out::appendCodePoint);
        String kept = out.toString().strip();
        return kept.isEmpty() || kept.chars().allMatch(c -> c == '.') ? "file" : kept;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> c != '/' && c != '\\';
        };
    }

    private static String ascii(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.codePoints().forEach(c -> out.append(Ascii.isPrintable(c) && c != '"' && c != '%' ? (char) c : '_'));
        return out.toString();
    }

    private static String encoded(String name) {
        StringBuilder out = new StringBuilder(name.length() * 2);
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = Ascii.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
            out.append(plain ? Character.toString(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return out.toString();
    }
}
