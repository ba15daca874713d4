package org.amana.web.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.blob.ServiceProperties.CorsRule;
import org.amana.web.http.Exchange;

/// An exchange of an account that has CORS rules. When the answer begins, it says which pages may read it; what it says
/// of headers depends on those that the answer has, and so comes last.
final class CorsExchange extends ForwardedExchange {
    /// Those that the server adds by itself.
    private static final List<String> ALWAYS = List.of("Server", "Date", "Content-Length");

    private final CorsRules rules;
    private final List<String> names = new ArrayList<>();

    CorsExchange(Exchange inner, CorsRules rules) {
        super(inner);
        this.rules = rules;
    }

    private void allow() {
        Optional<String> origin = header("Origin");
        Optional<CorsRule> rule = origin.flatMap(it -> rules.forRequest(it, method()));
        rule.ifPresent(it -> {
            boolean all = CorsRules.isOpenToAll(it);
            inner().set("Access-Control-Allow-Origin", all ? "*" : origin.orElseThrow());
            if (!all) {
                inner().set("Access-Control-Allow-Credentials", "true");
            }
            names.addAll(ALWAYS);
            List<String> exposed = CorsRules.exposed(it, names);
            if (!exposed.isEmpty()) {
                inner().set("Access-Control-Expose-Headers", String.join(",", exposed));
            }
        });
        if (varies(rule)) {
            inner().set("Vary", "Origin");
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
        return super.set(name, noted(name, value));
    }

    @Override
    public Exchange add(String name, String value) {
        return super.add(name, noted(name, value));
    }

    private String noted(String name, String value) {
        names.add(name);
        return value;
    }

    @Override
    public void send() throws IOException {
        allow();
        super.send();
    }

    @Override
    public void send(byte[] body) throws IOException {
        allow();
        super.send(body);
    }

    @Override
    public OutputStream stream(long length) throws IOException {
        allow();
        return super.stream(length);
    }

    @Override
    public OutputStream stream() throws IOException {
        allow();
        return super.stream();
    }

    @Override
    public void reset() {
        names.clear();
        super.reset();
    }
}
