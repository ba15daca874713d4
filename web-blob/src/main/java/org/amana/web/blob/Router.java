package org.amana.web.blob;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.blob.BlobService;
import org.amana.policy.Bearers;

/// The operations of the API by what tells them apart; every way through here ends at one.
final class Router {
    private final Map<Route, Operation<?>> operations = new HashMap<>();

    Router(
            BlobService blobs,
            Accesses accesses,
            CopySources sources,
            BatchParts parts,
            Bearers bearers,
            InstantSource clock) {
        account(blobs, accesses, clock);
        bearers(blobs, bearers, clock);
        batches(parts, accesses);
        searches(blobs, accesses, clock);
        container(blobs);
        blob(blobs);
        copies(blobs, sources);
        Unimplemented.all().forEach(this::on);
    }

    /// The operation of a request. A request that is none of the API gets one that says so.
    Operation<?> operation(Route route) {
        return Optional.<Operation<?>>ofNullable(operations.get(route))
                .or(() -> Optional.ofNullable(operations.get(route.from(Route.Source.BODY))))
                .orElseGet(() -> new UnknownOperation(route, methods(route)));
    }

    /// Those that the resource of a route has, sorted.
    private List<String> methods(Route route) {
        return operations.keySet().stream()
                .filter(known -> known.level() == route.level()
                        && known.restype().equals(route.restype())
                        && known.comp().equals(route.comp()))
                .map(Route::method)
                .distinct()
                .sorted()
                .toList();
    }

    private void account(BlobService blobs, Accesses accesses, InstantSource clock) {
        on(Route.account("GET", "", "list"), new ListContainersOperation(blobs, accesses));
        on(Route.account("GET", "service", "properties"), new GetServicePropertiesOperation(blobs));
        on(Route.account("GET", "service", "stats"), new GetServiceStatsOperation(blobs, clock));
        on(Route.account("PUT", "service", "properties"), new SetServicePropertiesOperation(blobs, accesses));
        Operation<?> information = new GetAccountInformationOperation(blobs);
        for (Level level : Level.values()) {
            on(Route.account("GET", "account", "properties").at(level), information);
            on(Route.account("HEAD", "account", "properties").at(level), information);
        }
    }

    /// What asks who the caller is, or may be.
    private void bearers(BlobService blobs, Bearers bearers, InstantSource clock) {
        on(Route.account("POST", "service", "userdelegationkey"), new GetUserDelegationKeyOperation(bearers, clock));
        on(Route.container("PUT", ""), new CreateContainerOperation(blobs, bearers));
        on(Route.container("PUT", "acl"), new SetContainerAclOperation(blobs, bearers));
    }

    private void searches(BlobService blobs, Accesses accesses, InstantSource clock) {
        on(Route.account("GET", "", "blobs"), new FindBlobsOperation(blobs, accesses, false));
        on(Route.container("GET", "blobs"), new FindBlobsOperation(blobs, accesses, true));
        on(Route.blob("POST", "query"), new QueryBlobOperation(blobs, clock));
    }

    private void batches(BatchParts parts, Accesses accesses) {
        Operation<?> batch = new BlobBatchOperation(parts, accesses);
        on(Route.account("POST", "", "batch"), batch);
        on(Route.container("POST", "batch"), batch);
        // @azure/storage-blob takes the account in a path for a container.
        on(Route.account("POST", "container", "batch"), batch);
    }

    private void container(BlobService blobs) {
        on(Route.container("DELETE", ""), new DeleteContainerOperation(blobs));
        read(Route.container("GET", ""), new GetContainerPropertiesOperation(blobs, false));
        read(Route.container("GET", "metadata"), new GetContainerPropertiesOperation(blobs, true));
        on(Route.container("PUT", "metadata"), new SetContainerMetadataOperation(blobs));
        read(Route.container("GET", "acl"), new GetContainerAclOperation(blobs));
        on(Route.container("PUT", "lease"), new LeaseContainerOperation(blobs));
        Operation<?> restore = new RestoreContainerOperation(blobs);
        on(Route.container("PUT", "undelete"), restore);
        // The SDK for Go asks so where it was given no name, and is told which header is missing.
        on(Route.account("PUT", "container", "undelete"), restore);
        on(Route.container("GET", "list"), new ListBlobsOperation(blobs));
    }

