package org.amana.store;

import java.time.Duration;
import org.amana.kernel.ByteSize;

/// How the catalog is run.
///
/// @param readers most queries that run at once; others wait
/// @param waiting most changes that wait for the writer; who comes then waits to be let in
/// @param group most changes that share one commit
/// @param walSoftLimit once the write-ahead log is longer, it is folded into the database and started over
/// @param walHardLimit longer than this it does not get: changes wait, and queries older than `longestRead` are
///     stopped
/// @param longestRead how long a query may hold the write-ahead log when that has reached its hard limit
public record CatalogConfig(
        int readers, int waiting, int group, ByteSize walSoftLimit, ByteSize walHardLimit, Duration longestRead) {
    public static final CatalogConfig DEFAULTS = new CatalogConfig(
            8, 4096, 1024, ByteSize.ofMebibytes(16), ByteSize.ofMebibytes(128), Duration.ofSeconds(10));

    public CatalogConfig {
        if (readers < 1 || waiting < 1 || group < 1) {
            throw new IllegalArgumentException("catalog: readers, waiting and group are at least 1");
        }
        if (walSoftLimit.compareTo(walHardLimit) > 0) {
            throw new IllegalArgumentException(
                    "catalog: the soft limit " + walSoftLimit + " is above the hard limit " + walHardLimit);
        }
    }
}
