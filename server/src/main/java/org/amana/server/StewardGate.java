package org.amana.server;

import org.amana.blob.AccountName;
import org.amana.blob.BlobFacts;
import org.amana.blob.ContainerRef;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Gate;
import org.amana.policy.Plan;
import org.amana.policy.Service;

/// Where what the operator changes passes the gate like anybody's accesses, under the steward's key. Without
/// a key in force it fails with `CONFIGURATION`.
record StewardGate(Gate gate, BlobFacts facts, Steward steward) {

    /// Changes an account as a whole.
    ///
    /// @param command what acts for the operator, as the ledger tells it
    /// @throws AmanaException `ACCOUNT_NOT_FOUND`
    <R> R change(AccountName account, String command, Plan<R> plan) {
        AccessRequest request = AccessRequest.on(
                facts.of(account)
                        .orElseThrow(() -> new AmanaException(
                                ErrorCode.ACCOUNT_NOT_FOUND, "account " + account + " does not exist")),
                steward.calling(account.value(), command),
                Service.BLOB,
                Action.WRITE);
        return gate.pass(request, plan).orThrow();
    }

    /// Changes a container.
    ///
    /// @param known what the access is decided by
    <R> void change(ContainerRef container, BoxFacts known, String command, Plan<R> plan) {
        AccessRequest request = AccessRequest.inAsKnown(
                        known, steward.calling(container.account().value(), command), Service.BLOB, Action.WRITE)
                .withObject(container.name().value());
        gate.pass(request, plan).orThrow();
    }
}
