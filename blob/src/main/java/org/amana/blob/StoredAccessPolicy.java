package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Revocable terms that a shared access signature may name (Azure REST: *Define a stored access policy*).
/// Absent parts are empty texts and come from the signature itself; times are kept as the client wrote them.
///
/// @param id 1 to 64 characters, unique in the container
/// @param start, expiry ISO 8601, or ""
/// @param permissions letters such as `rwdl`, or ""
public record StoredAccessPolicy(String id, String start, String expiry, String permissions) {
    private static final int LONGEST_ID = 64;

    /// @throws AmanaException `INVALID_XML` when the id is missing or too long, or a part has a control
    ///     character
    public StoredAccessPolicy {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new AmanaException(
                    ErrorCode.INVALID_XML, "stored access policy: the id has 1 to 64 characters, not " + id.length());
        }
        if ((id + start + expiry + permissions).chars().anyMatch(c -> c < ' ')) {
            throw new AmanaException(ErrorCode.INVALID_XML, "stored access policy " + id + ": a control character");
        }
    }

    public boolean isWithoutTerms() {
        return start.isEmpty() && expiry.isEmpty() && permissions.isEmpty();
    }
}
