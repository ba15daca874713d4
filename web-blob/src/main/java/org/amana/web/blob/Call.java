package org.amana.web.blob;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amana.blob.BlobRef;
import org.amana.blob.BlockId;
import org.amana.blob.ContainerRef;
import org.amana.blob.CustomerKey;
import org.amana.blob.HttpHeaders;
import org.amana.blob.KeepAs;
import org.amana.blob.Md5;
import org.amana.blob.Metadata;
import org.amana.blob.ScopeName;
import org.amana.blob.Snapshot;
import org.amana.blob.Tags;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.web.http.Exchange;
import org.amana.web.http.Header;

/// An authenticated request as an operation reads it. Whatever of it is malformed shows when it is asked for, as an
/// [AmanaException] that names the header or parameter.
final class Call {
    private static final String METADATA = "x-ms-meta-";
    static final String BLOB_MD5 = "x-ms-blob-content-md5";
    private static final String TAGS = "x-ms-tags";
    private static final int LONGEST_AGENT = 200;
    private static final int LONGEST_REQUEST_ID = 1_024;

    private final Exchange exchange;
    private final Target target;
    private final Query query;
    private final Identity identity;
    private Optional<CustomerKey> customerKey = Optional.empty();
    private Optional<CustomerKey> sourceKey = Optional.empty();
    private Optional<ScopeName> scope = Optional.empty();

    Call(Exchange exchange, Target target, Query query, Identity identity) {
        this.exchange = exchange;
        this.target = target;
        this.query = query;
        this.identity = identity;
    }

    Target target() {
        return target;
    }

    Query query() {
        return query;
    }

    Identity identity() {
        return identity;
    }

    /// What an operation asks of its caller, and what this request wants beyond it. Tags have a letter of their own,
    /// to be kept and to be told, which a condition on them does; a version is what once was.
    Need wanting(Need need) {
        Need wanted = EncryptionScopeHeaders.wanting(this, need);
        if (exchange.header(TAGS).isPresent() || find(ConditionHeaders.IF_TAGS).isPresent()) {
            wanted = wanted.withLetter('t');
        }
        return query.has("versionid") ? wanted.withPast() : wanted;
    }

    /// Where it came from: address and user agent, as evidence for the ledger.
    String client() {
        return client(exchange);
    }

    /// What the client calls this request (Azure REST: `x-ms-client-request-id`), as far as it is one.
    String clientRequestId() {
        String id = header("x-ms-client-request-id");
        return id.length() <= LONGEST_REQUEST_ID ? id : "";
    }

    static String client(Exchange exchange) {
        String agent = exchange.header("User-Agent").orElse("");
        return exchange.remoteAddress() + " " + agent.substring(0, Math.min(agent.length(), LONGEST_AGENT));
    }

    Authenticator.Origin origin() {
        return new Authenticator.Origin(exchange.remoteAddress(), exchange.secure());
    }

    /// Whether the client sends something to be kept.
    boolean writes() {
        return exchange.method().equals("PUT") || exchange.method().equals("POST");
    }

    /// The authority that the client used to reach us.
    String host() {
        return exchange.host();
    }

    /// The URL of the account's root as the client wrote it, with a slash at the end.
    String serviceUrl() {
        String root = exchange.scheme() + "://" + exchange.host() + "/";
        return exchange.rawPath().startsWith("/" + target.account()) ? root + target.account() + "/" : root;
    }

    /// A header's value, "" when there is none.
    String header(String name) {
        return exchange.header(name).orElse("").strip();
    }

    Optional<String> find(String name) {
        return Optional.of(header(name)).filter(value -> !value.isEmpty());
    }

    /// @throws AmanaException `MISSING_HEADER`
    String require(String name) {
        return find(name)
                .orElseThrow(() -> new AmanaException(ErrorCode.MISSING_HEADER, "the header " + name + " is needed")
                        .with("HeaderName", name));
    }

