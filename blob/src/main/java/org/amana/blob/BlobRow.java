package org.amana.blob;

import java.time.Instant;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A committed blob, or a snapshot of one, as the catalog has it. Its content stands apart, see [ContentRows].
///
/// @param snapshot [Snapshot#NONE] for the blob itself
/// @param length bytes
/// @param form its type, and where its content is because of that
record BlobRow(
        long containerId,
        BlobName name,
        Snapshot snapshot,
        Stamps stamps,
        long length,
        Form form,
        Description description,
        Lease lease,
        Optional<CopyState> copy,
        Keeping keeping,
        Standing standing) {

    long version() {
        return stamps.version();
    }

    long contentVersion() {
        return stamps.contentVersion();
    }

    Instant created() {
        return stamps.created();
    }

    Instant lastModified() {
        return stamps.lastModified();
    }

    BlobKind kind() {
        return form.kind();
    }

    /// How many bytes it counts as in the sums of its container.
    long storedBytes() {
        return form.kind().storedBytes(length);
    }

    ETag etag() {
        return ETag.of(version());
    }

    HttpHeaders headers() {
        return description.headers();
    }

    Metadata metadata() {
        return description.metadata();
    }

    Tags tags() {
        return description.tags();
    }

    /// When the janitor has to look at it: what was deleted is for good then, else [Keeping#due].
    Optional<Instant> due() {
        return standing.isDeleted() ? standing.deletion().map(Standing.Deletion::until) : keeping.due();
    }

    BlobRow standingAs(Standing other) {
        return new BlobRow(containerId, name, snapshot, stamps, length, form, description, lease, copy, keeping, other);
    }

    private BlobRow past(Snapshot moment, Standing other, Keeping kept) {
        return new BlobRow(
                containerId, name, moment, stamps, length, form, description, Lease.AVAILABLE, copy, kept, other);
    }

    /// This blob as a previous version: without its lease, and without an end, as another state has taken its place.
    BlobRow asPreviousVersion(VersionId version) {
        return past(
                new Snapshot(version.ticks()),
                new Standing(Standing.Kind.VERSION, version, Optional.empty()),
                keeping.withExpiry(Optional.empty()));
    }

    /// This blob as something that is deleted and still kept.
    BlobRow asDeleted(Snapshot moment, Standing.Kind kind, Standing.Deletion deletion) {
        return past(
                moment,
                new Standing(kind, VersionId.NONE, Optional.of(deletion)),
                keeping.withExpiry(Optional.empty()));
    }

    /// A deleted blob as it is when it is back.
    BlobRow asBlob() {
        return past(Snapshot.NONE, Standing.BLOB, keeping);
    }

    BlobProperties properties(Instant now) {
        return new BlobProperties(
                etag(),
                contentVersion(),
                created(),
                lastModified(),
                length,
                kind(),
                headers(),
                metadata(),
                tags(),
                lease.view(now),
                copy,
                true,
                keeping,
                standing);
    }

    BlobRow changed(long newVersion, Instant at) {
        return with(stamps.changed(newVersion, at), description, lease.afterWrite(at));
    }

    /// The same blob with other content, of this length.
    BlobRow amended(long newVersion, Instant at, long newLength, BlobKind newKind) {
        return new BlobRow(
                containerId,
                name,
                snapshot,
                Stamps.written(newVersion, created(), at),
                newLength,
                form.withKind(newKind),
                description,
                lease.afterWrite(at),
                copy,
                keeping,
                standing);
    }

    /// The same blob after a copy brought what it is now.
    BlobRow copiedBy(CopyState state) {
        return new BlobRow(
                containerId,
                name,
                snapshot,
                stamps,
                length,
                form,
                description,
                lease,
                Optional.of(state),
                keeping,
                standing);
    }

    /// The same content; what its type says of it has changed.
    BlobRow withKind(BlobKind other) {
        return new BlobRow(
                containerId,
                name,
                snapshot,
                stamps,
                length,
                form.withKind(other),
                description,
                lease,
                copy,
                keeping,
                standing);
    }

    BlobRow keptAs(Keeping other) {
        return new BlobRow(
                containerId, name, snapshot, stamps, length, form, description, lease, copy, other, standing);
    }

    BlobRow describedBy(Description other) {
        return with(stamps, other, lease);
    }

    /// That the request shows the key that the blob is encrypted with, or none where there is none.
    ///
    /// @throws AmanaException `BLOB_USES_CUSTOMER_ENCRYPTION`, `CUSTOMER_ENCRYPTION_MISMATCH`,
    ///     `BLOB_DOES_NOT_USE_CUSTOMER_ENCRYPTION`
    void requireKey(Conditions conditions, Object what) {
        CustomerEncryption.require(keeping.encryption().map(CustomerEncryption::key), conditions.customerKey(), what);
    }

    /// That it lies under the keys with which it is written.
    ///
    /// @throws AmanaException as [ContentKeys#requireThoseOf]
    void requireKeys(ContentKeys keys, Object what) {
        keys.requireThoseOf(keeping.encryption().map(CustomerEncryption::key), keeping.scope(), what);
    }

    /// The same for what reads and writes nothing that is encrypted: no key need be shown, but a wrong one is refused.
    void requireKeyIfShown(Conditions conditions, Object what) {
        if (conditions.customerKey().isPresent()) {
            requireKey(conditions, what);
        }
    }

    /// With its metadata, of which the row has nothing in the clear where the blob is encrypted with a customer's key.
    BlobRow opened(Conditions conditions) {
        return keeping.encryption().isEmpty() || conditions.customerKey().isEmpty()
                ? this
                : describedBy(description.withMetadata(keeping.encryption()
                        .get()
                        .metadata(conditions.customerKey().get())));
    }

    /// As it may stand in the catalog: the metadata encrypted with the customer's key, if there is one.
    BlobRow closed(Conditions conditions) {
        return conditions.customerKey().isEmpty()
                ? this
                : describedBy(description.withMetadata(Metadata.NONE))
                        .keptAs(keeping.withEncryption(Optional.of(
                                CustomerEncryption.of(conditions.customerKey().get(), metadata()))));
    }

    /// As content that is new in an encryption scope.
    BlobRow inScope(ScopeName scope) {
        return scope.equals(keeping.scope()) ? this : keptAs(keeping.withScope(scope));
    }

    /// What is waiting for its bytes cannot be changed meanwhile.
    ///
    /// @throws AmanaException `PENDING_COPY`
    void requireNoPendingCopy() {
        copy.filter(CopyState::isPending).ifPresent(pending -> {
            throw new AmanaException(
                    ErrorCode.PENDING_COPY, "blob " + name + ": the copy " + pending.id() + " is pending");
        });
    }

    /// Whether this copy of it is pending.
    boolean waitsFor(String copyId) {
        return copy.filter(it -> it.isPending() && it.id().equals(copyId)).isPresent();
    }

    BlobRow withLease(Lease other) {
        return with(stamps, description, other);
    }

    private BlobRow with(Stamps newStamps, Description newDescription, Lease newLease) {
        return new BlobRow(
                containerId,
                name,
                snapshot,
                newStamps,
                length,
                form,
                newDescription,
                newLease,
                copy,
                keeping,
                standing);
    }

    /// The snapshot of this blob taken then: without its lease, and kept as long as its blob is.
    BlobRow snapshotAt(Snapshot taken, long newVersion, Metadata itsMetadata) {
        return new BlobRow(
                containerId,
                name,
                taken,
                stamps.withVersion(newVersion),
                length,
                form,
                description.withMetadata(itsMetadata),
                Lease.AVAILABLE,
                copy,
                keeping.ofSnapshot(),
                Standing.SNAPSHOT);
    }
}
