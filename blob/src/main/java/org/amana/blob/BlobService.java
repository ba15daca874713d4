package org.amana.blob;

import java.util.Optional;
import java.util.function.Predicate;
import org.amana.policy.Amounts;
import org.amana.policy.BoxFacts;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Everything one can do with blobs. Each operation answers a [Plan], to be run by `Gate.pass` with the facts
/// of [#facts()]: nothing is looked up, read or changed before the gate agrees. Safe for any number of threads.
///
/// Failures that plans throw, beside those named at a method: `CONTAINER_NOT_FOUND`, `BLOB_NOT_FOUND`,
/// `CONDITION_NOT_MET` (for reads also `NOT_MODIFIED`), the lease failures, `INVALID_ARGUMENT`.
public final class BlobService {
    private final BlobParts parts;
    private final PendingCopies copies;
    private final BlobFacts facts;

    BlobService(BlobParts parts, PendingCopies copies) {
        this.parts = parts;
        this.copies = copies;
        this.facts = new BlobFacts(parts);
    }

    /// What must be known to ask the gate.
    public BlobFacts facts() {
        return facts;
    }

    // Account

    public Plan<ServiceProperties> serviceProperties(AccountName account) {
        return new ServicePropertiesPlan(parts, account);
    }

    public Plan<ServiceProperties> setServiceProperties(SetServiceProperties command) {
        return new SetServicePropertiesPlan(parts, command);
    }

    public Plan<Safeguards> setSafeguards(SetSafeguards command) {
        return _ -> {
            Account account = parts.accounts().require(command.account());
            return Planned.of(Amounts.NONE, _ -> {
                parts.accounts().setSafeguards(account, command.versions(), command.containers());
                return parts.accounts().safeguards(account.name());
            });
        };
    }

    /// Makes an encryption scope with a key of its own, enabled.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `ACCOUNT_NOT_FOUND`, `RESOURCE_EXISTS`
    public Plan<EncryptionScope> addEncryptionScope(AccountName account, ScopeName name) {
        return _ -> {
            Account owner = parts.accounts().require(account);
            return Planned.of(Amounts.NONE, _ -> parts.scopes().create(owner, name));
        };
    }

    /// Enables or disables an encryption scope. While it is disabled, what is in it can neither be read nor written;
    /// it can be listed and deleted.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `ACCOUNT_NOT_FOUND`, `ENCRYPTION_SCOPE_NOT_FOUND`
    public Plan<EncryptionScope> setEncryptionScope(AccountName account, ScopeName name, boolean enabled) {
        return _ -> {
            Account owner = parts.accounts().require(account);
            return Planned.of(Amounts.NONE, _ -> parts.scopes().set(owner, name, enabled));
        };
    }

    public Plan<AccountInformation> accountInformation(AccountName account) {
        return _ -> {
            parts.accounts().require(account);
            return Planned.of(Amounts.NONE, _ -> AccountInformation.STANDARD);
        };
    }

    /// Every container, whoever asks: for rounds of our own that ask the gate for each of them next.
    public Plan<ContainerPage> listContainers(ListContainers command) {
        return listContainers(command, _ -> true);
    }

    /// @param visible whether somebody may be told of a container with these facts; others are left out, as if there
    ///     were none
    public Plan<ContainerPage> listContainers(ListContainers command, Predicate<BoxFacts> visible) {
        return new ListContainersPlan(parts, command, visible);
    }

    // Containers

    /// @throws org.amana.kernel.AmanaException (the plan) `CONTAINER_EXISTS`
    public Plan<ContainerProperties> createContainer(CreateContainer command) {
        return new CreateContainerPlan(parts, command);
    }

    /// Takes the container out of sight, destroys its key and lets its rows and bytes be worked off in the
    /// background, at once or, where the account's safeguards say so, when its time is over. The name is free at
    /// once.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) what the gate says when something in it must be kept
    public Plan<ContainerProperties> deleteContainer(DeleteContainer command) {
        return new DeleteContainerPlan(parts, command);
    }

    /// @throws org.amana.kernel.AmanaException (the plan) `CONTAINER_EXISTS`, `CONTAINER_NOT_FOUND`
    public Plan<ContainerProperties> restoreContainer(RestoreContainer command) {
        return new RestoreContainerPlan(parts, command);
    }