    AmanaException invalid(String name, String expected) {
        return new AmanaException(ErrorCode.INVALID_HEADER, name + " must be " + expected + ", not " + header(name))
                .with("HeaderName", name)
                .with("HeaderValue", header(name));
    }

    /// `true` or `false`, absent for false.
    ///
    /// @throws AmanaException `INVALID_HEADER` for anything else
    boolean flag(String name) {
        return switch (header(name).toLowerCase(Locale.ROOT)) {
            case "", "false" -> false;
            case "true" -> true;
            default -> throw invalid(name, "true or false");
        };
    }

    /// A whole number of 0 or more, if the header is there.
    ///
    /// @throws AmanaException `INVALID_HEADER`
    OptionalLong number(String name) {
        String text = header(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            if (text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
                return OptionalLong.of(Long.parseLong(text));
            }
            throw invalid(name, "a whole number");
        } catch (NumberFormatException _) {
            throw invalid(name, "a whole number below 2^63");
        }
    }

    ServiceVersion version() {
        return ServiceVersion.asked(exchange, query);
    }

    ContainerRef container() {
        return target.containerRef();
    }

    /// The blob itself; for operations that cannot be done to a snapshot.
    ///
    /// @throws AmanaException `INVALID_QUERY_PARAMETER` when a snapshot or a version is named
    BlobRef blob() {
        for (String moment : List.of("snapshot", "versionid")) {
            if (query.has(moment)) {
                throw query.invalid(ErrorCode.INVALID_QUERY_PARAMETER, moment, "absent for this operation");
            }
        }
        return target.blobRef(Snapshot.NONE);
    }

    /// The blob, the snapshot or the version that is named.
    ///
    /// @throws AmanaException `INVALID_QUERY_PARAMETER` when both are
    BlobRef blobOrSnapshot() {
        return target.blobRef(query);
    }

    /// The same to be read. A snapshot has no lease that could be shown.
    ///
    /// @throws AmanaException `INVALID_QUERY_PARAMETER` also when a lease id comes with a snapshot
    BlobRef blobOrSnapshotToRead() {
        if (query.has("snapshot") && find("x-ms-lease-id").isPresent()) {
            throw query.invalid(ErrorCode.INVALID_QUERY_PARAMETER, "snapshot", "absent when x-ms-lease-id is given");
        }
        return blobOrSnapshot();
    }

    /// @throws AmanaException `MISSING_QUERY_PARAMETER` or `INVALID_QUERY_PARAMETER`
    BlockId blockId() {
        query.require("blockid");
        try {
            return new BlockId(query.base64("blockid"));
        } catch (AmanaException _) {
            throw query.invalid(ErrorCode.INVALID_QUERY_PARAMETER, "blockid", "the Base64 of 1 to 64 bytes");
        }
    }

    /// Reads the customer's key and the encryption scope, if there are any. From here on they are among the conditions.
    ///
    /// @throws AmanaException as [CustomerKeyHeaders#ofBlob] and [EncryptionScopeHeaders#ofBlob]
    void takeKeys() {
        scope = EncryptionScopeHeaders.ofBlob(this);
        customerKey = CustomerKeyHeaders.ofBlob(this);
    }

    /// Wipes the customer's keys from memory.
    void forgetCustomerKeys() {
        customerKey.ifPresent(CustomerKey::close);
        sourceKey.ifPresent(CustomerKey::close);
    }

    /// The customer's key of the blob that the request is about, once [#takeKeys] has read it.
    Optional<CustomerKey> customerKey() {
        return customerKey;
    }

    /// The encryption scope that a write names, once [#takeKeys] has read it.
    Optional<ScopeName> scope() {
        return scope;
    }

    /// The customer's key of the blob that is copied from, read when it is first asked for.
    ///
    /// @throws AmanaException as [CustomerKeyHeaders#ofSource]
    Optional<CustomerKey> sourceKey() {
        if (sourceKey.isEmpty()) {
            sourceKey = CustomerKeyHeaders.ofSource(this);
        }
        return sourceKey;
    }

