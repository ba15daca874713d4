package org.amana.web.blob;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.blob.BlobService;
import org.amana.blob.ByteRange;
import org.amana.blob.CopySource;
import org.amana.blob.Crc64;
import org.amana.blob.Md5;
import org.amana.blob.OpenCopySource;
import org.amana.blob.SourceSums;
import org.amana.blob.Tags;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Passage;
import org.amana.web.http.Header;

/// Opens what `x-ms-copy-source` names. What is ours, under any name this server is reached by, is read in the
/// house: an access of its own, decided for the signature in the source's URL, or, when there is none, for the key
/// that signed the request. Anything else is fetched.
final class CopySources {
    private static final String SOURCE = "x-ms-copy-source";
    private static final String SOURCE_MD5 = "x-ms-source-content-md5";
    private static final String SOURCE_CRC64 = "x-ms-source-content-crc64";
    private static final String TAG_OPTION = "x-ms-copy-source-tag-option";

    /// Names of details that the answer tells in headers too.
    static final String SOURCE_STATUS = "CopySourceStatusCode";

    static final String SOURCE_CODE = "CopySourceErrorCode";
    static final String SOURCE_MESSAGE = "CopySourceErrorMessage";
    static final String AUTHORIZATION = "x-ms-copy-source-authorization";
    private static final Need READ = Need.onBlob(Action.READ, "r");

    private final BlobService blobs;
    private final Accesses accesses;
    private final Endpoint endpoint;
    private final Authenticator authenticator;
    private final RemoteSources remote;

    CopySources(
            BlobService blobs,
            Accesses accesses,
            Endpoint endpoint,
            Authenticator authenticator,
            RemoteSources remote) {
        this.blobs = blobs;
        this.accesses = accesses;
        this.endpoint = endpoint;
        this.authenticator = authenticator;
        this.remote = remote;
    }

    /// What a copy reads from.
    sealed interface Source {
        /// A blob of this server, which may be read.
        record Here(CopySource source) implements Source {}

        /// An answer from elsewhere whose bytes are still coming; to be closed.
        record Elsewhere(RemoteSource source) implements Source {}
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
    /// @throws AmanaException as [Md5#parse] and [Crc64#parse], or `BOTH_SUMS` when both are given
    static SourceSums expected(Call call) {
        Optional<Md5> md5 = call.find(SOURCE_MD5).map(text -> Md5.parse(SOURCE_MD5, text));
        Optional<Crc64> crc64 = call.find(SOURCE_CRC64).map(text -> Crc64.parse(SOURCE_CRC64, text));
        if (md5.isPresent() && crc64.isPresent()) {
            throw new AmanaException(ErrorCode.BOTH_SUMS, SOURCE_CRC64 + " is given beside " + SOURCE_MD5);
        }
        return new SourceSums(md5, crc64);
    }

    /// What a copy touches where it goes to: the source's tags are kept there like others.
    static Access access(Call call, Need need) {
        return KeepingHeaders.access(call, copiesTags(call) ? need.withLetter('t') : need);
    }