    private void blob(BlobService blobs) {
        on(Route.blob("PUT", ""), new PutBlobOperation(blobs));
        on(Route.blob("GET", ""), new GetBlobOperation(blobs));
        on(Route.blob("HEAD", ""), new GetBlobPropertiesOperation(blobs));
        on(Route.blob("DELETE", ""), new DeleteBlobOperation(blobs));
        read(Route.blob("GET", "metadata"), new GetBlobMetadataOperation(blobs));
        on(Route.blob("PUT", "metadata"), new SetBlobMetadataOperation(blobs));
        on(Route.blob("PUT", "properties"), new SetBlobPropertiesOperation(blobs));
        on(Route.blob("GET", "tags"), new GetBlobTagsOperation(blobs));
        on(Route.blob("PUT", "tags"), new SetBlobTagsOperation(blobs));
        on(Route.blob("PUT", "tier"), new SetBlobTierOperation(blobs));
        on(Route.blob("PUT", "undelete"), new UndeleteBlobOperation(blobs));
        on(Route.blob("PUT", "expiry"), new SetBlobExpiryOperation(blobs));
        on(Route.blob("PUT", "immutabilityPolicies"), new SetImmutabilityPolicyOperation(blobs));
        on(Route.blob("DELETE", "immutabilityPolicies"), new DeleteImmutabilityPolicyOperation(blobs));
        on(Route.blob("PUT", "legalhold"), new SetLegalHoldOperation(blobs));
        on(Route.blob("PUT", "lease"), new LeaseBlobOperation(blobs));
        on(Route.blob("PUT", "snapshot"), new SnapshotBlobOperation(blobs));
        on(Route.blob("PUT", "block"), new PutBlockOperation(blobs));
        on(Route.blob("PUT", "blocklist"), new PutBlockListOperation(blobs));
        on(Route.blob("GET", "blocklist"), new GetBlockListOperation(blobs));
        on(Route.blob("PUT", "appendblock"), new AppendBlockOperation(blobs));
        on(Route.blob("PUT", "seal"), new SealBlobOperation(blobs));
        on(Route.blob("PUT", "page"), new PutPageOperation(blobs));
        on(Route.blob("GET", "pagelist"), new GetPageRangesOperation(blobs));
    }

    private void copies(BlobService blobs, CopySources sources) {
        on(Route.blob("PUT", "").from(Route.Source.COPY), new CopyBlobOperation(blobs, sources, false));
        on(Route.blob("PUT", "").from(Route.Source.COPY_NOW), new CopyBlobOperation(blobs, sources, true));
        on(Route.blob("PUT", "").from(Route.Source.URL), new PutBlobFromUrlOperation(blobs, sources));
        on(Route.blob("PUT", "block").from(Route.Source.URL), new PutBlockFromUrlOperation(blobs, sources));
        on(Route.blob("PUT", "appendblock").from(Route.Source.URL), new AppendBlockFromUrlOperation(blobs, sources));
        on(Route.blob("PUT", "page").from(Route.Source.URL), new PutPageFromUrlOperation(blobs, sources));
        on(Route.blob("PUT", "incrementalcopy"), new IncrementalCopyBlobOperation(blobs, sources));
        on(Route.blob("PUT", "copy"), new AbortCopyBlobOperation(blobs));
    }

    private void on(Route route, Operation<?> operation) {
        if (operations.put(route, operation) != null) {
            throw new IllegalStateException("two operations for " + route);
        }
    }

    private void read(Route get, Operation<?> operation) {
        on(get, operation);
        on(new Route("HEAD", get.level(), get.restype(), get.comp(), get.source()), operation);
    }
}
