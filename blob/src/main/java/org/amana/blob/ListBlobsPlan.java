package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// List Blobs, flat or by hierarchy.
record ListBlobsPlan(BlobParts parts, ListBlobs command) implements Plan<BlobPage> {
    @Override
    public Planned<BlobPage> plan(Permitted permitted) {
        Box box = parts.containers().require(permitted, command.container());
        if (command.maxResults() < 1 || command.maxResults() > ListBlobs.MOST_RESULTS) {
            throw new AmanaException(ErrorCode.OUT_OF_RANGE, "maxresults: 1 to 5000, not " + command.maxResults())
                    .with("QueryParameterName", "maxresults")
                    .with("QueryParameterValue", Integer.toString(command.maxResults()));
        }
        BlobPage page = parts.catalog().read(reader -> new BlobListing(reader, box, command, parts.now()).page());
        return Planned.of(Told.of(page, command.include().contains(ListInclude.TAGS)), _ -> page);
    }
}
