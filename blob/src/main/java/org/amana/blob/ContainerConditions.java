package org.amana.blob;

import java.time.Instant;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Of the conditional headers, operations on containers know the two dates only (Azure REST: *Specifying
/// conditional headers*); ETags and tags are passed over.
final class ContainerConditions {
    private ContainerConditions() {}

    static void require(Conditions conditions, ContainerRow row) {
        Instant modified = row.lastModified();
        if (!modified.isAfter(conditions.ifModifiedSince())) {
            throw new AmanaException(
                    ErrorCode.CONDITION_NOT_MET, "container " + row.name() + ": it was not modified since " + modified);
        }
        if (modified.isAfter(conditions.ifUnmodifiedSince())) {
            throw new AmanaException(
                    ErrorCode.CONDITION_NOT_MET, "container " + row.name() + ": it was modified at " + modified);
        }
    }
}
