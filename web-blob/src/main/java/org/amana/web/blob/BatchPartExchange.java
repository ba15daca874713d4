package org.amana.web.blob;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.web.http.AnswerHead;
import org.amana.web.http.Exchange;
import org.amana.web.http.Header;

/// A part of a batch and its answer, as if it had come alone over the connection of the batch. The answer is kept, to
/// become a part of the batch's. Used by one thread at a time.
final class BatchPartExchange implements Exchange {
    private static final String CRLF = "\r\n";

    private final Exchange batch;
    private final BatchPart part;
    private final AnswerHead answer = new AnswerHead();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean committed;

    BatchPartExchange(Exchange batch, BatchPart part) {
        this.batch = batch;
        this.part = part;
    }

    BatchPart part() {
        return part;
    }

    @Override
    public String method() {
        return part.method();
    }

    @Override
    public String rawPath() {
        return part.rawPath();
    }

    @Override
    public String rawQuery() {
        return part.rawQuery();
    }

    @Override
    public String scheme() {
        return batch.scheme();
    }

    /// Of the batch: what a part says of hosts does not say where it came in.
    @Override
    public String host() {
        return batch.host();
    }

    @Override
    public String remoteAddress() {
        return batch.remoteAddress();
    }

    /// The part's own; of the batch are the version, which holds for all its parts (Azure REST: *Blob Batch*), and
    /// the client's name.
    @Override
    public Optional<String> header(String name) {
        Optional<String> own = headerValues(name).stream().findFirst();
        boolean shared = name.equalsIgnoreCase("x-ms-version") || name.equalsIgnoreCase("User-Agent");
        return own.isEmpty() && shared ? batch.header(name) : own;
    }

    @Override
    public List<String> headerValues(String name) {
        return Header.values(part.headers(), name).toList();
    }

    @Override
    public List<Header> headers() {
        return part.headers();
    }

    @Override
    public OptionalLong contentLength() {
        return OptionalLong.of(0);
    }

    @Override
    public boolean chunked() {
        return false;
    }

    @Override
    public InputStream body() {
        return InputStream.nullInputStream();
    }

    /// Without an error, a part ends in one of two ways: done at once, or begun.
    @Override
    public Exchange status(int number) {
        return status(number, number == 202 ? "Accepted" : "OK");
    }

    @Override
    public Exchange status(int number, String phrase) {
        answer.status(number, phrase);
        return this;
    }

    @Override
    public Exchange set(String name, String value) {
        answer.set(name, value);
        return this;
    }

    @Override
    public Exchange add(String name, String value) {
        answer.add(name, value);
        return this;
    }

    @Override
    public void send() {
        committed = true;
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        try (OutputStream out = stream(bytes.length)) {
            out.write(bytes);
        }
    }

    @Override
    public OutputStream stream(long length) {
        return stream();
    }

    @Override
    public OutputStream stream() {
        committed = true;
        return body;
    }

    @Override
    public boolean committed() {
        return committed;
    }

    @Override
    public void reset() {
        if (committed) {
            throw new IllegalStateException("the answer to " + part.method() + " " + part.rawPath() + " has begun");
        }
        answer.clear();
    }

    /// Writes the answer as a part: its own headers, the status line, the headers, the body. Every line ends in CR
    /// and LF, which clients take apart by.
    void writeTo(ByteArrayOutputStream out, String boundary) {
        StringBuilder head = new StringBuilder("--").append(boundary).append(CRLF);
        head.append("Content-Type: application/http").append(CRLF);
        if (!part.contentId().isEmpty()) {
            head.append("Content-ID: ").append(part.contentId()).append(CRLF);
        }
        head.append(CRLF);
        head.append("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(oneLine(answer.reason()))
                .append(CRLF);
        answer.headers()
                .forEach(header -> head.append(header.name())
                        .append(": ")
                        .append(oneLine(header.value()))
                        .append(CRLF));
        if (body.size() > 0) {
            head.append("Content-Length: ").append(body.size()).append(CRLF);
        }
        head.append(CRLF);
        out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        if (body.size() > 0) {
            out.writeBytes(body.toByteArray());
            out.writeBytes(CRLF.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ');
    }
}
