package org.amana.blob;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Catalog;
import org.amana.store.Query;

/// The content versions of append and page blobs that are read at this moment, page by page of their rows. While one
/// is, its rows stay, as if a snapshot had it: who takes a stretch away ends such a row instead of deleting it, and the
/// stream is swept once nobody reads it any more. Only the deletion of the container ends a reading before its time.
///
/// It is kept in memory alone: what a server that died had kept for readings is swept by the next. Safe for use by many
/// threads; what a change sees here holds until it is committed, as readings begin in changes, too.
final class Readings {
    private final Map<Long, Set<Reading>> byStream = new HashMap<>(); // guarded by this

    /// Begins to read what `find` finds.
    ///
    /// @return empty if that has no content in many rows
    /// @throws AmanaException what `find` threw; `SERVER_BUSY` if a full disk failed the changes beside it
    Optional<Reading> begin(Catalog catalog, Query<Optional<BlobRow>> find) {
        List<Reading> begun = new ArrayList<>(1); // also by a change that fails after it
        try {
            return catalog.commit(
                    tx -> find.run(tx).filter(row -> row.form().isStream()).map(row -> begin(row, begun)));
        } catch (RuntimeException | Error e) {
            begun.forEach(Reading::close);
            if (e instanceof AmanaException failure && failure.code() == ErrorCode.INSUFFICIENT_STORAGE) {
                throw new AmanaException(
                        ErrorCode.SERVER_BUSY, "a reading could not begin: " + failure.message(), failure);
            }
            throw e;
        }
    }

    private synchronized Reading begin(BlobRow row, List<Reading> begun) {
        Reading reading = new Reading(this, row);
        begun.add(reading);
        byStream.computeIfAbsent(row.form().stream(), _ -> new HashSet<>()).add(reading);
        return reading;
    }

    synchronized void end(Reading reading) {
        byStream.computeIfPresent(reading.row().form().stream(), (_, readings) -> {
            readings.remove(reading);
            return readings.isEmpty() ? null : readings;
        });
    }

    synchronized boolean isRead(long stream) {
        return byStream.containsKey(stream);
    }

    /// The newest content version of a stream that is read and is older than `version`; -1 for none.
    synchronized long newestBefore(long stream, long version) {
        return byStream.getOrDefault(stream, Set.of()).stream()
                .mapToLong(reading -> reading.row().contentVersion())
                .filter(read -> read < version)
                .max()
                .orElse(-1);
    }
}
