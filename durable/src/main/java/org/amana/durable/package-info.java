/// The only door to the disk: files are opened, written, synced and renamed here, and nowhere else, so that what
/// "durable" means is written once and tests can put a failing disk in its place.
///
/// [org.amana.durable.Disk] is the door and [org.amana.durable.OsDisk] the real one. A write is durable when `sync()`
/// of its file has returned, a new name when the folder is synced. A full disk is an ordinary failure, after which
/// one goes on; a failed fsync is a [org.amana.durable.FatalDiskError], after which nobody does.
@org.jspecify.annotations.NullMarked
package org.amana.durable;
