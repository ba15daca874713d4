package org.amana.web.blob;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.amana.blob.Conditions;
import org.amana.blob.ETagCondition;
import org.amana.blob.LeaseId;
import org.amana.blob.TagCondition;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Reads conditional headers (Azure REST: *Specifying conditional headers for Blob service operations*).
final class ConditionHeaders {
    static final String IF_TAGS = "x-ms-if-tags";
    static final String SOURCE_IF_TAGS = "x-ms-source-if-tags";

    private ConditionHeaders() {}

    /// Those on the resource itself.
    ///
    /// @param header answers a header's value, "" when there is none
    /// @throws AmanaException `INVALID_HEADER`
    static Conditions target(UnaryOperator<String> header) {
        return withLeaseAndTags(read(header, ""), header);
    }

    private static Conditions withLeaseAndTags(Conditions conditions, UnaryOperator<String> header) {
        String lease = header.apply("x-ms-lease-id");
        return conditions
                .withLease(lease.isEmpty() ? LeaseId.NONE : LeaseId.parse("x-ms-lease-id", lease))
                .withIfTags(TagCondition.parse(header.apply(IF_TAGS)));
    }

    /// Those on the blob whose tags are read or written, which have names of their own, such as `x-ms-blob-if-match`
    /// (Azure REST: *Set Blob Tags*).
    ///
    /// @throws AmanaException `INVALID_HEADER`
    static Conditions ofTags(UnaryOperator<String> header) {
        UnaryOperator<String> either = name -> {
            String own = header.apply("x-ms-blob-" + name);
            return own.isEmpty() ? header.apply(name) : own;
        };
        return withLeaseAndTags(read(either, ""), header);
    }

    /// Those on the source of a copy.
    ///
    /// @throws AmanaException `INVALID_HEADER`
    static Conditions source(UnaryOperator<String> header) {
        return read(header, "x-ms-source-").withIfTags(TagCondition.parse(header.apply(SOURCE_IF_TAGS)));
    }

    private static Conditions read(UnaryOperator<String> header, String prefix) {
        return Conditions.NONE
                .withIfMatch(ETagCondition.parse(header.apply(prefix + "If-Match")))
                .withIfNoneMatch(ETagCondition.parse(header.apply(prefix + "If-None-Match")))
                .withIfModifiedSince(time(header, prefix + "If-Modified-Since", Instant.MIN))
                .withIfUnmodifiedSince(time(header, prefix + "If-Unmodified-Since", Instant.MAX));
    }

    /// @param absent for no such header
    /// @throws AmanaException `INVALID_HEADER`
    static Instant time(UnaryOperator<String> header, String name, Instant absent) {
        String text = header.apply(name);
        return text.isEmpty()
                ? absent
                : HttpDate.parse(text)
                        .orElseThrow(
                                () -> new AmanaException(ErrorCode.INVALID_HEADER, name + ": " + text + " is no date")
                                        .with("HeaderName", name)
                                        .with("HeaderValue", text));
    }
}
