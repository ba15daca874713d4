package org.amana.web.blob;

import java.io.IOException;
import java.util.Optional;
import org.amana.blob.BlobService;
import org.amana.blob.ListPages;
import org.amana.blob.PageRanges;
import org.amana.blob.Snapshot;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Get Page Ranges*, of a blob or a snapshot, or the pages that differ from an older snapshot.
final class GetPageRangesOperation implements Operation<PageRanges> {
    private static final String PREVIOUS_URL = "x-ms-previous-snapshot-url";

    private final BlobService blobs;

    GetPageRangesOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Get Page Ranges";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.READ, "r");
    }

    @Override
    public Plan<PageRanges> plan(Call call) {
        if (call.find(PREVIOUS_URL).isPresent()) {
            throw new AmanaException(
                            ErrorCode.PREVIOUS_SNAPSHOT_NOT_SUPPORTED,
                            PREVIOUS_URL + " is for managed disks; name the snapshot with prevsnapshot")
                    .with("HeaderName", PREVIOUS_URL);
        }
        Query query = call.query();
        return blobs.listPages(new ListPages(
                call.blobOrSnapshotToRead(),
                RangeHeader.parse(call.find("x-ms-range").orElseGet(() -> call.header("Range"))),
                previous(query),
                query.text("marker"),
                Math.min(
                        ListPages.MOST_RANGES, query.number("maxresults", 1, Integer.MAX_VALUE, ListPages.MOST_RANGES)),
                CallConditions.toRead(call)));
    }

    private static Optional<Snapshot> previous(Query query) {
        try {
            return query.find("prevsnapshot").map(Snapshot::parse);
        } catch (AmanaException e) {
            throw query.invalid(e.code(), "prevsnapshot", "the time of a snapshot");
        }
    }

    @Override
    public void answer(Call call, PageRanges pages, Reply reply) throws IOException {
        Xml xml = new Xml().open("PageList");
        for (PageRanges.Range range : pages.ranges()) {
            String element = range.cleared() ? "ClearRange" : "PageRange";
            xml.open(element)
                    .text("Start", range.first())
                    .text("End", range.last())
                    .close(element);
        }
        xml.text("NextMarker", pages.nextMarker()).close("PageList");
        reply.status(200)
                .version(pages.etag(), pages.lastModified())
                .set("x-ms-blob-content-length", Long.toString(pages.length()))
                .send(xml);
    }
}
