package org.amana.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.amana.kernel.ByteSize;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// An exchange on Jetty's request and response.
final class JettyExchange implements Exchange {
    /// A small leftover body is read and dropped so that the connection can be used again; a larger one costs it.
    private static final ByteSize WORTH_KEEPING = ByteSize.ofMebibytes(1);

    /// Bytes for the status line and the headers that Jetty adds.
    private static final int ROOM_FOR_STATUS_LINE = 1024;

    /// Bytes written at a time to one of several streams of a connection.
    private static final int SLICE = 64 * 1024;

    private static final int NOT_MODIFIED = 304;
    private static final long UNKNOWN_LENGTH = -1;

    private static final HttpField SERVER = new HttpField(HttpHeader.SERVER, "Amana");

    private final Request request;
    private final Response response;
    private final RequestTarget target;
    private final Pace pace;
    private final BodyInput body;

    private @Nullable String reason;
    private @Nullable BodyOutput output;
    private boolean clientGone;

    JettyExchange(Request request, Response response, RequestTarget target, Pace pace) {
        this.request = request;
        this.response = response;
        this.target = target;
        this.pace = pace;
        this.body = new BodyInput(request, pace);
        reset();
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        return target.path();
    }

    @Override
    public String rawQuery() {
        return target.query();
    }

    @Override
    public String scheme() {
        return request.getConnectionMetaData().isSecure() ? "https" : "http";
    }

    @Override
    public String host() {
        return target.authority()
                .or(() -> header("Host"))
                .orElseGet(() ->
                        Optional.ofNullable(request.getHttpURI().getAuthority()).orElse(""));
    }

    @Override
    public String remoteAddress() {
        return Request.getRemoteAddr(request);
    }

    @Override
    public Optional<String> header(String name) {
        HttpField field = request.getHeaders().getField(name);
        return field == null ? Optional.empty() : Optional.of(value(field));
    }

    @Override
    public List<String> headerValues(String name) {
        return request.getHeaders().getFields(name).stream()
                .map(JettyExchange::value)
                .toList();
    }

    @Override
    public List<Header> headers() {
        return request.getHeaders().stream()
                .map(field -> new Header(field.getName(), value(field)))
                .toList();
    }

    private static String value(HttpField field) {
        String value = field.getValue();
        return value == null ? "" : HeaderText.fromWire(value);
    }

