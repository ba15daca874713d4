/// Accounts, containers, blobs, block lists, leases and snapshots: what Azure Blob Storage means, without its
/// wire.
@org.jspecify.annotations.NullMarked
package org.amana.blob;
