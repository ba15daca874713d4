package org.amana.blob;

import org.amana.policy.Permit;

/// Whose doing a commit is.
public sealed interface Cause {
    /// An access that passed the gate.
    record Access(Permit permit) implements Cause {}

    /// What follows of an access that was committed before, such as telling of the blobs of a restored container.
    record Consequence() implements Cause {}
}
