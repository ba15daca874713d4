/// Finding passages, by words and by meaning, only in what the asker may read.
///
/// The index is derived: analysis hands over what it read, and everything here can be rebuilt from the catalog. One
/// Lucene document is one page, all pages of a file stand together in one segment, so files are counted in one pass.
/// [SearchRequest] is what one asks, [SearchResult] what one gets; between them the containers that the purpose
/// may read ([Openness]) are a filter inside every query, the one for vectors included.
///
/// **In.** The [Feeder] takes what changed, in batches, and [Intake] brings each document into the [Index].
/// [PageDocuments] makes Lucene's documents of it, their words cut as [Analysers] say. The points of English
/// passages follow ([Passages]) as the model gives them ([Embedding], on its [ModelThread]). Every file of the
/// index is sealed ([SealedDirectory]).
///
/// **Out.** [Search] is the door, and [Answering] one search from its beginning to its end. [QueryText] reads
/// what was typed as what is [Asked]; [WordQueries] and the other `...Queries` look for it; the
/// [FileCollector] makes files of the pages that match and counts them; [Ranking] puts them in order with the
/// [NearPages]; [Hits] shows them, with what the [Marker] finds in their text.
@org.jspecify.annotations.NullMarked
package org.amana.search;
