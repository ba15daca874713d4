/// Durable bytes and the catalog that names them.
///
/// [org.amana.store.Extents] keeps bytes in append-only files of checksummed, encrypted frames and hands out
/// [org.amana.store.Places]; [org.amana.store.Catalog] is the SQL database in which the rest of Amana writes down
/// what those places are. Bytes first, then one catalog commit makes them visible; what no row refers to any more is
/// reclaimed later by compaction. [org.amana.store.RootKey] wraps the key of each container, without which its frames
/// are noise.
@org.jspecify.annotations.NullMarked
package org.amana.store;
