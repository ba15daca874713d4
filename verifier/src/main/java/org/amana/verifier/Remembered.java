package org.amana.verifier;

import java.util.List;
import java.util.stream.Stream;

/// What somebody remembers of a log from before, which the log must not have forgotten.
///
/// @param seen checkpoints that it published
/// @param signed sizes and roots that its own signer has written down, for the log's keeper, who has them: the
///     entries of one that was written down and not published yet must be there all the same
public record Remembered(List<Checkpoint> seen, List<Checkpoint> signed) {
    /// Nothing at all.
    public static final Remembered NOTHING = new Remembered(List.of(), List.of());

    public Remembered {
        seen = List.copyOf(seen);
        signed = List.copyOf(signed);
    }

    /// And also a checkpoint that was seen.
    ///
    /// @param note as it was published
    /// @throws MalformedException if it is no checkpoint signed with `key`
    public Remembered andSeen(byte[] note, VerifierKey key) {
        return new Remembered(plus(seen, Checkpoint.open(note, key)), signed);
    }

    /// And also a size and root that the log's signer has written down.
    public Remembered andSigned(Checkpoint checkpoint) {
        return new Remembered(seen, plus(signed, checkpoint));
    }

    private static List<Checkpoint> plus(List<Checkpoint> some, Checkpoint one) {
        return Stream.concat(some.stream(), Stream.of(one)).toList();
    }
}