    Metadata metadata() {
        return new Metadata(exchange.headers().stream()
                .filter(header -> isMetadata(header.name()))
                .map(Call::metadataEntry)
                .toList());
    }

    boolean hasMetadata() {
        return exchange.headers().stream().anyMatch(header -> isMetadata(header.name()));
    }

    private static boolean isMetadata(String name) {
        return name.regionMatches(true, 0, METADATA, 0, METADATA.length());
    }

    private static Metadata.Entry metadataEntry(Header header) {
        String name = header.name().substring(METADATA.length());
        if (name.isEmpty()) {
            throw new AmanaException(ErrorCode.EMPTY_METADATA_KEY, "a metadata header has no name behind " + METADATA);
        }
        if (header.value().chars().anyMatch(c -> c > '~')) {
            throw new AmanaException(
                    ErrorCode.INVALID_METADATA, "metadata " + name + ": the value has a character outside ASCII");
        }
        return new Metadata.Entry(name, header.value());
    }

    /// The `x-ms-tags` header: `key=value&key=value`, encoded like a form, so that here a plus is a space.
    ///
    /// @throws AmanaException `INVALID_TAGS`
    Tags tags() {
        if (exchange.header(TAGS).isEmpty()) {
            return Tags.NONE;
        }
        SortedMap<String, String> tags = new TreeMap<>();
        for (String pair : header(TAGS).replace('+', ' ').split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String key = tagText(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : tagText(pair.substring(equals + 1));
                if (tags.put(key, value) != null) {
                    throw new AmanaException(ErrorCode.INVALID_TAGS, "the tag " + key + " is given twice");
                }
            }
        }
        return new Tags(tags);
    }

    private static String tagText(String encoded) {
        try {
            return Percent.decode(encoded);
        } catch (AmanaException e) {
            throw new AmanaException(ErrorCode.INVALID_TAGS, TAGS + ": " + e.message(), e);
        }
    }

    /// How content is to be kept: tier, expiry, immutability policy, legal hold.
    ///
    /// @throws AmanaException `INVALID_HEADER`, `MISSING_HEADER`
    KeepAs keepAs() {
        return KeepingHeaders.keepAs(this);
    }

    /// The standard headers to keep with a blob: `x-ms-blob-content-type` and its siblings.
    HttpHeaders blobHeaders() {
        return new HttpHeaders(
                header("x-ms-blob-content-type"),
                header("x-ms-blob-content-encoding"),
                header("x-ms-blob-content-language"),
                header("x-ms-blob-content-disposition"),
                header("x-ms-blob-cache-control"),
                find(BLOB_MD5).map(text -> Md5.stated(BLOB_MD5, text)));
    }

    /// The same for Put Blob, where the request's own headers stand in for those that are missing, and the MD5 is that
    /// of the bytes.
    HttpHeaders blobHeadersOfBody() {
        return new HttpHeaders(
                either("x-ms-blob-content-type", "Content-Type"),
                either("x-ms-blob-content-encoding", "Content-Encoding"),
                either("x-ms-blob-content-language", "Content-Language"),
                header("x-ms-blob-content-disposition"),
                either("x-ms-blob-cache-control", "Cache-Control"),
                Optional.empty());
    }

    private String either(String first, String second) {
        return find(first).orElseGet(() -> header(second));
    }

    /// A request that came as a part of this one.
    BatchPartExchange part(BatchPart part) {
        return new BatchPartExchange(exchange, part);
    }

    /// Whether there is a body at all; some operations may come without.
    boolean hasBody() {
        return exchange.chunked() || exchange.contentLength().orElse(0) > 0;
    }

    /// The body as it comes in; see [CallBody].
    InputStream body() {
        return exchange.body();
    }

    /// How long the body says it is.
    ///
    /// @throws AmanaException `LENGTH_REQUIRED`
    long declaredLength() {
        return exchange.contentLength()
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.LENGTH_REQUIRED,
                        exchange.chunked()
                                ? "a body in chunks without a declared length is not accepted"
                                : "the header Content-Length is needed"));
    }
}
