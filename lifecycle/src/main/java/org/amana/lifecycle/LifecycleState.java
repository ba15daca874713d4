package org.amana.lifecycle;

import java.time.Instant;
import java.util.Optional;

/// An account's policy, and what the last round came to.
///
/// @param lastRound when it ended; empty before the first one
public record LifecycleState(LifecyclePolicy policy, Optional<Instant> lastRound, RoundResult result) {}
