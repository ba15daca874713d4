package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerAcl;
import org.amana.blob.ReadContainer;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Get Container ACL*.
final class GetContainerAclOperation implements Operation<ContainerAcl> {
    private final BlobService blobs;

    GetContainerAclOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Get Container ACL";
    }

    @Override
    public Need need() {
        return Need.ofKey(Action.READ);
    }

    @Override
    public Plan<ContainerAcl> plan(Call call) {
        return blobs.containerAcl(new ReadContainer(call.container(), CallConditions.of(call)));
    }

    @Override
    public void answer(Call call, ContainerAcl acl, Reply reply) throws IOException {
        reply.status(200).version(acl.etag(), acl.lastModified());
        ContainerHeaders.publicAccess(reply, acl.anonymous());
        reply.send(AclXml.write(acl.policies()));
    }
}
