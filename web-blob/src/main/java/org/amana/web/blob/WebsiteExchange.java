package org.amana.web.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.amana.web.http.AnswerHead;
import org.amana.web.http.Exchange;
import org.amana.web.http.Header;

/// A reader of a website's page, as a reader of a blob: of its headers conditions and ranges count, and of the answer
/// what a browser can use. A failure is kept back, for the website has pages of its own to tell of it.
final class WebsiteExchange extends ForwardedExchange {
    private static final Set<String> HEARD = Set.of(
            "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range", "range", "user-agent");
    private static final Set<String> TOLD = Set.of("x-ms-request-id", "x-ms-version");

    private final boolean instead;
    private final AnswerHead answer = new AnswerHead();
    private boolean failed;

    /// @param instead whether what is read is told in place of something that is not there
    WebsiteExchange(Exchange inner, boolean instead) {
        super(inner);
        this.instead = instead;
    }

    /// The status of the failure that was kept back; empty when the answer has been sent.
    Optional<Integer> failure() {
        return failed ? Optional.of(answer.status()) : Optional.empty();
    }

    /// A header of the answer that was kept back, "" when it has none.
    String answered(String name) {
        return answer.header(name).orElse("");
    }

    /// Conditions and ranges are about the page that was asked for, not about the one told instead.
    private boolean hears(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return HEARD.contains(lower) && (!instead || lower.equals("user-agent"));
    }

    @Override
    public Optional<String> header(String name) {
        return hears(name) ? super.header(name).filter(value -> isMeant(name, value)) : Optional.empty();
    }

    /// A date that is none is not heard (RFC 9110 §13.1.3).
    private static boolean isMeant(String name, String value) {
        return !name.toLowerCase(Locale.ROOT).endsWith("-since")
                || HttpDate.parse(value).isPresent();
    }

    @Override
    public List<String> headerValues(String name) {
        return hears(name) ? super.headerValues(name) : List.of();
    }

    @Override
    public List<Header> headers() {
        return super.headers().stream().filter(header -> hears(header.name())).toList();
    }

    @Override
    public String rawQuery() {
        return "";
    }

    @Override
    public Exchange status(int number) {
        return status(number, "");
    }

    @Override
    public Exchange status(int number, String reason) {
        answer.status(number, reason);
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

    /// @return whether the answer goes out
    private boolean begins() {
        failed = answer.status() >= 400;
        if (failed) {
            return false;
        }
        inner().status(instead ? 404 : answer.status());
        answer.headers().stream()
                .filter(header -> !header.name().startsWith("x-ms-") || TOLD.contains(header.name()))
                .forEach(header -> inner().add(header.name(), header.value()));
        return true;
    }

    @Override
    public void send() throws IOException {
        if (begins()) {
            super.send();
        }
    }

    @Override
    public void send(byte[] body) throws IOException {
        if (begins()) {
            super.send(body);
        }
    }

    @Override
    public OutputStream stream(long length) throws IOException {
        return begins() ? super.stream(length) : OutputStream.nullOutputStream();
    }

    @Override
    public OutputStream stream() throws IOException {
        return begins() ? super.stream() : OutputStream.nullOutputStream();
    }

    @Override
    public void reset() {
        answer.clear();
        failed = false;
        super.reset();
    }
}