    public Plan<ContainerProperties> containerProperties(ReadContainer command) {
        return new ReadContainerPlan<>(parts, command, row -> row.properties(parts.now()));
    }

    public Plan<Changed> setContainerMetadata(SetContainerMetadata command) {
        return new ChangeContainerPlan(
                parts, command.container(), command.conditions(), row -> row.withMetadata(command.metadata()));
    }

    public Plan<ContainerAcl> containerAcl(ReadContainer command) {
        return new ReadContainerPlan<>(
                parts,
                command,
                row -> new ContainerAcl(row.policies(), row.anonymous(), row.etag(), row.lastModified()));
    }

    public Plan<Changed> setContainerAcl(SetContainerAcl command) {
        return new ChangeContainerPlan(
                parts,
                command.container(),
                command.conditions(),
                row -> row.withPolicies(command.policies()).withAnonymous(command.anonymous()));
    }

    public Plan<Changed> declareContainer(DeclareContainer command) {
        return new ChangeContainerPlan(
                parts, command.container(), Conditions.NONE, row -> row.declaring(command.classes(), command.openTo()));
    }

    public Plan<LeaseChanged> leaseContainer(LeaseContainer command) {
        return new LeaseContainerPlan(parts, command);
    }

    public Plan<BlobPage> listBlobs(ListBlobs command) {
        return new ListBlobsPlan(parts, command);
    }

    /// Find Blobs by Tags.
    ///
    /// @param visible which containers the caller may look into, where the command names none
    public Plan<FoundBlobs> findBlobs(FindBlobs command, Predicate<ContainerRef> visible) {
        return new FindBlobsPlan(parts, command, visible);
    }

    // Blobs: content

    /// @throws org.amana.kernel.AmanaException (the plan) `INCOMPLETE_BODY`, `MD5_MISMATCH`, `CRC64_MISMATCH`,
    ///     `TOO_LARGE`, `BLOB_EXISTS` (for `If-None-Match: *`), `INVALID_BLOB_TYPE` where there is one of another
    ///     type
    public Plan<BlobWritten> putBlob(PutBlob command, Body body) {
        return new PutBlobPlan(parts, command, body, Optional.empty());
    }

    /// The answer must be closed. The whole of it counts as released when the gate agrees.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_RANGE`, `OUT_OF_RANGE` for a checksum over
    ///     more than 4 MiB
    public Plan<Content> getBlob(GetBlob command) {
        return new GetBlobPlan(parts, command);
    }

    /// Where the account's safeguards say so, what is deleted is kept for a while, or as a previous version.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `SNAPSHOTS_PRESENT`, `CURRENT_VERSION`,
    ///     `NOT_SOFT_DELETED`
    public Plan<Deleted> deleteBlob(DeleteBlob command) {
        return new DeleteBlobPlan(parts, command);
    }

    /// Brings back what is deleted and still kept: the blob, its snapshots and its versions.
    public Plan<Undeleted> undeleteBlob(UndeleteBlob command) {
        return new UndeleteBlobPlan(parts, command);
    }

    // Blobs: blocks

    /// Blocks of one blob may be put at the same time.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_BLOB_OR_BLOCK` for an id of another length
    ///     than its siblings, `BLOCK_COUNT_EXCEEDED`, and those of [#putBlob] about the body
    public Plan<BlockWritten> putBlock(PutBlock command, Body body) {
        return new PutBlockPlan(parts, command, body);
    }

