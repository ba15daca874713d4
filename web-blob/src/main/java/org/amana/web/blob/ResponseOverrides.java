package org.amana.web.blob;

import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Headers that an answer shall carry in place of the blob's own: `rscc`, `rscd`, `rsce`, `rscl`, `rsct` of a shared
/// access signature; "" is an absent one.
record ResponseOverrides(
        String cacheControl,
        String contentDisposition,
        String contentEncoding,
        String contentLanguage,
        String contentType) {

    static final ResponseOverrides NONE = new ResponseOverrides("", "", "", "", "");

    /// @throws AmanaException `INVALID_QUERY_PARAMETER` for a line break or another control character
    ResponseOverrides {
        String all = cacheControl + contentDisposition + contentEncoding + contentLanguage + contentType;
        if (all.chars().anyMatch(Character::isISOControl)) {
            throw new AmanaException(
                    ErrorCode.INVALID_QUERY_PARAMETER, "a header to answer with has a control character");
        }
    }

    static ResponseOverrides of(Query query) {
        return new ResponseOverrides(
                query.text("rscc"), query.text("rscd"), query.text("rsce"), query.text("rscl"), query.text("rsct"));
    }

    /// In the order in which they are signed.
    List<String> signed() {
        return List.of(cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType);
    }
}
