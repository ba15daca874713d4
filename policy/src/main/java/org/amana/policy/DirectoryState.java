package org.amana.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Everything the directory knows, at one moment: what requests are decided by. Immutable; a change makes a new
/// one.
final class DirectoryState {
    static final DirectoryState EMPTY = new DirectoryState(Map.of(), Map.of(), List.of(), Map.of());

    private final Map<PrincipalId, Principal> principals;
    private final Map<PurposeId, PurposeTable.PurposeRow> purposes;
    private final List<LiveCredential> live;

    /// When somebody's admission to a purpose was ended last.
    private final Map<Membership, Instant> endings;

    // The same, by what is looked up.
    private final Map<CredentialId, Credential> credentials = new HashMap<>();
    private final Map<String, List<LiveCredential>> keys = new HashMap<>();
    private final Map<String, List<Credential>> admissions = new HashMap<>();
    private final Map<String, Credential> anonymous = new HashMap<>();
    private final Map<String, Principal> principalsByName = new HashMap<>();
    private final Map<String, LiveCredential> sessions = new HashMap<>();
    private final Map<Membership, List<LiveCredential>> sessionsOf = new HashMap<>();
    private final Map<Membership, List<Credential>> keysOf = new HashMap<>();
    private final Set<Membership> members = new HashSet<>();

    /// A principal that holds a credential for a purpose, or held one.
    record Membership(PrincipalId principal, PurposeId purpose) {
        static Membership of(Credential credential) {
            return new Membership(credential.principal().id(), credential.purpose());
        }
    }

    /// A credential in force with what its caller shows.
    static final class LiveCredential {
        private final Credential credential;
        private final byte[] secret;
        private final String token;
        private final Proof proof;

        /// @param secret unwrapped; empty unless it is an access key
        /// @param token hash of a session's token in hexadecimal; empty unless it is a session
        /// @param proof what was shown for a session
        LiveCredential(Credential credential, byte[] secret, String token, Proof proof) {
            this.credential = credential;
            this.secret = secret;
            this.token = token;
            this.proof = proof;
        }

        Credential credential() {
            return credential;
        }

        Proof proof() {
            return proof;
        }

        /// Not a copy: it is looked at for every request and never handed out of the package to be kept.
        byte[] secret() {
            return secret;
        }
    }

    private DirectoryState(
            Map<PrincipalId, Principal> principals,
            Map<PurposeId, PurposeTable.PurposeRow> purposes,
            List<LiveCredential> live,
            Map<Membership, Instant> endings) {
        this.endings = Map.copyOf(endings);
        this.principals = Map.copyOf(principals);
        this.purposes = Map.copyOf(purposes);
        this.live = List.copyOf(live);
        this.principals.values().forEach(each -> principalsByName.put(nameAndKind(each.name(), each.kind()), each));
        for (LiveCredential each : this.live) {
            Credential credential = each.credential;
            credentials.put(credential.id(), credential);
            Membership membership = Membership.of(credential);
            members.add(membership);
            if (credential.kind() == Credential.Kind.ACCESS_KEY) {
                keys.computeIfAbsent(credential.account(), account -> new ArrayList<>())
                        .add(each);
                keysOf.computeIfAbsent(membership, of -> new ArrayList<>()).add(credential);
            }
            if (credential.kind() == Credential.Kind.ADMISSION) {
                admissions
                        .computeIfAbsent(credential.account(), account -> new ArrayList<>())
                        .add(credential);
            }
            if (credential.kind() == Credential.Kind.ANONYMOUS) {
                anonymous.put(credential.account(), credential);
            }
            if (!each.token.isEmpty()) {
                sessions.put(each.token, each);
                sessionsOf.computeIfAbsent(membership, of -> new ArrayList<>()).add(each);
            }
        }
    }

    DirectoryState with(Principal principal) {
        Map<PrincipalId, Principal> more = new HashMap<>(principals);
        more.put(principal.id(), principal);
        return new DirectoryState(more, purposes, live, endings);
    }

    DirectoryState with(PurposeTable.PurposeRow row) {
        Map<PurposeId, PurposeTable.PurposeRow> more = new HashMap<>(purposes);
        more.put(row.purpose().id(), row);
        return new DirectoryState(principals, more, live, endings);
    }

    DirectoryState with(LiveCredential credential) {
        List<LiveCredential> more = new ArrayList<>(live);
        more.add(credential);
        return new DirectoryState(principals, purposes, more, endings);
    }

    DirectoryState withAll(List<LiveCredential> credentialsInForce, Map<Membership, Instant> endingsOfAdmissions) {
        return new DirectoryState(principals, purposes, credentialsInForce, endingsOfAdmissions);
    }

    DirectoryState without(Collection<Credential> ended, Instant now) {
        Map<Membership, Instant> more = new HashMap<>(endings);
        Set<CredentialId> gone = new HashSet<>();
        for (Credential each : ended) {
            gone.add(each.id());
            if (each.kind() == Credential.Kind.ADMISSION) {
                more.put(Membership.of(each), now);
            }
        }
        return new DirectoryState(
                principals,
                purposes,
                live.stream()
                        .filter(each -> !gone.contains(each.credential.id()))
                        .toList(),
                more);
    }

    /// Without the credentials that expired before a moment.
    DirectoryState withoutExpired(Instant before) {
        return new DirectoryState(
                principals,
                purposes,
                live.stream()
                        .filter(each -> each.credential.expires().isAfter(before))
                        .toList(),
                endings);
    }

