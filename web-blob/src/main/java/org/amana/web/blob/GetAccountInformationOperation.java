package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.AccountInformation;
import org.amana.blob.BlobService;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Get Account Information*; answered at every level of a URL, to any signature.
final class GetAccountInformationOperation implements Operation<AccountInformation> {
    private final BlobService blobs;

    GetAccountInformationOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Get Account Information";
    }

    @Override
    public Need need() {
        return Need.ofAnySignature(Action.READ);
    }

    @Override
    public Plan<AccountInformation> plan(Call call) {
        return blobs.accountInformation(call.target().accountName());
    }

    @Override
    public void answer(Call call, AccountInformation account, Reply reply) throws IOException {
        reply.status(200)
                .set("x-ms-sku-name", account.skuName())
                .set("x-ms-account-kind", account.accountKind())
                .set("x-ms-is-hns-enabled", account.hierarchicalNamespace())
                .send();
    }
}