    @Override
    public OptionalLong contentLength() {
        long length = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    @Override
    public boolean chunked() {
        return oneAtATime()
                ? request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                : contentLength().isEmpty() && !body.isKnownEmpty();
    }

    /// Whether the connection carries one request after the other, as in HTTP/1.1, and not several at a time.
    private boolean oneAtATime() {
        return request.getConnectionMetaData() instanceof RawConnection;
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public Exchange status(int status) {
        response.setStatus(status);
        reason = null;
        return this;
    }

    @Override
    public Exchange status(int status, String phrase) {
        response.setStatus(status);
        reason = printable(phrase);
        return this;
    }

    private static String printable(String phrase) {
        StringBuilder kept = new StringBuilder(phrase.length());
        phrase.chars().limit(200).map(c -> c >= ' ' && c < 0x7F ? c : ' ').forEach(c -> kept.append((char) c));
        return kept.toString().strip();
    }

    @Override
    public Exchange set(String name, String value) {
        response.getHeaders().put(new HttpField(name, HeaderText.toWire(value)));
        return this;
    }

    @Override
    public Exchange add(String name, String value) {
        response.getHeaders().add(new HttpField(name, HeaderText.toWire(value)));
        return this;
    }

    @Override
    public void send() throws IOException {
        begin();
        write(true, ByteBuffer.allocate(0));
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        try (OutputStream out = stream(bytes.length)) {
            out.write(bytes);
        }
    }

    @Override
    public OutputStream stream(long length) throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        return output(length);
    }

    @Override
    public OutputStream stream() throws IOException {
        return output(BodyOutput.UNKNOWN);
    }

    private OutputStream output(long length) {
        if (committed()) {
            throw begun();
        }
        begin();
        BodyOutput begun = new BodyOutput(this::write, length, method().equals("HEAD"));
        output = begun;
        return begun;
    }

    @Override
    public boolean committed() {
        return response.isCommitted();
    }

    @Override
    public void reset() {
        if (committed()) {
            throw begun();
        }
        reason = null;
        output = null;
        response.reset();
        response.setStatus(200);
        response.getHeaders().put(SERVER);
    }

    private IllegalStateException begun() {
        return new IllegalStateException("the answer to " + method() + " " + rawPath() + " has begun");
    }

    /// Whether the client can no longer be answered.
    boolean clientGone() {
        return clientGone;
    }

    /// Whether an answer was sent to its end.
    boolean answered() {
        BodyOutput begun = output;
        return committed() && (begun == null || begun.finished());
    }

    /// The last look at the headers before they leave.
    private void begin() {
        requireRoomForHeaders();
        String phrase = reason;
        if (!oneAtATime()) {
            return;
        }
        if (phrase != null && !phrase.isEmpty()) {
            request.addHttpStreamWrapper(stream -> new HeadStream(stream, head -> withReason(head, phrase)));
        }
        if (response.getStatus() == NOT_MODIFIED) {
            request.addHttpStreamWrapper(stream -> new HeadStream(stream, JettyExchange::withoutLength));
        }
        if (!keepsConnection()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
    }

    /// Jetty finds out when it is too late to answer anything else.
    private void requireRoomForHeaders() {
        int most = request.getConnectionMetaData().getHttpConfiguration().getMaxResponseHeaderSize()
                - ROOM_FOR_STATUS_LINE;
        int size = 0;
        for (HttpField field : response.getHeaders()) {
            size += field.getName().length() + String.valueOf(field.getValue()).length() + ": \r\n".length();
        }
        if (size > most) {
            throw new IllegalStateException("headers of " + size + " bytes do not fit in an answer");
        }
    }

    private boolean keepsConnection() {
        if (body.broken()) {
            return false;
        }
        boolean small = contentLength().orElse(chunked() ? Long.MAX_VALUE : 0) <= WORTH_KEEPING.bytes();
        return body.ended() || (small && !waitsForContinue());
    }

    private boolean waitsForContinue() {
        return !body.begun() && request.getHeaders().contains(HttpHeader.EXPECT);
    }

    /// Reads what the client still sends of a body nobody wanted, within limits, so that it gets to read the
    /// answer: a socket that is closed with unread bytes resets the connection, and the client sees the reset
    /// instead.
    void drain(HttpConfig config) throws IOException {
        if (body.broken() || waitsForContinue() || body.isKnownEmpty() || body.ended()) {
            return;
        }
        long deadline = System.nanoTime() + config.drainTime().toNanos();
        long left = config.drain().bytes();
        while (!body.ended() && left > 0 && System.nanoTime() - deadline < 0) {
            left -= Math.max(1, body.drop());
        }
    }

    void release() {
        body.release();
    }

    private void write(boolean last, ByteBuffer piece) throws IOException {
        if (oneAtATime()) {
            writeWhole(last, piece);
            return;
        }
        // In slices, so that a client that takes them one by one is seen to move.
        while (piece.remaining() > SLICE) {
            writeWhole(false, piece.slice(piece.position(), SLICE));
            piece.position(piece.position() + SLICE);
            pace.carried(SLICE);
        }
        int rest = piece.remaining();
        writeWhole(last, piece);
        pace.carried(rest);
    }

    private void writeWhole(boolean last, ByteBuffer piece) throws IOException {
        pace.await();
        try (Blocker.Callback blocker = Blocker.callback()) {
            response.write(last, piece, blocker);
            blocker.block();
        } catch (IOException e) {
            clientGone = true;
            throw e instanceof EofException ? e : new EofException("client " + remoteAddress() + " is gone", e);
        } catch (RuntimeException e) {
            // Jetty counts the answer as begun, and would end it as if all were well.
            request.getConnectionMetaData().getConnection().getEndPoint().close(e);
            clientGone = true;
            throw e;
        } finally {
            pace.resume();
        }
    }

    /// With our reason phrase on the status line, which Jetty otherwise chooses itself.
    private static MetaData.Response withReason(MetaData.Response head, String reason) {
        return new MetaData.Response(
                head.getStatus(),
                reason,
                head.getHttpVersion(),
                head.getHttpFields(),
                head.getContentLength(),
                head.getTrailersSupplier());
    }

    /// Without a length, which would be taken for that of the content (RFC 9110 §8.6); Jetty says that of the body,
    /// none.
    private static MetaData.Response withoutLength(MetaData.Response head) {
        return new MetaData.Response(
                head.getStatus(),
                head.getReason(),
                head.getHttpVersion(),
                HttpFields.build(head.getHttpFields()).remove(HttpHeader.CONTENT_LENGTH),
                UNKNOWN_LENGTH,
                head.getTrailersSupplier());
    }

    /// Changes the head of an answer on its way out.
    private static final class HeadStream extends HttpStream.Wrapper {
        private final UnaryOperator<MetaData.Response> change;

        HeadStream(HttpStream stream, UnaryOperator<MetaData.Response> change) {
            super(stream);
            this.change = change;
        }

        @Override
        public void send(
                MetaData.Request request,
                MetaData.@Nullable Response response,
                boolean last,
                @Nullable ByteBuffer content,
                Callback callback) {
            MetaData.Response changed =
                    response == null || response.getStatus() < 200 ? response : change.apply(response);
            super.send(request, changed, last, content, callback);
        }
    }
}