    private static boolean copiesTags(Call call) {
        return call.header(TAG_OPTION).equalsIgnoreCase("COPY");
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

    /// The same for a source elsewhere, which has no tags that we could ask for.
    ///
    /// @throws AmanaException `INVALID_HEADER` when the source's are asked for
    static Tags ownTags(Call call, Optional<Tags> tags) {
        return tags.orElseThrow(() -> call.invalid(TAG_OPTION, "REPLACE for a source that is not in this server"));
    }

    /// The source's URL as the copy state may tell it: as it came, without its query, which may hold a signature, but
    /// for the snapshot or version.
    static String withoutSignature(Call call) {
        String url = call.header(SOURCE);
        int question = url.indexOf('?');
        if (question < 0) {
            return url;
        }
        return Arrays.stream(url.substring(question + 1).split("&"))
                .filter(parameter -> parameter.startsWith("snapshot=") || parameter.startsWith("versionid="))
                .findFirst()
                .map(moment -> url.substring(0, question) + "?" + moment)
                .orElseGet(() -> url.substring(0, question));
    }

    /// What the header names, opened for reading, for Put Blob From URL.
    ///
    /// @throws AmanaException `CANNOT_VERIFY_COPY_SOURCE` when the URL shows no right to read, names nothing or
    ///     cannot be reached; `SOURCE_CONDITION_NOT_MET`
    Source open(Call call) {
        return open(call, Optional.empty(), Copying.BLOB_FROM_URL, false);
    }

    /// The same for what is a part of a blob.
    Source open(Call call, Optional<ByteRange> range) {
        return open(call, range, Copying.PART_FROM_URL, false);
    }

    /// The same of a blob that may be archived, if the copy is to be in a tier in which it can be read: it is
    /// rehydrated on its way.
    Source openEvenArchived(Call call, Copying copying) {
        return open(call, Optional.empty(), copying, true);
    }

    private Source open(Call call, Optional<ByteRange> range, Copying copying, boolean rehydrates) {
        SourceUrl url = SourceUrl.parse(call.require(SOURCE));
        try {
            return endpoint.isOurs(url.authority(), call.host())
                    ? new Source.Here(openHere(call, url, range, copying, rehydrates))
                    : new Source.Elsewhere(remote.open(call, url, range));
        } catch (AmanaException e) {
            throw e.code() == ErrorCode.SOURCE_CONDITION_NOT_MET ? copying.notMet(url, e) : e;
        }
    }

    /// The same for an operation that copies within this server only.
    CopySource openHere(Call call) {
        SourceUrl url = SourceUrl.parse(call.require(SOURCE));
        if (!endpoint.isOurs(url.authority(), call.host())) {
            throw cannotVerify(404, url, "only blobs of this server can be copied so, and it is not known as one");
        }
        return openHere(call, url, Optional.empty(), Copying.INCREMENTAL, false);
    }

    private CopySource openHere(
            Call call, SourceUrl url, Optional<ByteRange> range, Copying copying, boolean rehydrates) {
        Query query = Query.parse(url.rawQuery());
        Target target = endpoint.resolve(url.authority(), url.rawPath(), query);
        if (target.level() != Level.BLOB || !endpoint.isAccount(target.account())) {
            throw cannotVerify(404, url, "it is not the URL of a blob of an account");
        }
        Identity identity = identify(call, url, target, query);
        var plan = new OpenCopySource(target.blobRef(query), range, CallConditions.ofSource(call))
                .evenIfArchived(rehydrates && call.keepAs().isOnline());
        Access access = Access.aside(call, target, identity, reading(call, query));
        return switch (accesses.pass(access, blobs.openCopySource(plan))) {
            case Passage.Done<CopySource> done -> done.result();
            case Passage.Denied<CopySource> denied ->
                throw cannotVerify(
                        url,
                        access.mismatch()
                                .orElseGet(() -> AzureErrors.of(denied.code()).withMessage(denied.reason())));
            case Passage.Failed<CopySource> failed -> throw asSourceFailure(url, copying, failed.failure());
        };
    }

    /// What the source is asked for: beside its bytes its tags, also by a condition on them, and perhaps a version.
    private static Need reading(Call call, Query query) {
        boolean tellsTags =
                copiesTags(call) || call.find(ConditionHeaders.SOURCE_IF_TAGS).isPresent();
        Need need = tellsTags ? READ.withLetter('t') : READ;
        return query.has("versionid") ? need.withPast() : need;
    }

    /// Who reads the source: the bearer of a token made out for it, or of the signature in its URL; without either,
    /// who signed the request, for blobs of the same account, and else anybody, where the source is open to
    /// everybody.
    private Identity identify(Call call, SourceUrl url, Target target, Query query) {
        Optional<String> token = call.find(AUTHORIZATION);
        boolean bare = token.isEmpty() && !query.has("sig");
        boolean sameAccount = target.account().equals(call.target().account());
        if (bare && sameAccount && call.identity().sas().isEmpty()) {
            return call.identity();
        }
        List<Header> headers = token.map(text -> List.of(new Header("Authorization", bearer(call, text))))
                .orElse(List.of());
        Signable request = new Signable("GET", headers, url.rawPath(), query, ServiceVersion.NEWEST);
        return switch (authenticator.authenticate(request, target, call.origin())) {
            case Authentication.Known known -> known.identity();
            case Authentication.Refused _
            when bare ->
                throw cannotVerify(
                        url,
                        new AzureError(
                                        401,
                                        "NoAuthenticationInformation",
                                        "Server failed to authenticate the request. Please refer to the information in"
                                                + " the www-authenticate header.")
                                .withMessage("The source's URL needs a shared access signature of its own."));
            case Authentication.Refused refused -> throw cannotVerify(url, refused.error());
        };
    }

    /// Azure takes nothing but tokens there: a Shared Key signature would be one over another request.
    private static String bearer(Call call, String text) {
        if (!text.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw call.invalid(AUTHORIZATION, "Bearer and a token");
        }
        return text;
    }

    /// What a failure to read the source is called when one copies; conditions keep their own name.
    private static AmanaException asSourceFailure(SourceUrl url, Copying copying, AmanaException failure) {
        return switch (failure.code()) {
            case BLOB_USES_CUSTOMER_ENCRYPTION,
                    BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION,
                    CUSTOMER_ENCRYPTION_MISMATCH,
                    ENCRYPTION_SCOPE_DISABLED -> cannotVerify(url, AzureErrors.of(failure));
            default -> byCategory(url, copying, failure);
        };
    }

    private static AmanaException byCategory(SourceUrl url, Copying copying, AmanaException failure) {
        return switch (failure.code().category()) {
            case NOT_FOUND -> copying.unreadable(url, failure);
            case PRECONDITION ->
                failure.code() == ErrorCode.SOURCE_CONDITION_NOT_MET
                        ? failure
                        : new AmanaException(ErrorCode.SOURCE_CONDITION_NOT_MET, failure.message(), failure);
            default -> failure;
        };
    }

    /// What reading the source was answered.
    static AmanaException cannotVerify(SourceUrl url, AzureError source) {
        return cannotVerify(source.status(), url, source.why())
                .with(SOURCE_STATUS, Integer.toString(source.status()))
                .with(SOURCE_CODE, source.code())
                .with(SOURCE_MESSAGE, source.summary());
    }

    static AmanaException cannotVerify(int status, SourceUrl url, String why) {
        return new AmanaException(ErrorCode.CANNOT_VERIFY_COPY_SOURCE, url.authority() + url.rawPath() + ": " + why)
                .with(AzureErrors.STATUS, Integer.toString(status));
    }
}
