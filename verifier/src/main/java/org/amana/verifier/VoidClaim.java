package org.amana.verifier;

/// A `void` entry that is still to be compared with the access it names.
///
/// @param index of the entry
/// @param ref index of the access that it says it voids
/// @param stored the change of stored bytes that it says, in bytes
record VoidClaim(long index, long ref, String account, String box, long stored) {}
