package org.amana.policy;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that policies can see of one request, and nothing else: a decision is a function of this and of the
/// policy set. That makes it the key under which decisions are cached. It holds no counters; whether the day's
/// volume is reached comes in as one bit, after the counters were asked.
record PolicyInput(
        PrincipalId principal,
        Principal.Kind principalKind,
        boolean member,
        String credentialAccount,
        Credential.Kind credentialKind,
        Credential.Validity credentialValidity,
        Purpose purpose,
        boolean purposeExpired,
        Service service,
        Action action,
        Set<String> features,
        String account,
        @Nullable BoxFacts box,
        boolean signaturePermits,
        boolean individualCase,
        boolean held,
        boolean carrier,
        boolean tellsOfMoreClosed,
        boolean overVolume,
        int approvals) {

    /// More approvals than two are as good as two.
    static final int ENOUGH_APPROVALS = 2;

    static PolicyInput of(
            AccessRequest request, Purpose purpose, boolean member, Credential.Validity validity, Instant now) {
        Credential credential = request.credential();
        return new PolicyInput(
                credential.principal().id(),
                credential.principal().kind(),
                member,
                credential.account(),
                credential.kind(),
                validity,
                purpose,
                purpose.expiredAt(now),
                request.service(),
                request.action(),
                request.features(),
                request.account().account(),
                request.box().orElse(null),
                request.signatureRefusal().isEmpty(),
                request.individualCase().isPresent(),
                request.held(),
                request.carriesOthers(),
                request.betrayed().isPresent(),
                false,
                0);
    }

    /// The same request, known to go over the day's volume.
    PolicyInput overVolume(int validApprovals) {
        return new PolicyInput(
                principal,
                principalKind,
                member,
                credentialAccount,
                credentialKind,
                credentialValidity,
                purpose,
                purposeExpired,
                service,
                action,
                features,
                account,
                box,
                signaturePermits,
                individualCase,
                held,
                carrier,
                tellsOfMoreClosed,
                true,
                Math.min(validApprovals, ENOUGH_APPROVALS));
    }

    /// Cheap and good enough to spread; equality still compares everything.
    @Override
    public int hashCode() {
        int hash = principal.number();
        hash = 31 * hash + purpose.hashCode();
        hash = 31 * hash + service.hashCode();
        hash = 31 * hash + action.hashCode();
        hash = 31 * hash + features.hashCode();
        hash = 31 * hash + (box == null ? account.hashCode() : box.hashCode());
        return hash;
    }
}
