package org.amana.search;

import java.util.Map;
import org.apache.lucene.index.IndexFormatTooOldException;

/// What a commit of the index tells of itself, beside Lucene's own.
///
/// @param applied every change of the outbox up to here is in it; 0 for none
/// @param madeAnew whether the index began empty, and not everything was put since
/// @param dropped whether words of dropped documents may still stand in it
record CommitFacts(long applied, boolean madeAnew, boolean dropped) {

    /// Of an index that is made.
    static final CommitFacts EMPTY = new CommitFacts(0, true, false);

    private static final String SCHEMA_KEY = "schema";
    private static final String APPLIED_KEY = "applied";
    private static final String MADE_ANEW_KEY = "incomplete";
    private static final String DROPPED_KEY = "dropped";

    /// @throws IndexFormatTooOldException if it is of another schema
    static CommitFacts of(Map<String, String> written, String index) throws IndexFormatTooOldException {
        if (!String.valueOf(Index.SCHEMA).equals(written.get(SCHEMA_KEY))) {
            throw new IndexFormatTooOldException(index, "schema " + written.get(SCHEMA_KEY));
        }
        return new CommitFacts(
                Long.parseLong(written.getOrDefault(APPLIED_KEY, "0")),
                Boolean.parseBoolean(written.get(MADE_ANEW_KEY)),
                Boolean.parseBoolean(written.get(DROPPED_KEY)));
    }

    Map<String, String> written() {
        return Map.of(
                SCHEMA_KEY, String.valueOf(Index.SCHEMA),
                APPLIED_KEY, String.valueOf(applied),
                MADE_ANEW_KEY, String.valueOf(madeAnew),
                DROPPED_KEY, String.valueOf(dropped));
    }
}
