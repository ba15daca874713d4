/// Accounts, containers, blobs, block lists, leases and snapshots: what Azure Blob Storage means, without its
/// wire.
///
/// **An operation is a command, a plan and an answer.** [PutBlob] says what is wanted; [PutBlobPlan] takes in
/// the body, looks under the locks ([BlobLocks]) whether it may be, and when the gate has given its permit
/// commits and answers a [BlobWritten]. [BlobService] has a method for each. Start with [GetBlobPlan] and
/// [PutBlobPlan]; the others are told apart by what they do between the same steps. What all of them need is
/// in [BlobParts].
///
/// **Names and conditions.** [AccountName], [ContainerRef] and [BlobRef] name what may exist; a [Box] is a
/// container that does. [Conditions] are what a client demands, and [Preconditions] decides them; a [Lease]
/// is Azure's state machine of one. What keeps a blob from being changed or deleted is its [Keeping].
///
/// **Rows.** A blob is a [BlobRow]: of the table of what is there now ([CurrentRows]) or of its past, which
/// snapshots, versions and what was deleted are ([SnapshotRows]). As a rule, a class whose name ends in
/// `Rows` is a table of the catalog ([BlobSchema] has them all), and one that ends in `Columns`, `Table` or
/// `Text` is how a value stands in one. Every change goes through [Commits]: the container's sums follow, and
/// each [CommitHook] takes part.
///
/// **Content.** A body comes in through an [Intake] into extents. Where it lies then depends on the [Form] of
/// the blob: places in the row ([ContentRows], with a [BlockTable] if it is made of blocks), or the rows of a
/// [RangeStream] for append and page blobs, of which a reader sees the version that it began with
/// ([Readings]). Until it is committed a block waits in a [Staging]. Reading answers a [Content], decrypted
/// while it streams; [ContentKeys] are all the keys that it lies under, [CustomerFrame] how it is laid out
/// under a customer's or a scope's.
///
/// **Copies.** What is in this server is opened by [OpenCopySource], a read of its own, and written by
/// [CopyBlobPlan] and its kin. What is elsewhere and takes longer is carried on by [PendingCopies].
///
/// **Behind it all.** [BlobStore] opens all of this and is held by who runs the server; [BlobFacts] tells
/// what the gate decides by; [Vaults] lets modules above keep something beside a blob. The [Janitor] does
/// what is due and works off what was deleted, [References] tells compaction what must stay, and [Fsck]
/// checks that everything fits together.
@org.jspecify.annotations.NullMarked
package org.amana.blob;