    List<Principal> principals() {
        return principals.values().stream()
                .sorted(Comparator.comparing(Principal::id))
                .toList();
    }

    Map<PrincipalId, Principal> principalsById() {
        return principals;
    }

    Optional<Principal> principal(PrincipalId id) {
        return Optional.ofNullable(principals.get(id));
    }

    Optional<Principal> principalNamed(String name, Principal.Kind kind) {
        return Optional.ofNullable(principalsByName.get(nameAndKind(name, kind)));
    }

    private static String nameAndKind(String name, Principal.Kind kind) {
        return kind.word() + " " + name;
    }

    /// @throws AmanaException `RESOURCE_NOT_FOUND` if there is none
    Principal required(PrincipalId id) {
        return principal(id)
                .orElseThrow(() -> new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "there is no principal " + id));
    }

    List<PurposeTable.PurposeRow> purposes() {
        return purposes.values().stream()
                .sorted(Comparator.comparing(row -> row.purpose().id()))
                .toList();
    }

    Optional<PurposeTable.PurposeRow> purpose(PurposeId id) {
        return Optional.ofNullable(purposes.get(id));
    }

    /// Every purpose of an account, the ended ones too, by rising id.
    List<Purpose> purposes(String account) {
        return purposes().stream()
                .map(PurposeTable.PurposeRow::purpose)
                .filter(purpose -> purpose.account().equals(account))
                .toList();
    }

    /// The purposes that a principal holds a credential for, by rising id.
    List<Purpose> purposesOf(PrincipalId principal) {
        return purposes().stream()
                .map(PurposeTable.PurposeRow::purpose)
                .filter(purpose -> member(principal, purpose.id()))
                .toList();
    }

    /// The purposes that have, or had, a role in an account, the earlier first.
    Stream<Purpose> having(String role, String account) {
        return purposes().stream()
                .filter(row -> row.role().equals(role))
                .map(PurposeTable.PurposeRow::purpose)
                .filter(purpose -> purpose.account().equals(account));
    }

    /// Every credential in force, the recently expired ones too, by rising number.
    List<Credential> credentials() {
        return live.stream().map(LiveCredential::credential).toList();
    }

    Optional<Credential> credential(CredentialId id) {
        return Optional.ofNullable(credentials.get(id));
    }

    /// The access keys of an account by rising number, the recently expired ones too.
    List<LiveCredential> keys(String account) {
        return keys.getOrDefault(account, List.of());
    }

    /// The admissions of an account by rising number, the recently expired ones too.
    List<Credential> admissions(String account) {
        return admissions.getOrDefault(account, List.of());
    }

    /// The newest admission of a principal to a purpose that lasts at least until a moment, or as long as the purpose
    /// does.
    Optional<Credential> admission(Principal principal, PurposeId purpose, Instant until) {
        return purpose(purpose).map(PurposeTable.PurposeRow::purpose).flatMap(of -> {
            Instant least = until.isBefore(of.expires()) ? until : of.expires();
            return admissions(of.account()).reversed().stream()
                    .filter(each ->
                            each.purpose().equals(purpose) && each.principal().equals(principal))
                    .filter(each -> !each.expires().isBefore(least))
                    .findFirst();
        });
    }

    /// When the operator ended an admission of somebody to a purpose, the last time; long ago if never.
    Instant admissionEnded(PrincipalId principal, PurposeId purpose) {
        return endings.getOrDefault(new Membership(principal, purpose), Instant.MIN);
    }

    /// The credential of those who come without one, if the account is open at all.
    Optional<Credential> anonymous(String account) {
        return Optional.ofNullable(anonymous.get(account));
    }

    /// @param token hash in hexadecimal
    Optional<LiveCredential> session(String token) {
        return Optional.ofNullable(sessions.get(token));
    }

    /// The access keys in force that somebody holds for a purpose, as far as what was shown covers them.
    List<Credential> keys(Proof proof, PrincipalId principal, PurposeId purpose, Instant now) {
        return keysOf.getOrDefault(new Membership(principal, purpose), List.of()).stream()
                .filter(credential -> now.isBefore(credential.expires()) && proof.covers(credential.id()))
                .toList();
    }

    /// The access keys in force for a purpose that a caller showed: the key itself, or those that its session rests
    /// on.
    List<Credential> shown(Credential caller, PurposeId purpose, Instant now) {
        Proof proof = sessionsOf.getOrDefault(Membership.of(caller), List.of()).stream()
                .filter(session -> session.credential.id().equals(caller.id()))
                .map(LiveCredential::proof)
                .findFirst()
                .orElseGet(() -> Proof.NONE.and(caller.id()));
        return keys(proof, caller.principal().id(), purpose, now);
    }

    /// Whether the keys that a session rests on are in force.
    boolean hasKey(LiveCredential session, Instant now) {
        Credential credential = session.credential();
        return !keys(session.proof(), credential.principal().id(), credential.purpose(), now)
                .isEmpty();
    }

    /// The sessions of somebody for a purpose that have not expired, by rising number, also those whose keys are not in
    /// force any more.
    List<LiveCredential> sessions(Membership of, Instant now) {
        return sessionsOf.getOrDefault(of, List.of()).stream()
                .filter(session -> now.isBefore(session.credential.expires()))
                .toList();
    }

    boolean member(PrincipalId principal, PurposeId purpose) {
        return members.contains(new Membership(principal, purpose));
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
