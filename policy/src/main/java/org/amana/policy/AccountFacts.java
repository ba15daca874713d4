package org.amana.policy;

/// What the gate must know of an account; supplied by `blob`.
///
/// @param pseudonym random and stable; the only name of the account in the public ledger
public record AccountFacts(String account, String pseudonym) {}
