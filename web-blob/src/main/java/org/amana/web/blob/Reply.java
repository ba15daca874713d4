package org.amana.web.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.amana.blob.ETag;
import org.amana.blob.Metadata;
import org.amana.blob.ScopeName;
import org.amana.web.http.Exchange;
import org.jspecify.annotations.Nullable;

/// An answer with what every answer has: request id, version, the client's own id.
final class Reply {
    private static final int LONGEST_CLIENT_ID = 1024;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Exchange exchange;
    private final InstantSource clock;
    private @Nullable UUID name; // until somebody asks
    private String challenge = "SharedKey";
    private ScopeName scope = ScopeName.ACCOUNT_KEY;
    private @Nullable ServiceVersion version; // until it is known

    Reply(Exchange exchange, InstantSource clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    /// Says as which version the request is answered.
    Reply speaking(ServiceVersion other) {
        version = other;
        return this;
    }

    /// Of an answer to what was not read so far, the one that the header names.
    private String version() {
        ServiceVersion known = version;
        return known != null
                ? known.toString()
                : exchange.header("x-ms-version")
                        .filter(text -> text.length() == ServiceVersion.LENGTH)
                        .orElseGet(ServiceVersion.NEWEST::toString);
    }

    /// Names the answer after its ledger entry.
    Reply named(UUID id) {
        name = id;
        return this;
    }

    private String requestId() {
        UUID known = name;
        if (known == null) {
            known = UUID.randomUUID(); // nothing stands in the ledger for this answer
            name = known;
        }
        return known.toString();
    }

    /// The moment of the answer.
    Instant now() {
        return clock.instant();
    }

    /// Tells what a client that is nobody shall come with.
    Reply challenging(String scheme) {
        challenge = scheme;
        return this;
    }

    /// Begins the answer.
    Reply status(int status) {
        exchange.status(status);
        return common();
    }

    private Reply common() {
        set("x-ms-request-id", requestId());
        set("x-ms-version", version());
        exchange.header("x-ms-client-request-id")
                .filter(id -> id.length() <= LONGEST_CLIENT_ID)
                .ifPresent(id -> set("x-ms-client-request-id", id));
        return this;
    }

    /// Sets a header; an empty value leaves it out.
    Reply set(String name, String value) {
        if (!value.isEmpty()) {
            exchange.set(name, value);
        }
        return this;
    }

    Reply set(String name, boolean value) {
        return set(name, Boolean.toString(value));
    }

    Reply version(ETag etag, Instant lastModified) {
        return set("ETag", etag.quoted()).set("Last-Modified", HttpDate.format(lastModified));
    }

    Reply metadata(Metadata metadata) {
        metadata.entries().forEach(entry -> exchange.add("x-ms-meta-" + entry.name(), entry.value()));
        return this;
    }

    /// Says in which encryption scope the request wrote, to be told by [#encrypted].
    Reply inScope(ScopeName name) {
        scope = name;
        return this;
    }

    /// Everything is encrypted at rest, and clients insist on hearing it; with a customer's key or in an encryption
    /// scope, also in which.
    Reply encrypted() {
        return encrypted(true);
    }

    /// The same of a request that may have brought nothing to encrypt.
    Reply encrypted(boolean something) {
        EncryptionScopeHeaders.write(this, scope);
        exchange.header(CustomerKeyHeaders.HASH).ifPresent(hash -> set(CustomerKeyHeaders.HASH, hash.strip()));
        return set("x-ms-request-server-encrypted", something);
    }

    void send() throws IOException {
        exchange.send();
    }

    void send(Xml document) throws IOException {
        set("Content-Type", "application/xml");
        exchange.send(document.bytes());
    }

    OutputStream stream(long length) throws IOException {
        return exchange.stream(length);
    }

    /// A body of a length that is not known.
    OutputStream stream() throws IOException {
        return exchange.stream();
    }

    /// Sends an error in Azure's shape.
    void fail(AzureError error) throws IOException {
        exchange.status(error.status(), error.summary());
        common();
        set("x-ms-error-code", error.code());
        set("x-ms-copy-source-status-code", error.details().getOrDefault(CopySources.SOURCE_STATUS, ""));
        set("x-ms-copy-source-error-code", error.details().getOrDefault(CopySources.SOURCE_CODE, ""));
        if (error.status() == 401) {
            set("WWW-Authenticate", challenge);
        }
        if (error.status() == 304) {
            exchange.send();
            return;
        }
        if (exchange.method().equals("HEAD")) {
            // Clients take a type for the promise of a document, and fail to read it.
            exchange.send();
            return;
        }
        set("Content-Type", "application/xml");
        exchange.send(error.body(requestId(), TIME.format(clock.instant())));
    }
}
