package org.amana.web.blob;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.blob.ByteRange;
import org.amana.blob.ETagCondition;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// `bytes=0-499` or `bytes=500-`, the two forms of a range that the storage service knows. Others (several ranges,
/// the last n bytes, a last byte before the first) are none, and the whole is answered, as RFC 9110 §14.2 lets a
/// server do.
final class RangeHeader {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d+)-(\\d*)", Pattern.CASE_INSENSITIVE);

    private static final ETagCondition NO_VERSION = new ETagCondition.OneOf(List.of());

    private RangeHeader() {}

    /// For what is written as a whole.
    ///
    /// @throws AmanaException `UNSUPPORTED_HEADER` when a range is named
    static void refuse(Call call) {
        for (String name : List.of("Range", "x-ms-range")) {
            if (call.find(name).isPresent()) {
                throw new AmanaException(ErrorCode.UNSUPPORTED_HEADER, name + ": this is written as a whole")
                        .with("HeaderName", name);
            }
        }
    }

    /// `If-Range` (RFC 9110 §13.1.5): of which version the range is. A date names none for certain, and neither does a
    /// weak tag, so that the whole is answered.
    static ETagCondition version(Call call) {
        return call.find("If-Range")
                .map(text -> text.startsWith("\"") ? ETagCondition.parse(text) : NO_VERSION)
                .orElseGet(ETagCondition::absent);
    }

    static Optional<ByteRange> parse(String header) {
        Matcher matcher = FORM.matcher(header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long first = number(matcher.group(1));
        if (matcher.group(2).isEmpty()) {
            return Optional.of(ByteRange.from(first));
        }
        long last = number(matcher.group(2));
        return last < first ? Optional.empty() : Optional.of(new ByteRange(first, last));
    }

    /// Numbers beyond 63 bits lie behind the end of every blob just as the largest one does.
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }
}
