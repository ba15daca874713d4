/// Durable bytes and the catalog that names them.
///
/// [Extents] keeps bytes in append-only files of checksummed, encrypted frames and hands out [Places]; [Catalog]
/// is the SQL database in which the rest of Amana writes down what those places are. Bytes first, then one
/// catalog commit makes them visible; what no row refers to any more is reclaimed later by compaction.
/// [RootKey] wraps the key of each container, without which its frames are noise.
///
/// **Bytes.** A body comes in as an [Appending], over one of the [Lanes], whose [Appender] writes the
/// [OpenExtent] and syncs it for all who wait; a [FrameReader] reads it back. How the bytes lie is for
/// [ExtentFormat], [Frame] and [FrameCipher] to say; what a crash has left of them, for [Recovery].
/// [Compaction] takes back room and is told by [LiveRanges] what must stay; [Scrub] reads every byte there is.
///
/// **Catalog.** A [Change] waits for the [CatalogWriter], which commits all that wait at one stroke; a [Query]
/// runs on a connection of the [ReaderPool]. What was read lately is [Recent]. The tables of each module are a
/// [Schema], and [Migration] brings a file to the versions that this build knows.
@org.jspecify.annotations.NullMarked
package org.amana.store;
