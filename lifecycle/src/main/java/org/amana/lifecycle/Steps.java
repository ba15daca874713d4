package org.amana.lifecycle;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.blob.Tier;

/// The steps of one part of a rule.
record Steps(Map<Tier, Due> moves, Optional<Due> deletion) {
    static final Steps NONE = new Steps(Map.of(), Optional.empty());

    Steps {
        moves = Map.copyOf(moves);
    }

    /// Blobs move to colder tiers only, and only block blobs have one.
    Stream<Step> due(Aged blob, Instant now) {
        Stream<Step> moving = moves.entrySet().stream()
                .filter(move -> blob.isBlockBlob() && move.getKey().compareTo(blob.tier()) > 0)
                .filter(move -> move.getValue().isDue(blob, now))
                .map(move -> new Step.Move(move.getKey()));
        Stream<Step> deleting =
                deletion.filter(due -> due.isDue(blob, now)).stream().map(_ -> new Step.Delete());
        return Stream.concat(moving, deleting);
    }
}
