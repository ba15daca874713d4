package org.amana.analysis;

import org.amana.blob.Content;
import org.amana.blob.Vault;
import org.amana.kernel.AmanaException;
import org.amana.policy.Passage;

/// What comes of asking the gate for a blob's bytes, for work on a claim.
final class Reads {
    private Reads() {}

    /// The content that the claim is about.
    ///
    /// @throws StaleClaimException if the blob or this version of it is gone
    /// @throws ParkedException if policy refuses machine reading
    static Content content(Claim claim, Passage<Content> passage) throws StaleClaimException, ParkedException {
        return switch (passage) {
            case Passage.Done<Content> done -> ofVersion(claim, done.result());
            case Passage.Denied<Content> denied ->
                throw new ParkedException(Reason.of(Reason.Kind.NOT_ALLOWED, denied.reason()));
            case Passage.Failed<Content> failed -> throw failed(claim, failed.failure());
        };
    }

    private static Content ofVersion(Claim claim, Content content) throws StaleClaimException {
        if (content.properties().contentVersion() != claim.version()) {
            content.close();
            throw new StaleClaimException(claim);
        }
        return content;
    }

    private static AmanaException failed(Claim claim, AmanaException failure) throws StaleClaimException {
        return switch (failure.code()) {
            case BLOB_NOT_FOUND, CONTAINER_NOT_FOUND, ACCOUNT_NOT_FOUND -> throw new StaleClaimException(claim);
            default -> failure;
        };
    }

    /// The container's vault, if it is still the same container.
    static Vault vault(Workshop shop, Claim claim) throws StaleClaimException {
        return shop.vaults()
                .of(claim.box())
                .filter(vault -> vault.containerId() == claim.containerId())
                .orElseThrow(() -> new StaleClaimException(claim));
    }
}
