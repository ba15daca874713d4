package org.amana.web.blob;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.amana.blob.AccountInformation;
import org.amana.blob.BlobService;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Get Blob Service Stats*. It is asked of the secondary alone, which here is the account itself
/// under another name: it is live, and as of now nothing is missing in it.
final class GetServiceStatsOperation implements Operation<AccountInformation> {
    private final BlobService blobs;
    private final InstantSource clock;

    GetServiceStatsOperation(BlobService blobs, InstantSource clock) {
        this.blobs = blobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Get Blob Service Stats";
    }

    @Override
    public Need need() {
        return Need.onAccount(Action.READ, "r");
    }

    @Override
    public Plan<AccountInformation> plan(Call call) {
        if (!call.target().secondary()) {
            throw call.query()
                    .invalid(ErrorCode.INVALID_QUERY_PARAMETER, "comp", "another one: stats are the secondary's");
        }
        return blobs.accountInformation(call.target().accountName());
    }

    @Override
    public void answer(Call call, AccountInformation information, Reply reply) throws IOException {
        Instant now = clock.instant();
        reply.status(200)
                .send(new Xml()
                        .open("StorageServiceStats")
                        .open("GeoReplication")
                        .text("Status", "live")
                        .text("LastSyncTime", HttpDate.format(now))
                        .close("GeoReplication")
                        .close("StorageServiceStats"));
    }
}
