package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.CreateContainer;
import org.amana.blob.Metadata;
import org.amana.blob.ServiceProperties;
import org.amana.blob.SetServiceProperties;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Set Blob Service Properties*. What the request does not mention stays as it is, so the present
/// properties are read first, which is an access of its own. So is making `$web`, which enabling the website does.
final class SetServicePropertiesOperation implements Operation<ServiceProperties> {
    private static final ByteSize LIMIT = ByteSize.ofKibibytes(64);

    private static final Need READING = Need.onAccount(Action.READ, "rw");

    private final BlobService blobs;
    private final Accesses accesses;

    SetServicePropertiesOperation(BlobService blobs, Accesses accesses) {
        this.blobs = blobs;
        this.accesses = accesses;
    }

    @Override
    public String name() {
        return "Set Blob Service Properties";
    }

    @Override
    public Need need() {
        return Need.onAccount(Action.WRITE, "w");
    }

    /// What is not named stays as it is, which is read to that end.
    @Override
    public Access access(Call call) {
        return Access.of(call, need()).and(READING);
    }

    @Override
    public Plan<ServiceProperties> plan(Call call) {
        XmlElement wanted = CallBody.xml(call, LIMIT).named("StorageServiceProperties");
        ServiceProperties present = accesses.pass(
                        Access.aside(call, call.target(), call.identity(), READING),
                        blobs.serviceProperties(call.target().accountName()))
                .orThrow();
        ServiceProperties properties = ServicePropertiesXml.read(wanted, present);
        if (properties.staticWebsite().enabled()) {
            makeWebsite(call);
        }
        return blobs.setServiceProperties(new SetServiceProperties(call.target().accountName(), properties));
    }

    /// The container of the pages, where there is none.
    private void makeWebsite(Call call) {
        Target website = call.target().inContainer(Website.CONTAINER);
        if (blobs.facts().exists(website.containerRef())) {
            return;
        }
        try {
            accesses.pass(
                            Access.aside(call, website, call.identity(), need()),
                            blobs.createContainer(CreateContainer.of(website.containerRef(), Metadata.NONE)))
                    .orThrow();
        } catch (AmanaException e) {
            if (e.code() != ErrorCode.CONTAINER_EXISTS) { // somebody was faster
                throw e;
            }
        }
    }

    @Override
    public void answer(Call call, ServiceProperties result, Reply reply) throws IOException {
        reply.status(202).send();
    }
}
