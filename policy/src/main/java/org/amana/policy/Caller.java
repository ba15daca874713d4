package org.amana.policy;

/// Who asks, with which credential, from where.
///
/// @param client address and user agent, as evidence; committed to in the ledger, never public
public record Caller(Credential credential, String client) {}
