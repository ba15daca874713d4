package org.amana.policy;

/// Who asks, with which credential, from where.
///
/// @param client address and user agent, as evidence; committed to in the ledger, never public
/// @param clientRequestId what the client calls its request, "" for nothing; told beside what came of it, and no
/// evidence
public record Caller(Credential credential, String client, String clientRequestId) {
    /// Of a request that has no name.
    public Caller(Credential credential, String client) {
        this(credential, client, "");
    }
}
