package org.amana.web.blob;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.amana.blob.BlobService;
import org.amana.blob.FindBlobs;
import org.amana.blob.FoundBlobs;
import org.amana.blob.TagSearch;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Find Blobs by Tags*, *Find Blobs by Tags in Container*. It tells names and tags, so it is a listing:
/// of an account it shows what is in containers that the caller may list.
final class FindBlobsOperation implements Operation<FoundBlobs> {
    private static final String LETTER = "f";

    /// Previous versions, the other thing that there is to include, have their tags in no index here.
    private static final Set<String> NOTHING_MORE = Set.of("none");

    private final BlobService blobs;
    private final Accesses accesses;
    private final boolean inContainer;

    FindBlobsOperation(BlobService blobs, Accesses accesses, boolean inContainer) {
        this.blobs = blobs;
        this.accesses = accesses;
        this.inContainer = inContainer;
    }

    @Override
    public String name() {
        return inContainer ? "Find Blobs by Tags in Container" : "Find Blobs by Tags";
    }

    @Override
    public Need need() {
        return inContainer ? new Need(Action.LIST, "sco", LETTER, LETTER) : new Need(Action.LIST, "so", "", LETTER);
    }

    @Override
    public Plan<FoundBlobs> plan(Call call) {
        Query query = call.query();
        Listing.includes(query, NOTHING_MORE);
        TagSearch search = TagSearch.parse(query.require("where"));
        if (inContainer && search.container().isPresent()) {
            throw new AmanaException(
                            ErrorCode.INVALID_TAG_SEARCH,
                            "Error parsing query: Cannot have container in both uri and query")
                    .with("QueryParameterName", "where");
        }
        FindBlobs command = new FindBlobs(
                call.target().accountName(),
                inContainer ? Optional.of(call.container().name()) : Optional.empty(),
                search,
                query.text("marker"),
                Listing.pageSize(query));
        return blobs.findBlobs(
                command,
                container -> accesses.foresees(Access.aside(
                        call, call.target().inContainer(container.name().value()), call.identity(), need())));
    }

    @Override
    public void answer(Call call, FoundBlobs page, Reply reply) throws IOException {
        Xml xml = new Xml().open("EnumerationResults", "ServiceEndpoint", call.serviceUrl());
        Query query = call.query();
        query.find("marker").ifPresent(marker -> xml.name("Marker", marker));
        xml.text("Where", query.text("where"));
        query.find("maxresults").ifPresent(most -> xml.text("MaxResults", most));
        xml.open("Blobs");
        for (FoundBlobs.Item item : page.items()) {
            xml.open("Blob")
                    .name("Name", item.name().value())
                    .text("ContainerName", item.container().value());
            TagsXml.write(xml, item.tags());
            xml.close("Blob");
        }
        xml.close("Blobs").text("NextMarker", page.nextMarker()).close("EnumerationResults");
        reply.status(200).send(xml);
    }
}
