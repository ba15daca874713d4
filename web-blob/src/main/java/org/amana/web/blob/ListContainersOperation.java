package org.amana.web.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.amana.blob.AnonymousAccess;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerPage;
import org.amana.blob.ContainerProperties;
import org.amana.blob.ListContainers;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *List Containers*. It shows those that the caller may list.
final class ListContainersOperation implements Operation<ContainerPage> {
    private static final Set<String> INCLUDES = Set.of("metadata", "deleted", "system");

    private final BlobService blobs;
    private final Accesses accesses;

    ListContainersOperation(BlobService blobs, Accesses accesses) {
        this.blobs = blobs;
        this.accesses = accesses;
    }

    @Override
    public String name() {
        return "List Containers";
    }

    @Override
    public Need need() {
        return Need.onAccount(Action.LIST, "l");
    }

    @Override
    public Plan<ContainerPage> plan(Call call) {
        Query query = call.query();
        Set<String> includes = Listing.includes(query, INCLUDES);
        ListContainers command = new ListContainers(
                call.target().accountName(),
                query.text("prefix"),
                query.text("marker"),
                Listing.pageSize(query),
                includes.contains(Listing.METADATA),
                includes.contains("system"),
                includes.contains("deleted"));
        return blobs.listContainers(command, box -> accesses.foresees(Access.aside(call, box, need())));
    }

    @Override
    public void answer(Call call, ContainerPage page, Reply reply) throws IOException {
        Xml xml = new Xml().open("EnumerationResults", "ServiceEndpoint", call.serviceUrl());
        Listing.echo(xml, call.query());
        xml.open("Containers");
        boolean metadata = Listing.includes(call.query(), INCLUDES).contains(Listing.METADATA);
        page.items().forEach(container -> write(xml, container, metadata, reply.now()));
        xml.close("Containers").text("NextMarker", page.nextMarker()).close("EnumerationResults");
        reply.status(200).send(xml);
    }

    private static void write(Xml xml, ContainerProperties container, boolean metadata, Instant now) {
        xml.open("Container").text("Name", container.name().value());
        if (container.deletion().isPresent()) {
            xml.text("Deleted", true).text("Version", container.deletedVersion());
        }
        xml.open("Properties")
                .text("Last-Modified", HttpDate.format(container.lastModified()))
                .text("Etag", container.etag().quoted());
        Listing.lease(xml, container.lease());
        container.deletion().ifPresent(it -> Listing.deletion(xml, it, now));
        if (container.anonymous() != AnonymousAccess.NONE) {
            xml.text("PublicAccess", container.anonymous().word());
        }
        xml.text("DefaultEncryptionScope", container.encryption().defaultScope().value())
                .text("DenyEncryptionScopeOverride", container.encryption().overrideDenied())
                .text("HasImmutabilityPolicy", false)
                .text("HasLegalHold", false)
                .text("ImmutableStorageWithVersioningEnabled", false)
                .close("Properties");
        if (metadata) {
            Listing.metadata(xml, container.metadata());
        }
        xml.close("Container");
    }
}
