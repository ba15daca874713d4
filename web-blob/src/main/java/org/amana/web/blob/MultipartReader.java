package org.amana.web.blob;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.web.http.Header;
import org.jspecify.annotations.Nullable;

/// Reads the body of a batch: `multipart/mixed` (RFC 2046 §5.1.3) of parts that are requests, `application/http`
/// without a body of their own (Azure REST: *Blob Batch*, after OData). A line may end in LF alone.
final class MultipartReader {
    private static final String MIXED = "multipart/mixed";

    /// RFC 2046 §5.1.1.
    private static final int LONGEST_BOUNDARY = 70;

    private static final int LONGEST_CONTENT_ID = 256;
    private static final int MOST_HEADERS = 100;

    /// How many parts are read on, once there are too many to be done, so that the refusal can tell the number.
    private static final int MOST_PARTS = 10_000;

    private final String text;
    private final String delimiter;
    private int at;

    private MultipartReader(String text, String boundary) {
        this.text = text;
        this.delimiter = "--" + boundary;
    }

    /// The boundary that a `Content-Type` names; "" when it is no `multipart/mixed` with a usable one.
    static String boundary(String contentType) {
        String[] pieces = contentType.split(";", -1);
        if (!pieces[0].strip().equalsIgnoreCase(MIXED)) {
            return "";
        }
        for (String piece : pieces) {
            String parameter = piece.strip();
            if (parameter.toLowerCase(Locale.ROOT).startsWith("boundary=")) {
                String boundary = unquoted(parameter.substring("boundary=".length()));
                return isUsable(boundary) ? boundary : "";
            }
        }
        return "";
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static boolean isUsable(String boundary) {
        return !boundary.isBlank()
                && boundary.length() <= LONGEST_BOUNDARY
                && boundary.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    /// The parts in their order; at least one.
    ///
    /// @throws AmanaException `INVALID_ARGUMENT` when it is not what it should be, saying in which part
    static List<BatchPart> parts(byte[] body, String boundary) {
        return new MultipartReader(new String(body, StandardCharsets.UTF_8), boundary).parts();
    }

    private List<BatchPart> parts() {
        skipPreamble();
        List<BatchPart> parts = new ArrayList<>();
        for (String line = line(parts); !line.equals(delimiter + "--"); line = line(parts)) {
            if (!line.equals(delimiter)) {
                throw malformed(parts, "has text behind its request");
            }
            if (parts.size() == MOST_PARTS) {
                throw malformed(parts, "is one too many");
            }
            parts.add(part(parts));
        }
        if (parts.isEmpty()) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "the batch has no requests");
        }
        return parts;
    }

    /// Up to the first delimiter, which is read again.
    private void skipPreamble() {
        int start = at;
        for (String line = next(); line != null; line = next()) {
            if (isDelimiter(line)) {
                at = start;
                return;
            }
            start = at;
        }
        throw new AmanaException(
                ErrorCode.INVALID_ARGUMENT, "the batch has no line " + delimiter + ", its Content-Type's boundary");
    }

    private boolean isDelimiter(String line) {
        return line.equals(delimiter) || line.equals(delimiter + "--");
    }

    private BatchPart part(List<BatchPart> before) {
        String contentId = "";
        boolean request = false;
        for (Header header : headers(before)) {
            if (header.is("Content-Type")) {
                request = header.value().toLowerCase(Locale.ROOT).startsWith("application/http");
            } else if (header.is("Content-ID")) {
                contentId = header.value();
            }
        }
        if (!request) {
            throw malformed(before, "has no Content-Type: application/http");
        }
        if (contentId.length() > LONGEST_CONTENT_ID) {
            throw malformed(before, "has a Content-ID of " + contentId.length() + " characters");
        }
        return request(before, contentId);
    }

    private BatchPart request(List<BatchPart> before, String contentId) {
        String line = line(before);
        String[] words = line.split(" ");
        if (words.length != 3 || !words[2].startsWith("HTTP/1.") || !words[0].matches("[A-Z]{1,20}")) {
            throw malformed(before, "does not begin with METHOD PATH HTTP/1.1");
        }
        String target = path(words[1]);
        if (!target.chars().allMatch(c -> c > ' ' && c != 0x7F && c != '#' && c != '\uFFFD')) {
            throw malformed(before, "has a path with a character that must be percent-encoded");
        }
        List<Header> headers = headers(before);
        skipBlankLines();
        int question = target.indexOf('?');
        return new BatchPart(
                contentId,
                words[0],
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers);
    }

    /// A path, whether it was sent as one, without its first slash or as a whole URL.
    private static String path(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        int authority = target.indexOf("://");
        if (authority < 0) {
            return "/" + target;
        }
        int slash = target.indexOf('/', authority + 3);
        return slash < 0 ? "/" : target.substring(slash);
    }

    /// Header lines up to an empty one, or, as some clients end a part, up to the next delimiter.
    private List<Header> headers(List<BatchPart> before) {
        List<Header> headers = new ArrayList<>();
        while (true) {
            int start = at;
            String line = line(before);
            if (line.isEmpty()) {
                return headers;
            }
            if (isDelimiter(line)) {
                at = start;
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || !isToken(line, colon) || !isText(line) || headers.size() == MOST_HEADERS) {
                throw malformed(before, "has a line that is no header, or too many: " + line);
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
    }

    /// RFC 9110 §5.1: names are tokens.
    private static boolean isToken(String line, int end) {
        return line.substring(0, end)
                .chars()
                .allMatch(c -> c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    private static boolean isText(String line) {
        return line.chars().allMatch(c -> c >= ' ' ? c != 0x7F : c == '\t');
    }

    private void skipBlankLines() {
        int start = at;
        for (String line = next(); line != null && line.isEmpty(); line = next()) {
            start = at;
        }
        at = start;
    }

    private String line(List<BatchPart> before) {
        String line = next();
        if (line == null) {
            throw malformed(before, "ends without " + delimiter + "--");
        }
        return line;
    }

    /// The next line without its end, null after the last.
    private @Nullable String next() {
        if (at >= text.length()) {
            return null;
        }
        int end = text.indexOf('\n', at);
        String line = end < 0 ? text.substring(at) : text.substring(at, end);
        at = end < 0 ? text.length() : end + 1;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static AmanaException malformed(List<BatchPart> before, String what) {
        return new AmanaException(ErrorCode.INVALID_ARGUMENT, "part " + before.size() + " of the batch " + what);
    }
}
