package org.amana.analysis;

/// The processes that open people's files.
///
/// @param running how many are up; without work there are none
/// @param most how many there may be at once for the queue
public record Workers(int running, int most) {}
