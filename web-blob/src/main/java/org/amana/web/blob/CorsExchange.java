package org.amana.web.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.blob.ServiceProperties.CorsRule;
import org.amana.web.http.Exchange;
import org.amana.web.http.Header;

/// An exchange of an account that has CORS rules. When the answer begins, it says which pages may read it; what it says
/// of headers depends on those that the answer has, and so comes last.
final class CorsExchange implements Exchange {
    /// Those that the server adds by itself.
    private static final List<String> ALWAYS = List.of("Server", "Date", "Content-Length");

    private final Exchange inner;
    private final CorsRules rules;
    private final List<String> names = new ArrayList<>();

    CorsExchange(Exchange inner, CorsRules rules) {
        this.inner = inner;
        this.rules = rules;
    }

    private void allow() {
        Optional<String> origin = header("Origin");
        Optional<CorsRule> rule = origin.flatMap(it -> rules.forRequest(it, method()));
        rule.ifPresent(it -> {
            boolean all = CorsRules.isOpenToAll(it);
            inner.set("Access-Control-Allow-Origin", all ? "*" : origin.orElseThrow());
            if (!all) {
                inner.set("Access-Control-Allow-Credentials", "true");
            }
            names.addAll(ALWAYS);
            List<String> exposed = CorsRules.exposed(it, names);
            if (!exposed.isEmpty()) {
                inner.set("Access-Control-Expose-Headers", String.join(",", exposed));
            }
        });
        if (varies(rule)) {
            inner.set("Vary", "Origin");
        }
    }

    /// Answers to other methods are not kept by caches.
    private boolean varies(Optional<CorsRule> rule) {
        boolean kept = method().equals("GET") || method().equals("HEAD");
        return kept && !rule.map(CorsRules::isOpenToAll).orElseGet(() -> rules.isOpenToAll(method()));
    }

    @Override
    public Exchange set(String name, String value) {
        names.remove(name);
        names.add(name);
        inner.set(name, value);
        return this;
    }

    @Override
    public Exchange add(String name, String value) {
        names.add(name);
        inner.add(name, value);
        return this;
    }

    @Override
    public void send() throws IOException {
        allow();
        inner.send();
    }

    @Override
    public void send(byte[] body) throws IOException {
        allow();
        inner.send(body);
    }

    @Override
    public OutputStream stream(long length) throws IOException {
        allow();
        return inner.stream(length);
    }

    @Override
    public OutputStream stream() throws IOException {
        allow();
        return inner.stream();
    }

    @Override
    public void reset() {
        names.clear();
        inner.reset();
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
    public boolean committed() {
        return inner.committed();
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
}
