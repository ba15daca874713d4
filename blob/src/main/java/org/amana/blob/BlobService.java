package org.amana.blob;

import java.util.List;
import java.util.Optional;
import org.amana.policy.AccountFacts;
import org.amana.policy.BoxFacts;
import org.amana.policy.Plan;

/// Everything one can do with blobs. Each operation answers a [Plan], to be run by `Gate.pass` with the facts of
/// [#facts]: nothing is looked up, read or changed before the gate agrees. Safe for any number of threads.
///
/// Failures that plans throw, beside those named at a method: `CONTAINER_NOT_FOUND`, `BLOB_NOT_FOUND`,
/// `CONDITION_NOT_MET` (for reads also `NOT_MODIFIED`), the lease failures, `INVALID_ARGUMENT`.
public final class BlobService {
    private BlobService() {}

    // Accounts. Making them is the owner's business and passes no gate.

    /// Makes an account with a random pseudonym.
    ///
    /// @throws org.amana.kernel.AmanaException `RESOURCE_EXISTS` when there is one of this name
    public Account createAccount(AccountName name) {
        return notYet();
    }

    public Optional<Account> account(AccountName name) {
        return notYet();
    }

    /// All accounts, by name.
    public List<Account> accounts() {
        return notYet();
    }

    // What the gate must know.

    /// The facts of an account; empty when there is none.
    public Optional<AccountFacts> facts(AccountName account) {
        return notYet();
    }

    /// The facts of a container. One that does not exist has [BoxFacts#missing] facts, so that asking for it is decided
    /// and recorded all the same.
    ///
    /// @throws org.amana.kernel.AmanaException `ACCOUNT_NOT_FOUND`
    public BoxFacts facts(ContainerRef container) {
        return notYet();
    }

    /// Whether there is such a container now. For the owner's tools; clients ask [#containerProperties].
    public boolean exists(ContainerRef container) {
        return notYet();
    }

    /// A container's stored access policies, to check a signature that names one; empty when there is no container.
    public List<StoredAccessPolicy> storedAccessPolicies(ContainerRef container) {
        return notYet();
    }

    // Account

    public Plan<ServiceProperties> serviceProperties(AccountName account) {
        return notYet();
    }

    public Plan<ServiceProperties> setServiceProperties(SetServiceProperties command) {
        return notYet();
    }

    public Plan<AccountInformation> accountInformation(AccountName account) {
        return notYet();
    }

    public Plan<ContainerPage> listContainers(ListContainers command) {
        return notYet();
    }

    // Containers

    /// @throws org.amana.kernel.AmanaException (the plan) `CONTAINER_EXISTS`
    public Plan<ContainerProperties> createContainer(CreateContainer command) {
        return notYet();
    }

    /// Takes the container out of sight, destroys its key and lets its rows and bytes be worked off in the background.
    /// The name is free at once.
    public Plan<ContainerProperties> deleteContainer(DeleteContainer command) {
        return notYet();
    }

    public Plan<ContainerProperties> containerProperties(ReadContainer command) {
        return notYet();
    }

    public Plan<Changed> setContainerMetadata(SetContainerMetadata command) {
        return notYet();
    }

    public Plan<ContainerAcl> containerAcl(ReadContainer command) {
        return notYet();
    }

    public Plan<Changed> setContainerAcl(SetContainerAcl command) {
        return notYet();
    }

    public Plan<Changed> declareContainer(DeclareContainer command) {
        return notYet();
    }

    public Plan<LeaseChanged> leaseContainer(LeaseContainer command) {
        return notYet();
    }

    public Plan<BlobPage> listBlobs(ListBlobs command) {
        return notYet();
    }

    // Blobs: content

    /// @throws org.amana.kernel.AmanaException (the plan) `INCOMPLETE_BODY`, `MD5_MISMATCH`, `CRC64_MISMATCH`,
    ///     `TOO_LARGE`, `BLOB_EXISTS` (for `If-None-Match: *`)
    public Plan<BlobWritten> putBlob(PutBlob command, Body body) {
        return notYet();
    }

    /// The answer must be closed. The whole of it counts as released when the gate agrees.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_RANGE`, `OUT_OF_RANGE` for a checksum over more
    /// than 4 MiB
    public Plan<Content> getBlob(GetBlob command) {
        return notYet();
    }

    /// @throws org.amana.kernel.AmanaException (the plan) `SNAPSHOTS_PRESENT`
    public Plan<Void> deleteBlob(DeleteBlob command) {
        return notYet();
    }

    // Blobs: blocks

    /// Blocks of one blob may be put at the same time.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_BLOB_OR_BLOCK` for an id of another length than
    /// its siblings, `BLOCK_COUNT_EXCEEDED`, and those of [#putBlob] about the body
    public Plan<BlockWritten> putBlock(PutBlock command, Body body) {
        return notYet();
    }

    public Plan<BlockWritten> putBlockFrom(PutBlockFrom command) {
        return notYet();
    }

    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_BLOCK_LIST`, `BLOCK_LIST_TOO_LONG`
    public Plan<BlobWritten> putBlockList(PutBlockList command) {
        return notYet();
    }

    public Plan<BlockList> blockList(ReadBlob command) {
        return notYet();
    }

    // Blobs: copies

    public Plan<CopySource> openCopySource(OpenCopySource command) {
        return notYet();
    }

    /// Within a container by reference; between containers the bytes are encrypted anew.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `SOURCE_CONDITION_NOT_MET` when the source changed
    public Plan<Copied> copyBlob(CopyBlob command) {
        return notYet();
    }

    /// There are no pending copies, so the plan always fails: `NO_PENDING_COPY`, or `BLOB_NOT_FOUND`.
    public Plan<Void> abortCopy(ReadBlob command) {
        return notYet();
    }

    // Blobs: properties

    public Plan<BlobProperties> blobProperties(ReadBlob command) {
        return notYet();
    }

    public Plan<Changed> setBlobMetadata(SetBlobMetadata command) {
        return notYet();
    }

    public Plan<Changed> setBlobHeaders(SetBlobHeaders command) {
        return notYet();
    }

    public Plan<Tags> blobTags(ReadBlob command) {
        return notYet();
    }

    public Plan<Changed> setBlobTags(SetBlobTags command) {
        return notYet();
    }

    public Plan<LeaseChanged> leaseBlob(LeaseBlob command) {
        return notYet();
    }

    public Plan<SnapshotTaken> snapshotBlob(TakeSnapshot command) {
        return notYet();
    }

    @SuppressWarnings({"TypeParameterUnusedInFormals", "DoNotCallSuggester"}) // until the bodies are written
    private static <T> T notYet() {
        throw new UnsupportedOperationException("not yet");
    }
}
