package org.amana.web.blob;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.blob.BlobService;
import org.amana.blob.ByteRange;
import org.amana.blob.CopySource;
import org.amana.blob.Crc64;
import org.amana.blob.Md5;
import org.amana.blob.OpenCopySource;
import org.amana.blob.Snapshot;
import org.amana.blob.SourceSums;
import org.amana.blob.Tags;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Passage;

/// Opens what `x-ms-copy-source` names. Only blobs of the account itself can be copied, under any name this server
/// is reached by; nothing is ever fetched from elsewhere. Reading the source is an access of its own: it is decided
/// for the signature in the source's URL, or, when there is none, for the key that signed the request.
final class CopySources {
    private static final String SOURCE = "x-ms-copy-source";
    private static final String SOURCE_MD5 = "x-ms-source-content-md5";
    private static final String SOURCE_CRC64 = "x-ms-source-content-crc64";
    private static final String TAG_OPTION = "x-ms-copy-source-tag-option";
    private static final Need READ = Need.onBlob(Action.READ, "r");

    private final BlobService blobs;
    private final Accesses accesses;
    private final Endpoint endpoint;
    private final Authenticator authenticator;

    CopySources(BlobService blobs, Accesses accesses, Endpoint endpoint, Authenticator authenticator) {
        this.blobs = blobs;
        this.accesses = accesses;
        this.endpoint = endpoint;
        this.authenticator = authenticator;
    }

    /// The bytes that `x-ms-source-range` asks for.
    ///
    /// @throws AmanaException `INVALID_HEADER`
    Optional<ByteRange> range(Call call) {
        Optional<String> header = call.find("x-ms-source-range").or(() -> call.find("x-ms-range"));
        return header.map(text ->
                RangeHeader.parse(text).orElseThrow(() -> call.invalid("x-ms-source-range", "bytes=first-last")));
    }

    static void requireEmptyBody(Call call) {
        if (call.hasBody()) {
            throw call.invalid("Content-Length", "0 when the bytes come from a URL");
        }
    }

    /// What the source's bytes must sum up to.
    ///
    /// @throws AmanaException `INVALID_MD5`, `INVALID_HEADER`, the latter also when both are given
    static SourceSums expected(Call call) {
        Optional<Md5> md5 = call.find(SOURCE_MD5).map(text -> Md5.parse(SOURCE_MD5, text));
        Optional<Crc64> crc64 = call.find(SOURCE_CRC64).map(text -> Crc64.parse(SOURCE_CRC64, text));
        if (md5.isPresent() && crc64.isPresent()) {
            throw call.invalid(SOURCE_CRC64, "absent when " + SOURCE_MD5 + " is given");
        }
        return new SourceSums(md5, crc64);
    }

    /// The tags of the copy: those the request names, or, when it asks so, the source's.
    ///
    /// @return empty for the source's
    /// @throws AmanaException `INVALID_HEADER` for another word, or when both are asked for
    static Optional<Tags> tags(Call call) {
        return switch (call.header(TAG_OPTION).toUpperCase(Locale.ROOT)) {
            case "", "REPLACE" -> Optional.of(call.tags());
            case "COPY" -> {
                if (call.find("x-ms-tags").isPresent()) {
                    throw call.invalid(TAG_OPTION, "REPLACE when x-ms-tags is given");
                }
                yield Optional.empty();
            }
            default -> throw call.invalid(TAG_OPTION, "REPLACE or COPY");
        };
    }

    /// The source's URL as the copy state may tell it.
    static String withoutSignature(Call call) {
        String url = call.header(SOURCE);
        int question = url.indexOf('?');
        if (question < 0) {
            return url;
        }
        String snapshot = Query.parse(url.substring(question + 1)).text("snapshot");
        return url.substring(0, question) + (snapshot.isEmpty() ? "" : "?snapshot=" + snapshot);
    }

    /// @throws AmanaException `CANNOT_VERIFY_COPY_SOURCE` when the URL is not one of ours, shows no right to read,
    /// or
    ///     names nothing; `SOURCE_CONDITION_NOT_MET`
    CopySource open(Call call, Optional<ByteRange> range) {
        SourceUrl url = SourceUrl.parse(call.require(SOURCE));
        if (!endpoint.isOurs(url.authority(), call.host())) {
            throw cannotVerify(
                    404,
                    url,
                    "only blobs of this account can be copied, and " + url.authority()
                            + " is not known as this server");
        }
        Query query = Query.parse(url.rawQuery());
        Target target = endpoint.resolve(url.authority(), url.rawPath(), query);
        if (!target.account().equals(call.target().account()) || target.level() != Level.BLOB) {
            throw cannotVerify(404, url, "it is not the URL of a blob of this account");
        }
        Identity identity = identify(call, url, target, query);
        var plan = new OpenCopySource(
                target.blobRef(query.find("snapshot").map(Snapshot::parse).orElse(Snapshot.NONE)),
                range,
                call.sourceConditions());
        var access = new Accesses.Access(target, identity, READ, call.client());
        return switch (accesses.pass(access, blobs.openCopySource(plan))) {
            case Passage.Done<CopySource> done -> done.result();
            case Passage.Denied<CopySource> denied -> throw cannotVerify(403, url, denied.reason());
            case Passage.Failed<CopySource> failed -> throw asSourceFailure(url, failed.failure());
        };
    }

    private Identity identify(Call call, SourceUrl url, Target target, Query query) {
        if (!call.header("x-ms-copy-source-authorization").isEmpty()) {
            throw cannotVerify(401, url, "x-ms-copy-source-authorization carries a bearer token; none is known here");
        }
        if (!query.has("sig")) {
            if (call.identity().sas().isPresent()) {
                throw cannotVerify(401, url, "the source's URL needs a shared access signature of its own");
            }
            return call.identity();
        }
        Signable request = new Signable("GET", List.of(), url.rawPath(), query, ServiceVersion.NEWEST);
        return switch (authenticator.authenticate(request, target, call.origin())) {
            case Authentication.Known known -> known.identity();
            case Authentication.Refused refused ->
                throw cannotVerify(403, url, refused.error().why());
        };
    }

    /// What a failure to read the source is called when one copies; conditions keep their own name.
    private static AmanaException asSourceFailure(SourceUrl url, AmanaException failure) {
        return switch (failure.code().category()) {
            case NOT_FOUND -> cannotVerify(404, url, failure.message());
            case PRECONDITION -> new AmanaException(ErrorCode.SOURCE_CONDITION_NOT_MET, failure.message(), failure);
            default -> failure;
        };
    }

    private static AmanaException cannotVerify(int status, SourceUrl url, String why) {
        return new AmanaException(ErrorCode.CANNOT_VERIFY_COPY_SOURCE, url.authority() + url.rawPath() + ": " + why)
                .with(AzureErrors.STATUS, Integer.toString(status));
    }
}
