package org.amana.web.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.amana.blob.ByteRange;
import org.amana.blob.Conditions;
import org.amana.blob.ETag;
import org.amana.blob.UnmetCondition;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.outbound.Answer;
import org.amana.outbound.Errand;
import org.amana.outbound.Outbound;
import org.amana.outbound.Outcome;

/// Fetches sources that are not in this server. What the network refuses is `CannotVerifyCopySource`, never an
/// empty answer; what the source's server says is passed on as Azure does, by its status.
final class RemoteSources {
    /// A version of the service that every server of it knows, for those that want one beside a token.
    private static final String VERSION = "2021-12-02";

    /// Conditions that the source's server is asked to decide; those it passes over are decided here again.
    private static final Set<String> CONDITIONS =
            Set.of("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since");

    private final Outbound outbound;

    RemoteSources(Outbound outbound) {
        this.outbound = outbound;
    }

    /// @throws AmanaException `CANNOT_VERIFY_COPY_SOURCE`, `SOURCE_CONDITION_NOT_MET`; `SERVER_BUSY` when this server
    /// cannot go now
    RemoteSource open(Call call, SourceUrl url, Optional<ByteRange> range) {
        Conditions conditions = CallConditions.ofSource(call);
        Errand errand = errand(call, url, range, conditions);
        return switch (outbound.run(errand)) {
            case Outcome.Unreachable(String why) -> throw CopySources.cannotVerify(404, url, why);
            case Outcome.Unable(String why) ->
                throw new AmanaException(ErrorCode.SERVER_BUSY, "the source cannot be read now: " + why);
            case Answer answer -> opened(url, answer, conditions, range);
        };
    }

    private static Errand errand(Call call, SourceUrl url, Optional<ByteRange> range, Conditions conditions) {
        try {
            Errand errand = Errand.get(url.text());
            for (String condition : CONDITIONS) {
                String value = call.header("x-ms-source-" + condition);
                errand = value.isEmpty() ? errand : errand.with(condition, value);
            }
            if (range.isPresent()) {
                errand = errand.with("Range", text(range.get()));
            }
            if (conditions.customerKey().isPresent()) {
                errand = withKey(call, url, errand);
            }
            String token = call.header(CopySources.AUTHORIZATION);
            return token.isEmpty()
                    ? errand
                    : errand.with("Authorization", token).with("x-ms-version", VERSION);
        } catch (IllegalArgumentException e) {
            throw CopySources.cannotVerify(400, url, String.valueOf(e.getMessage()));
        }
    }

    /// The source's server needs the key to decrypt what it sends. It goes there encrypted, or not at all.
    private static Errand withKey(Call call, SourceUrl url, Errand errand) {
        if (!errand.url().getScheme().equalsIgnoreCase("https")) {
            throw CopySources.cannotVerify(400, url, "a key is sent to its server over HTTPS only");
        }
        return errand.with(CustomerKeyHeaders.KEY, call.header(CustomerKeyHeaders.SOURCE_KEY))
                .with(CustomerKeyHeaders.HASH, call.header(CustomerKeyHeaders.SOURCE_HASH))
                .with(CustomerKeyHeaders.ALGORITHM, CustomerKeyHeaders.AES256)
                .with("x-ms-version", VERSION);
    }

    private static RemoteSource opened(SourceUrl url, Answer answer, Conditions conditions, Optional<ByteRange> range) {
        try {
            requireFound(url, answer, conditions);
            require(conditions, answer, url);
            return range.isEmpty() ? RemoteSource.whole(url, answer) : part(url, answer, range.get());
        } catch (AmanaException e) {
            answer.close();
            throw e;
        }
    }

    private static void requireFound(SourceUrl url, Answer answer, Conditions conditions) {
        int status = answer.status();
        if (status == 304 || status == 412) {
            UnmetCondition unmet = status == 304
                    ? UnmetCondition.MODIFIED
                    : conditions.ifMatch().isPresent() ? UnmetCondition.MATCH : UnmetCondition.UNMODIFIED;
            throw notMet(unmet, url, "its server says so");
        }
        if (status != 200 && status != 206) {
            boolean passedOn = status >= 400 && status < 500;
            throw CopySources.cannotVerify(passedOn ? status : 400, url, "its server answers " + status)
                    .with(CopySources.SOURCE_STATUS, Integer.toString(status))
                    .with(
                            CopySources.SOURCE_CODE,
                            answer.header("x-ms-error-code")
                                    .filter(code -> code.length() <= 100)
                                    .orElse(""));
        }
    }

    private static void require(Conditions conditions, Answer answer, SourceUrl url) {
        ETag etag = ETag.parse(answer.header("ETag").orElse(""));
        if (conditions.ifMatch().isPresent() && !conditions.ifMatch().names(etag)) {
            throw notMet(UnmetCondition.MATCH, url, "its ETag is " + etag);
        }
        if (conditions.ifNoneMatch().names(etag)) {
            throw notMet(UnmetCondition.MODIFIED, url, "its ETag is " + etag);
        }
        Optional<Instant> modified = answer.header("Last-Modified").flatMap(HttpDate::parse);
        if (modified.isPresent() && modified.get().isAfter(conditions.ifUnmodifiedSince())) {
            throw notMet(UnmetCondition.UNMODIFIED, url, "it was modified at " + modified.get());
        }
        if (modified.isPresent() && !modified.get().isAfter(conditions.ifModifiedSince())) {
            throw notMet(UnmetCondition.MODIFIED, url, "it was modified at " + modified.get());
        }
    }

    private static AmanaException notMet(UnmetCondition condition, SourceUrl url, String why) {
        return condition.in(
                new AmanaException(ErrorCode.SOURCE_CONDITION_NOT_MET, url.authority() + url.rawPath() + ": " + why));
    }

    /// The bytes of the range, also from a server that knows no ranges and sends all.
    private static RemoteSource part(SourceUrl url, Answer answer, ByteRange wanted) {
        if (answer.status() == 206) {
            if (!answer.header("Content-Range").orElse("").startsWith("bytes " + wanted.first() + "-")) {
                throw CopySources.cannotVerify(400, url, "its server sends another range than " + text(wanted));
            }
            return RemoteSource.whole(url, answer);
        }
        long size = answer.length()
                .orElseThrow(() -> CopySources.cannotVerify(
                        400, url, "its server knows no ranges, and does not say how many bytes it sends"));
        if (wanted.first() >= size) {
            throw new AmanaException(
                    ErrorCode.INVALID_RANGE,
                    "the range begins at " + wanted.first() + ", the source has " + size + " bytes");
        }
        try {
            answer.body().skipNBytes(wanted.first());
        } catch (IOException _) {
            throw CopySources.cannotVerify(400, url, "its bytes broke off, or came too slowly");
        }
        long length = Math.min(wanted.last(), size - 1) - wanted.first() + 1;
        return new RemoteSource(url, answer, OptionalLong.of(length));
    }

    private static String text(ByteRange range) {
        return "bytes=" + range.first() + "-" + (range.last() == Long.MAX_VALUE ? "" : range.last());
    }
}
