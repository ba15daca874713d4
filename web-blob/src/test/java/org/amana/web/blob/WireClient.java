package org.amana.web.blob;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.amana.web.http.Header;

/// Says exactly what a test wants said, signs it when told to, and reads the answer as it comes.
final class WireClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String host;

    WireClient(int port) throws IOException {
        this(port, SocketFactory.getDefault());
    }

    /// @param sockets those of TLS, or plain ones
    WireClient(int port, SocketFactory sockets) throws IOException {
        socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        host = "127.0.0.1:" + port;
    }

    /// A request that is being put together.
    final class Request {
        private final String method;
        private final String target;
        private final List<Header> headers = new ArrayList<>();
        private byte[] body = new byte[0];
        private boolean withoutLength;
        private boolean versioned = true;

        private Request(String method, String target) {
            this.method = method;
            this.target = target;
        }

        Request with(String name, String value) {
            headers.removeIf(header -> header.is(name));
            headers.add(new Header(name, value));
            return this;
        }

        /// @param namesAndValues of headers
        Request with(String... namesAndValues) {
            for (int i = 0; i < namesAndValues.length; i += 2) {
                with(namesAndValues[i], namesAndValues[i + 1]);
            }
            return this;
        }

        Request without(String name) {
            headers.removeIf(header -> header.is(name));
            return this;
        }

        Request body(byte[] bytes) {
            body = bytes;
            return this;
        }

        Request body(String text) {
            return body(text.getBytes(StandardCharsets.UTF_8));
        }

        Request noLength() {
            withoutLength = true;
            return this;
        }

        /// Signs with Shared Key as the documentation says, by means of our own making only for the HMAC.
        Request signed(String account, String base64Key) {
            return authorized(account, base64Key, SharedKey.Scheme.SHARED_KEY);
        }

        /// The same for a part of a batch, which has no version of its own.
        Request signedWithoutVersion(String account, String base64Key) {
            versioned = false;
            return signed(account, base64Key);
        }

        Request signedLite(String account, String base64Key) {
            return authorized(account, base64Key, SharedKey.Scheme.SHARED_KEY_LITE);
        }

        private Request authorized(String account, String base64Key, SharedKey.Scheme scheme) {
            if (headers.stream().noneMatch(header -> header.is("x-ms-date") || header.is("Date"))) {
                with("x-ms-date", HttpDate.format(Instant.now()));
            }
            if (versioned && headers.stream().noneMatch(header -> header.is("x-ms-version"))) {
                with("x-ms-version", "2026-10-06");
            }
            int question = target.indexOf('?');
            Signable signable = new Signable(
                    method,
                    all(),
                    question < 0 ? target : target.substring(0, question),
                    Query.parse(question < 0 ? "" : target.substring(question + 1)),
                    ServiceVersion.NEWEST);
            boolean lite = scheme == SharedKey.Scheme.SHARED_KEY_LITE;
            String string = (lite ? signable.sharedKeyLite(account) : signable.sharedKey(account)).getFirst();
            byte[] signature =
                    Signature.hmac(Base64.getDecoder().decode(base64Key), string.getBytes(StandardCharsets.UTF_8));
            return with(
                    "Authorization",
                    (lite ? "SharedKeyLite " : "SharedKey ") + account + ":"
                            + Base64.getEncoder().encodeToString(signature));
        }

        private List<Header> all() {
            List<Header> all = new ArrayList<>(headers);
            if (!withoutLength && (body.length > 0 || method.equals("PUT"))) {
                all.add(new Header("Content-Length", Integer.toString(body.length)));
            }
            return all;
        }

        Answer send() throws IOException {
            begin();
            out.write(body);
            out.flush();
            return read(method.equals("HEAD"));
        }

        /// The whole request as it would go over the wire.
        byte[] bytes() {
            byte[] head = head();
            byte[] all = Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            return all;
        }

        /// Sends the headers alone.
        WireClient begin() throws IOException {
            out.write(head());
            out.flush();
            return WireClient.this;
        }

        private byte[] head() {
            StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
            if (headers.stream().noneMatch(header -> header.is("Host"))) {
                head.append("Host: ").append(host).append("\r\n");
            }
            all().forEach(header -> head.append(header.name())
                    .append(": ")
                    .append(header.value())
                    .append("\r\n"));
            return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    Request request(String method, String target) {
        return new Request(method, target);
    }

    WireClient write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    WireClient finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, String reason, List<Header> headers, byte[] body) {
        Optional<String> header(String name) {
            return Header.values(headers, name).findFirst();
        }

        String code() {
            return header("x-ms-error-code").orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return status + " " + reason + " " + headers + " " + text();
        }
    }

    Answer read(boolean head) throws IOException {
        String[] status = line().split(" ", 3);
        List<Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        Answer begun = new Answer(Integer.parseInt(status[1]), status[2], headers, new byte[0]);
        if (head || begun.status() < 200 || begun.status() == 204 || begun.status() == 304) {
            return begun;
        }
        int length = Integer.parseInt(begun.header("Content-Length").orElseThrow());
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer ended after " + body.length + " of " + length + " bytes");
        }
        return new Answer(begun.status(), begun.reason(), headers, body);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed after: " + line);
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