    public Plan<BlockWritten> putBlockFrom(PutBlockFrom command) {
        return new PutBlockFromPlan(parts, command);
    }

    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_BLOCK_LIST`, `BLOCK_LIST_TOO_LONG`,
    ///     `INVALID_BLOB_TYPE`
    public Plan<BlobWritten> putBlockList(PutBlockList command) {
        return new PutBlockListPlan(parts, command);
    }

    public Plan<BlockList> blockList(ReadBlob command) {
        return new BlockListPlan(parts, command);
    }

    // Blobs: append blobs

    /// Makes an append or page blob, in place of one of its type that has the name.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_BLOB_TYPE` where there is one of another type
    public Plan<BlobWritten> createBlob(CreateBlob command) {
        return new CreateBlobPlan(parts, command);
    }

    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_BLOB_TYPE`, `BLOB_IS_SEALED`,
    ///     `APPEND_POSITION_NOT_MET`, `MAX_BLOB_SIZE_NOT_MET`, `COMMITTED_BLOCK_COUNT_EXCEEDED`, and those of
    ///     [#putBlob] about the body
    public Plan<BlockAppended> appendBlock(AppendBlock command, Body body) {
        return new AppendBlockPlan(parts, command, body);
    }

    /// @throws org.amana.kernel.AmanaException (the plan) as [#appendBlock]; `SOURCE_CONDITION_NOT_MET` when
    ///     the source changed
    public Plan<BlockAppended> appendBlockFrom(AppendBlockFrom command) {
        return new AppendBlockFromPlan(parts, command);
    }

    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_BLOB_TYPE`, `APPEND_POSITION_NOT_MET`
    public Plan<Changed> sealBlob(SealBlob command) {
        return new SealBlobPlan(parts, command);
    }

    // Blobs: page blobs

    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_BLOB_TYPE`, `INVALID_PAGE_RANGE`,
    ///     `SEQUENCE_NUMBER_NOT_MET`, and those of [#putBlob] about the body
    public Plan<PagesWritten> putPages(PutPages command, Body body) {
        return new PutPagesPlan(parts, command, body);
    }

    /// @throws org.amana.kernel.AmanaException (the plan) as [#putPages]; `SOURCE_CONDITION_NOT_MET` when the
    ///     source changed
    public Plan<PagesWritten> putPagesFrom(PutPagesFrom command) {
        return new PutPagesFromPlan(parts, command);
    }

    /// @throws org.amana.kernel.AmanaException (the plan) as [#putPages]
    public Plan<PagesWritten> clearPages(PutPages command) {
        return new ClearPagesPlan(parts, command);
    }

    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_BLOB_TYPE`, `SEQUENCE_NUMBER_TOO_LARGE`
    public Plan<Changed> changePageBlob(ChangePageBlob command) {
        return new ChangePageBlobPlan(parts, command);
    }

    /// @throws org.amana.kernel.AmanaException (the plan) `INVALID_BLOB_TYPE`, `INVALID_RANGE`,
    ///     `PREVIOUS_SNAPSHOT_NOT_FOUND`, `PREVIOUS_SNAPSHOT_NEWER`, `BLOB_OVERWRITTEN`
    public Plan<PageRanges> listPages(ListPages command) {
        return new ListPagesPlan(parts, command);
    }

    // Blobs: copies

    public Plan<CopySource> openCopySource(OpenCopySource command) {
        return new OpenCopySourcePlan(parts, command);
    }

    /// Within a container by reference; between containers the bytes are encrypted anew.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `SOURCE_CONDITION_NOT_MET` when the source changed
    public Plan<Copied> copyBlob(CopyBlob command) {
        return new CopyBlobPlan(parts, command);
    }

    /// The copy of something that is not in this server, whose bytes come as a body: [#putBlob], and the blob keeps
    /// where it is from.
    public Plan<Copied> copyFromElsewhere(PutBlob command, CopyOrigin origin, Body body) {
        return permitted -> new PutBlobPlan(parts, command, body, Optional.of(origin))
                .plan(permitted)
                .telling(written -> new Copied(
                        origin.id(),
                        written.etag(),
                        written.lastModified(),
                        written.md5(),
                        written.crc64(),
                        written.version()));
    }

    /// A new id for a copy.
    public String newCopyId() {
        return parts.newCopyId();
    }

    /// Within a container by reference; between containers what changed is encrypted anew.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `INCREMENTAL_COPY_SOURCE_NOT_SNAPSHOT`,
    ///     `INVALID_SOURCE_BLOB_TYPE`, `INVALID_BLOB_TYPE`, `INCREMENTAL_COPY_MISMATCH`,
    ///     `INCREMENTAL_COPY_EARLIER`, `BLOB_OVERWRITTEN`, `PREVIOUS_SNAPSHOT_NOT_FOUND`
    public Plan<Copied> copyChanges(CopyChanges command) {
        return new CopyChangesPlan(parts, command);
    }

