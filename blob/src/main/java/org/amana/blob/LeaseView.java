package org.amana.blob;

/// What others may know of a lease: everything but its id.
public record LeaseView(LeaseState state, LeaseDuration duration) {
    public static final LeaseView AVAILABLE = new LeaseView(LeaseState.AVAILABLE, LeaseDuration.NONE);

    public LeaseStatus status() {
        return state.status();
    }
}
