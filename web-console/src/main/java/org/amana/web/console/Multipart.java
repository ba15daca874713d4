package org.amana.web.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A `multipart/form-data` body (RFC 7578, RFC 2046 §5.1) read part by part as it streams in; no part is ever kept
/// whole. Used by one thread.
final class Multipart {
    private static final int WINDOW = 64 * 1024;
    private static final int LARGEST_HEADERS = 8 * 1024;
    private static final int LONGEST_BOUNDARY = 70;

    /// Our own page sends each file in a form of its own; a browser without its script puts all that were chosen in
    /// one.
    static final int MOST_PARTS = 5_000;

    private final InputStream in;
    /// What parts one part from the next: CR LF, two hyphens, the boundary.
    private final byte[] delimiter;
    private final byte[] window = new byte[WINDOW];
    private int from;
    private int to;
    private int parts;
    private boolean ended;
    private Content current = new Content();

    /// One part.
    ///
    /// @param name     of the form's field
    /// @param fileName as the browser sent it, its path left off; empty for a plain field
    /// @param type     as the browser sent it, empty if it did not
    /// @param content  good until the next part is asked for
    record Part(String name, String fileName, String type, InputStream content) {
        boolean isFile() {
            return !fileName.isEmpty();
        }
    }

    private Multipart(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// @param contentType the header of the request
    /// @throws AmanaException `UNSUPPORTED_MEDIA` if it is not multipart form data with a boundary
    static Multipart of(String contentType, InputStream body) throws IOException {
        String boundary = parameter(contentType, "boundary");
        boolean right = contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
        if (!right || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw new AmanaException(
                    ErrorCode.UNSUPPORTED_MEDIA, "files come as multipart/form-data, not as " + contentType);
        }
        Multipart multipart = new Multipart(body, boundary);
        multipart.begin();
        return multipart;
    }

    /// The next part; what is left of the one before is skipped. Empty after the last.
    ///
    /// @throws AmanaException `INCOMPLETE_BODY` if the body ends in the middle, `INVALID_ARGUMENT` if it is
    ///     malformed or has too many parts
    Optional<Part> next() throws IOException {
        current.skipRest();
        if (ended) {
            return Optional.empty();
        }
        need(2);
        if (window[from] == '-' && window[from + 1] == '-') {
            ended = true;
            return Optional.empty();
        }
        if (parts == MOST_PARTS) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT,
                    "a form has at most " + MOST_PARTS + " parts; files further on in it are not taken in");
        }
        parts++;
        String headers = headers();
        String disposition = header(headers, "content-disposition");
        current = new Content();
        return Optional.of(new Part(
                parameter(disposition, "name"),
                baseName(parameter(disposition, "filename")),
                header(headers, "content-type"),
                current));
    }

    /// Skips what comes before the first boundary. The first one has no line end before it; one is put there.
    private void begin() throws IOException {
        window[0] = '\r';
        window[1] = '\n';
        to = 2;
        current.skipRest();
    }

    /// Header lines up to the empty one; they begin with the rest of the boundary's own line, which is white space.
    private String headers() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            need(1);
            byte b = window[from++];
            lines.write(b);
            matched = b == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : b == '\r' ? 1 : 0;
            if (lines.size() > LARGEST_HEADERS) {
                throw new AmanaException(
                        ErrorCode.INVALID_ARGUMENT, "the headers of a part have at most " + LARGEST_HEADERS + " bytes");
            }
        }
        return lines.toString(StandardCharsets.UTF_8);
    }

    /// Fills the window until it holds that many bytes.
    private void need(int bytes) throws IOException {
        while (to - from < bytes) {
            if (!fill()) {
                throw new AmanaException(ErrorCode.INCOMPLETE_BODY, "the form ends in the middle of a part");
            }
        }
    }

    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(window, from, window, 0, to - from);
            to -= from;
            from = 0;
        }
        int read = in.read(window, to, window.length - to);
        to += Math.max(0, read);
        return read >= 0;
    }

    /// The bytes of one part: everything up to the next delimiter.
    private final class Content extends InputStream {
        private boolean done;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int ready = ready();
            if (ready == 0) {
                return -1;
            }
            int count = Math.min(ready, length);
            System.arraycopy(window, from, target, offset, count);
            from += count;
            return count;
        }

        void skipRest() throws IOException {
            for (int ready = ready(); ready > 0; ready = ready()) {
                from += ready;
            }
        }

        /// How many bytes at the front of the window surely belong to this part; 0 at its end, the delimiter then
        /// being consumed.
        private int ready() throws IOException {
            if (done) {
                return 0;
            }
            while (true) {
                int at = indexOfDelimiter();
                if (at > from) {
                    return at - from;
                }
                if (at == from && to - from >= delimiter.length) {
                    from += delimiter.length;
                    done = true;
                    return 0;
                }
                if (!fill()) {
                    throw new AmanaException(ErrorCode.INCOMPLETE_BODY, "the form ends in the middle of a part");
                }
            }
        }

        /// Where the delimiter, or a beginning of it cut off by the end of the window, first stands; the end of the
        /// window if nowhere.
        private int indexOfDelimiter() {
            for (int at = from; at < to; at++) {
                int length = Math.min(delimiter.length, to - at);
                int same = 0;
                while (same < length && window[at + same] == delimiter[same]) {
                    same++;
                }
                if (same == length) {
                    return at;
                }
            }
            return to;
        }
    }

    private static String header(String headers, String name) {
        for (String line : headers.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return "";
    }

    /// A parameter of a header value. Browsers write a quote in it as `%22` and leave a percent sign as it
    /// is (HTML standard, multipart form data), so a name with `%22` in it comes out as one with a quote:
    /// where a name must be exact, it travels in a field of its own.
    private static String parameter(String value, String name) {
        String lower = value.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(name + "="); at >= 0; at = lower.indexOf(name + "=", at + 1)) {
            if (at > 0 && "; \t".indexOf(lower.charAt(at - 1)) >= 0) {
                return unquoted(value.substring(at + name.length() + 1));
            }
        }
        return "";
    }

    private static String unquoted(String text) {
        if (text.startsWith("\"")) {
            int close = text.indexOf('"', 1);
            String inner = close < 0 ? "" : text.substring(1, close);
            return inner.replace("%22", "\"").replace("%0D", "").replace("%0A", "");
        }
        int end = text.indexOf(';');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    /// A backslash parts the steps of a path on Windows alone; elsewhere it is a character of the name.
    private static String baseName(String fileName) {
        int slash = fileName.lastIndexOf('/');
        return fileName.substring(Math.max(slash, isOfWindows(fileName) ? fileName.lastIndexOf('\\') : -1) + 1);
    }

    /// `C:\x` or `\\host\x`, as no browser of these days sends it.
    private static boolean isOfWindows(String path) {
        return path.startsWith("\\\\") || (path.startsWith(":\\", 1) && Character.isLetter(path.charAt(0)));
    }
}
