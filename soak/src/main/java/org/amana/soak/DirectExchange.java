package org.amana.soak;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.web.http.AnswerHead;
import org.amana.web.http.Exchange;
import org.amana.web.http.Header;

/// A request that reaches its handler without a socket, and the answer kept in memory. For one thread.
final class DirectExchange implements Exchange {
    private final String path;
    private final String query;
    private final String method;
    private final byte[] body;
    private final List<Header> headers = new ArrayList<>();
    private final AnswerHead answer = new AnswerHead();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean committed;

    /// @param headers in the order and case sent
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, List<Header> headers, byte[] body) {
        Answer {
            headers = List.copyOf(headers);
        }

        Optional<String> header(String name) {
            return Header.values(headers, name).findFirst();
        }

        /// Azure's word for what went wrong; "" if nothing did.
        String code() {
            return header("x-ms-error-code").orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    DirectExchange(String host, String path, String query, Client.Ask ask) {
        this.method = ask.method();
        this.path = path;
        this.query = query;
        this.body = ask.body();
        headers.add(new Header("Host", host));
        headers.add(new Header("x-ms-version", "2021-12-02"));
        ask.headers().forEach((name, value) -> headers.add(new Header(name, value)));
    }

    Answer answer() {
        return new Answer(answer.status(), answer.headers(), out.toByteArray());
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String rawPath() {
        return path;
    }

    @Override
    public String rawQuery() {
        return query;
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public String host() {
        return headers.getFirst().value();
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1";
    }

    @Override
    public Optional<String> header(String name) {
        return Header.values(headers, name).findFirst();
    }

    @Override
    public List<String> headerValues(String name) {
        return Header.values(headers, name).toList();
    }

    @Override
    public List<Header> headers() {
        return List.copyOf(headers);
    }

    @Override
    public OptionalLong contentLength() {
        return OptionalLong.of(body.length);
    }

    @Override
    public boolean chunked() {
        return false;
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public Exchange status(int code) {
        return status(code, "");
    }

    @Override
    public Exchange status(int code, String reason) {
        answer.status(code, reason);
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
    public void send(byte[] bytes) {
        committed = true;
        set("Content-Length", Integer.toString(bytes.length));
        if (!method.equals("HEAD")) {
            out.writeBytes(bytes);
        }
    }

    @Override
    public OutputStream stream(long length) {
        committed = true;
        set("Content-Length", Long.toString(length));
        return method.equals("HEAD") ? OutputStream.nullOutputStream() : out;
    }

    @Override
    public OutputStream stream() {
        committed = true;
        return out;
    }

    @Override
    public boolean committed() {
        return committed;
    }

    @Override
    public void reset() {
        if (committed) {
            throw new IllegalStateException("the answer has begun");
        }
        answer.clear();
    }
}
