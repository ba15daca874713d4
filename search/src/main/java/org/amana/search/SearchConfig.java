package org.amana.search;

import java.time.Duration;
import org.amana.kernel.ByteSize;

/// How search is set up.
///
/// @param cache decrypted chunks of the index kept in memory
/// @param writeBuffer memory for documents that are not yet in a segment
/// @param threads searches that run at once
/// @param waiting searches that may wait for a thread; more are answered `SERVER_BUSY`
/// @param timeLimit after which a search answers with what it has
/// @param meaning false to do without the model altogether
/// @param meaningPatience how long the first page of a search waits for the model
/// @param meaningKept how long its further pages do, which cannot be ranked without
/// @param meaningIdle after how long without work the model is unloaded
public record SearchConfig(
        ByteSize cache,
        ByteSize writeBuffer,
        int threads,
        int waiting,
        Duration timeLimit,
        boolean meaning,
        Duration meaningPatience,
        Duration meaningKept,
        Duration meaningIdle) {
    public static final SearchConfig DEFAULT = new SearchConfig(
            ByteSize.ofMebibytes(32),
            ByteSize.ofMebibytes(16),
            4,
            256,
            Duration.ofSeconds(3),
            true,
            Duration.ofMillis(300),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2));

    public SearchConfig withMeaning(boolean wanted) {
        return new SearchConfig(
                cache, writeBuffer, threads, waiting, timeLimit, wanted, meaningPatience, meaningKept, meaningIdle);
    }
}
