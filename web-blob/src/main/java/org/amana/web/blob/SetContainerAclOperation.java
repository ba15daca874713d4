package org.amana.web.blob;

import java.io.IOException;
import java.util.List;
import org.amana.blob.AnonymousAccess;
import org.amana.blob.BlobService;
import org.amana.blob.Changed;
import org.amana.blob.SetContainerAcl;
import org.amana.blob.StoredAccessPolicy;
import org.amana.kernel.ByteSize;
import org.amana.policy.Action;
import org.amana.policy.Bearers;
import org.amana.policy.Plan;

/// Azure REST: *Set Container ACL*; without a body it removes all stored access policies.
final class SetContainerAclOperation implements Operation<Changed> {
    private static final ByteSize LIMIT = ByteSize.ofKibibytes(64);

    private final BlobService blobs;
    private final Bearers bearers;

    SetContainerAclOperation(BlobService blobs, Bearers bearers) {
        this.blobs = blobs;
        this.bearers = bearers;
    }

    @Override
    public String name() {
        return "Set Container ACL";
    }

    @Override
    public Need need() {
        return Need.ofKey(Action.WRITE);
    }

    @Override
    public Plan<Changed> plan(Call call) {
        AnonymousAccess wanted = PublicAccess.wanted(call);
        PublicAccess.require(
                wanted,
                blobs.facts().of(call.container()),
                bearers.anybody(call.target().account()).isPresent());
        List<StoredAccessPolicy> policies = call.hasBody() ? AclXml.read(CallBody.xml(call, LIMIT)) : List.of();
        return blobs.setContainerAcl(new SetContainerAcl(call.container(), policies, wanted, CallConditions.of(call)));
    }

    @Override
    public void answer(Call call, Changed changed, Reply reply) throws IOException {
        reply.status(200).version(changed.etag(), changed.lastModified()).send();
    }
}
