package org.amana.kernel;

/// What clients and people want of this server at a moment.
///
/// @param underway requests that are being answered
/// @param answered requests that have been answered since the server started
public record Demand(long underway, long answered) {
    /// Nobody wants anything, or ever did.
    public static final Demand NONE = new Demand(0, 0);
}