    /// Begins the copy of something that is not in this server: the blob is there, empty, with a pending copy.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) those of [#putBlob] about conditions
    public Plan<Copied> beginCopy(BeginCopy command) {
        return new BeginCopyPlan(parts, copies, command);
    }

    /// Ends a pending copy; the blob stays without bytes.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `NO_PENDING_COPY`, `COPY_ID_MISMATCH`
    public Plan<Changed> abortCopy(ReadBlob command, String copyId) {
        return new AbortCopyPlan(parts, copies, command, copyId);
    }

    // Blobs: properties

    public Plan<BlobProperties> blobProperties(ReadBlob command) {
        return new ReadBlobPlan<>(parts, command, ReadBlobPlan.Key.NEEDED, properties -> properties);
    }

    /// What a listing tells of a blob: all but the metadata of one that is encrypted with its customer's key, which is
    /// read with that key alone.
    public Plan<BlobProperties> listedProperties(ReadBlob command) {
        return new ReadBlobPlan<>(parts, command, ReadBlobPlan.Key.NOT_NEEDED, properties -> properties);
    }

    public Plan<Changed> setBlobMetadata(SetBlobMetadata command) {
        return new DescribePlan(
                parts,
                command.blob(),
                command.conditions(),
                DescribePlan.Kind.METADATA,
                it -> it.withMetadata(command.metadata()));
    }

    public Plan<Changed> setBlobHeaders(SetBlobHeaders command) {
        return new DescribePlan(
                parts,
                command.blob(),
                command.conditions(),
                DescribePlan.Kind.HEADERS,
                it -> it.withHeaders(command.headers()));
    }

    public Plan<Tags> blobTags(ReadBlob command) {
        return new ReadBlobPlan<>(parts, command, ReadBlobPlan.Key.NOT_NEEDED, BlobProperties::tags);
    }

    public Plan<Changed> setBlobTags(SetBlobTags command) {
        return new DescribePlan(
                parts, command.blob(), command.conditions(), DescribePlan.Kind.TAGS, it -> it.withTags(command.tags()));
    }

    /// @throws org.amana.kernel.AmanaException (the plan) `BLOB_BEING_REHYDRATED`, `TIER_NOT_FOR_BLOB_TYPE`, and what
    ///     is said where a customer's key is missing, wrong or too many
    public Plan<TierChanged> setBlobTier(SetBlobTier command) {
        return new SetBlobTierPlan(parts, command);
    }

    /// @throws org.amana.kernel.AmanaException (the plan) what the gate says when the blob must be kept
    public Plan<Changed> setBlobExpiry(SetBlobExpiry command) {
        return new SetBlobExpiryPlan(parts, command);
    }

    /// @throws org.amana.kernel.AmanaException (the plan) `BLOB_IMMUTABLE` when it would make a locked policy shorter
    public Plan<ImmutabilityPolicy> setImmutabilityPolicy(SetImmutabilityPolicy command) {
        return new KeepPlan<>(
                parts,
                command.blob(),
                command.conditions(),
                (row, now) -> row.keeping().under(command.policy(), now, command.blob()),
                _ -> command.policy());
    }

    /// @throws org.amana.kernel.AmanaException (the plan) `IMMUTABILITY_POLICY_LOCKED`
    public Plan<Boolean> deleteImmutabilityPolicy(BlobRef blob) {
        return new KeepPlan<>(
                parts, blob, Conditions.NONE, (row, now) -> row.keeping().withoutPolicy(now, blob), _ -> true);
    }

    public Plan<Boolean> setLegalHold(SetLegalHold command) {
        return new KeepPlan<>(
                parts,
                command.blob(),
                Conditions.NONE,
                (row, _) -> row.keeping().withLegalHold(command.hold()),
                _ -> command.hold());
    }

    public Plan<LeaseChanged> leaseBlob(LeaseBlob command) {
        return new LeaseBlobPlan(parts, command);
    }

    public Plan<SnapshotTaken> snapshotBlob(TakeSnapshot command) {
        return new SnapshotPlan(parts, command);
    }
}
