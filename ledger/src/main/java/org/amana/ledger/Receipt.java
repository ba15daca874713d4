package org.amana.ledger;

/// Where an entry stands in the ledger and what it is: handed out once the entry is durable.
///
/// @param index zero-based position
/// @param leafHash SHA-256 of the leaf (RFC 6962 §2.1), 32 bytes
@SuppressWarnings("ArrayRecordComponent")
public record Receipt(long index, byte[] leafHash) {}
