package org.amana.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who there is, which purposes there are, and which credentials were issued. Every change is durable in the ledger
/// and
/// in the catalog before the method returns, and takes effect with the next request.
///
/// Reads answer from memory and never block; safe for many threads.
public final class Directory {
    Directory() {}

    /// Makes the four purposes of a new account and their credentials: Stewardship, Reading room, Administration, and
    /// Machine reading. In a fresh installation they are P-1 to P-4.
    public Bootstrap bootstrap(String account, Authority authority) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    public Principal addPrincipal(String name, Principal.Kind kind, Authority authority) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    public List<Principal> principals() {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    public Optional<Principal> principal(PrincipalId id) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Writes down a purpose; it is not in force before [#activate].
    public Purpose propose(PurposeDraft draft, Authority authority) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Puts a proposed purpose in force.
    public Purpose activate(PurposeId id, Authority authority) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Ends a purpose for good and all credentials issued for it.
    public Purpose end(PurposeId id, Authority authority) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Every purpose of an account, the ended ones too, by rising id.
    public List<Purpose> purposes(String account) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    public Optional<Purpose> purpose(PurposeId id) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Makes an access key for an active purpose. It never outlives its purpose.
    ///
    /// @param life at most 90 days
    public NewKey issueKey(PurposeId purpose, PrincipalId principal, Duration life, Authority authority) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Takes over a key that was made elsewhere, for development only.
    ///
    /// @param secret the bytes that requests are signed with; 1 to 1,024
    public Credential importKey(PurposeId purpose, PrincipalId principal, byte[] secret, Authority authority) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Ends a credential; a request signed with it from now on is unknown.
    public Credential end(CredentialId id, Authority authority) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// The access keys and internal credentials of an account that are worth something now, by rising id.
    public List<Credential> credentials(String account) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Amana's own credential for reading this account's data by machine; never shown to anybody.
    public Credential machineCredential(String account) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// The purpose `development` of an account and the principal that uses it; made when absent. For `--dev` only.
    public Purpose development(String account, Authority authority) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }
}
