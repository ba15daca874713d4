package org.amana.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;

final class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=----WebKitFormBoundary7MA4";

    private record Read(String name, String fileName, String type, String content) {}

    @Test
    void aFormOfABrowserIsReadInOrder() throws IOException {
        List<Read> parts = read(
                TYPE,
                body(part("csrf", "", "", "token"), part("file", "محضر 14.pdf", "application/pdf", "%PDF-1.7\r\n--x")));
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).name()).isEqualTo("csrf");
        assertThat(parts.get(0).fileName()).isEmpty();
        assertThat(parts.get(0).content()).isEqualTo("token");
        assertThat(parts.get(1).fileName()).isEqualTo("محضر 14.pdf");
        assertThat(parts.get(1).type()).isEqualTo("application/pdf");
        assertThat(parts.get(1).content()).isEqualTo("%PDF-1.7\r\n--x");
    }

    @Test
    void contentThatLooksLikeTheBoundaryIsContent() throws IOException {
        String near = "\r\n------WebKitFormBoundary7MA\r\n\r\r\n--\r\n-----\r\n";
        assertThat(read(TYPE, body(part("file", "a", "", near))).getFirst().content())
                .isEqualTo(near);
    }

    @Test
    void anyContentComesOutAsItWentInHoweverItArrives() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 60; round++) {
            byte[] content = new byte[random.nextInt(200_000)];
            for (int i = 0; i < content.length; i++) {
                content[i] = "\r\n-abW".getBytes(UTF_8)[random.nextInt(6)];
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(head("file", "x", ""));
            body.writeBytes(content);
            body.writeBytes("\r\n------WebKitFormBoundary7MA4--\r\n".getBytes(UTF_8));
            InputStream slow = new Dribble(body.toByteArray(), random);
            Multipart multipart = Multipart.of(TYPE, slow);
            assertThat(multipart.next().orElseThrow().content().readAllBytes()).isEqualTo(content);
            assertThat(multipart.next()).isEmpty();
        }
    }

    @Test
    void aFormHasBoundedlyManyParts() throws IOException {
        byte[][] parts = new byte[Multipart.MOST_PARTS + 1][];
        Arrays.fill(parts, part("file", "x", "", ""));
        Multipart multipart = Multipart.of(TYPE, stream(body(parts)));
        for (int i = 0; i < Multipart.MOST_PARTS; i++) {
            assertThat(multipart.next()).isPresent();
        }
        assertThatThrownBy(multipart::next)
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("at most 5000 parts");
        assertThat(read(TYPE, body(Arrays.copyOf(parts, Multipart.MOST_PARTS)))).hasSize(Multipart.MOST_PARTS);
    }

    @Test
    void whatIsLeftOfAPartIsSkipped() throws IOException {
        Multipart multipart = Multipart.of(
                TYPE, stream(body(part("a", "x", "", "0123456789".repeat(20_000)), part("b", "", "", "two"))));
        assertThat(multipart.next().orElseThrow().content().read()).isEqualTo('0');
        assertThat(multipart.next().orElseThrow().content().readAllBytes())
                .asString(UTF_8)
                .isEqualTo("two");
    }

    @Test
    void thePathOfAFileNameIsLeftOff() throws IOException {
        assertThat(read(TYPE, body(part("f", "C:\\Users\\x\\..\\a.txt", "", "")))
                        .getFirst()
                        .fileName())
                .isEqualTo("a.txt");
        assertThat(read(TYPE, body(part("f", "../../etc/passwd", "", "")))
                        .getFirst()
                        .fileName())
                .isEqualTo("passwd");
    }

    /// On Linux and macOS it is one.
    @Test
    void aBackslashIsACharacterOfAName() throws IOException {
        for (String name : List.of("a\\x.txt", "back\\slash.txt", "1:\\", "\\x")) {
            assertThat(read(TYPE, body(part("f", name, "", ""))).getFirst().fileName())
                    .isEqualTo(name);
        }
        assertThat(read(TYPE, body(part("f", "\\\\host\\share\\a.txt", "", "")))
                        .getFirst()
                        .fileName())
                .isEqualTo("a.txt");
    }

    @Test
    void quotesInAFileNameComeBack() throws IOException {
        assertThat(read(TYPE, body(part("f", "a%22b%0D%0A.txt", "", "")))
                        .getFirst()
                        .fileName())
                .isEqualTo("a\"b.txt");
    }

    @Test
    void aFileInputThatWasLeftEmptyIsNoFile() throws IOException {
        Multipart multipart = Multipart.of(TYPE, stream(body(part("file", "", "application/octet-stream", ""))));
        assertThat(multipart.next().orElseThrow().isFile()).isFalse();
    }

    @Test
    void aBodyThatEndsInTheMiddleIsIncomplete() {
        byte[] whole = body(part("a", "x", "", "some content"));
        for (int length = 0; length < whole.length - 2; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(TYPE, cut))
                    .as("cut at %d", length)
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INCOMPLETE_BODY));
        }
    }

    @Test
    void anotherContentTypeIsRefused() {
        for (String type : List.of(
                "", "application/json", "multipart/form-data", "multipart/form-data; boundary=" + "x".repeat(71))) {
            assertThatThrownBy(() -> Multipart.of(type, stream(new byte[0])))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA));
        }
    }

    @Test
    void headersWithoutEndAreRefused() {
        byte[] endless = ("------WebKitFormBoundary7MA4\r\nX: " + "y".repeat(100_000)).getBytes(UTF_8);
        assertThatThrownBy(() -> read(TYPE, endless))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    private static List<Read> read(String type, byte[] body) throws IOException {
        List<Read> parts = new ArrayList<>();
        Multipart multipart = Multipart.of(type, stream(body));
        for (Optional<Multipart.Part> part = multipart.next(); part.isPresent(); part = multipart.next()) {
            Multipart.Part one = part.get();
            parts.add(new Read(
                    one.name(),
                    one.fileName(),
                    one.type(),
                    new String(one.content().readAllBytes(), UTF_8)));
        }
        return parts;
    }

    private static InputStream stream(byte[] body) {
        return new ByteArrayInputStream(body);
    }

    private static byte[] body(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
            out.writeBytes("\r\n".getBytes(UTF_8));
        }
        out.writeBytes("------WebKitFormBoundary7MA4--\r\n".getBytes(UTF_8));
        return out.toByteArray();
    }

    private static byte[] part(String name, String fileName, String type, String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head(name, fileName, type));
        out.writeBytes(content.getBytes(UTF_8));
        return out.toByteArray();
    }

    private static byte[] head(String name, String fileName, String type) {
        return ("------WebKitFormBoundary7MA4\r\nContent-Disposition: form-data; name=\"" + name + "\""
                        + (fileName.isEmpty() && type.isEmpty() ? "" : "; filename=\"" + fileName + "\"")
                        + (type.isEmpty() ? "" : "\r\nContent-Type: " + type) + "\r\n\r\n")
                .getBytes(UTF_8);
    }

    /// Gives its bytes in pieces of any size, as networks do.
    private static final class Dribble extends InputStream {
        private final byte[] bytes;
        private final SplittableRandom random;
        private int at;

        Dribble(byte[] bytes, SplittableRandom random) {
            this.bytes = bytes;
            this.random = random;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == bytes.length) {
                return -1;
            }
            int count = Math.min(Math.min(length, bytes.length - at), 1 + random.nextInt(9_000));
            System.arraycopy(bytes, at, target, offset, count);
            at += count;
            return count;
        }
    }
}
