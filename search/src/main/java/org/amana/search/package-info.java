/// Finding passages, by words and by meaning, only in what the asker may read.
///
/// The index is derived: analysis hands over what it read, and everything here can be rebuilt from the catalog. One
/// Lucene document is one page, all pages of a file stand together in one segment, so files are counted in one pass.
/// [org.amana.search.SearchRequest] is what one asks, [org.amana.search.SearchResult] what one gets; between them the
/// containers that the purpose may read are a filter inside every query, the one for vectors included.
@org.jspecify.annotations.NullMarked
package org.amana.search;
