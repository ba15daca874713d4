package org.amana.web.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.web.http.Exchange;
import org.amana.web.http.Header;

/// An exchange that stands before another, for those that change little of it.
class ForwardedExchange implements Exchange {
    private final Exchange inner;

    ForwardedExchange(Exchange inner) {
        this.inner = inner;
    }

    final Exchange inner() {
        return inner;
    }

    @Override
    public String method() {
        return inner.method();
    }

    @Override
    public String rawPath() {
        return inner.rawPath();
    }

    @Override
    public String rawQuery() {
        return inner.rawQuery();
    }

    @Override
    public String scheme() {
        return inner.scheme();
    }

    @Override
    public String host() {
        return inner.host();
    }

    @Override
    public String remoteAddress() {
        return inner.remoteAddress();
    }

    @Override
    public Optional<String> header(String name) {
        return inner.header(name);
    }

    @Override
    public List<String> headerValues(String name) {
        return inner.headerValues(name);
    }

    @Override
    public List<Header> headers() {
        return inner.headers();
    }

    @Override
    public OptionalLong contentLength() {
        return inner.contentLength();
    }

    @Override
    public boolean chunked() {
        return inner.chunked();
    }

    @Override
    public InputStream body() {
        return inner.body();
    }

    @Override
    public Exchange status(int status) {
        inner.status(status);
        return this;
    }

    @Override
    public Exchange status(int status, String reason) {
        inner.status(status, reason);
        return this;
    }

    @Override
    public Exchange set(String name, String value) {
        inner.set(name, value);
        return this;
    }

    @Override
    public Exchange add(String name, String value) {
        inner.add(name, value);
        return this;
    }

    @Override
    public void send() throws IOException {
        inner.send();
    }

    @Override
    public void send(byte[] body) throws IOException {
        inner.send(body);
    }

    @Override
    public OutputStream stream(long length) throws IOException {
        return inner.stream(length);
    }

    @Override
    public OutputStream stream() throws IOException {
        return inner.stream();
    }

    @Override
    public boolean committed() {
        return inner.committed();
    }

    @Override
    public void reset() {
        inner.reset();
    }
}
