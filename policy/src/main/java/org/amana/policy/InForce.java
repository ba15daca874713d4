package org.amana.policy;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.policy.PurposeTable.PurposeRow;

/// What of the directory counts at a moment: purposes that are active and have not expired, credentials that have not
/// expired. What was ended is not in the state any more.
record InForce(DirectoryState state, Instant now) {
    /// The purposes in force that have a role in an account, the earlier first.
    Stream<Purpose> having(String role, String account) {
        return state.having(role, account).filter(purpose -> purpose.inForceAt(now));
    }

    /// The access keys and internal credentials of an account, by rising id.
    List<Credential> credentials(String account) {
        return state.credentials().stream()
                .filter(credential -> credential.account().equals(account))
                .filter(credential -> credential.kind() != Credential.Kind.SESSION)
                .filter(this::isInForce)
                .toList();
    }

    /// Whether this is the secret of an access key for a purpose, and both are in force.
    boolean hasKey(PurposeId id, byte[] secret) {
        return state.purpose(id).map(PurposeRow::purpose).filter(purpose -> purpose.inForceAt(now)).stream()
                .flatMap(purpose -> state.keys(purpose.account()).stream())
                .filter(key -> key.credential().purpose().equals(id))
                .filter(key -> isInForce(key.credential()))
                .anyMatch(key -> MessageDigest.isEqual(key.secret(), secret));
    }

    /// The access key of a principal of this name for a purpose, the earliest that is in force.
    Optional<Credential> key(Purpose purpose, String holder) {
        return credentials(purpose.account()).stream()
                .filter(credential -> credential.kind() == Credential.Kind.ACCESS_KEY)
                .filter(credential -> credential.purpose().equals(purpose.id()))
                .filter(credential -> credential.principal().name().equals(holder))
                .findFirst();
    }

    /// What a service of Amana's does something with under a purpose, which may have ended.
    Optional<Credential> ofService(PurposeId purpose, String service) {
        return state.credentials().stream()
                .filter(credential -> credential.kind() == Credential.Kind.INTERNAL)
                .filter(credential -> credential.purpose().equals(purpose))
                .filter(credential -> credential.principal().name().equals(service))
                .filter(this::isInForce)
                .findFirst();
    }

    private boolean isInForce(Credential credential) {
        return now.isBefore(credential.expires());
    }
}
