package org.amana.web.blob;

import java.util.Optional;
import org.amana.blob.AnonymousAccess;
import org.amana.oidc.VerifiedToken;
import org.amana.policy.Credential;

/// Who asks: the credential that counts for the caller, and how the caller showed it.
record Identity(Credential credential, Proof proof) {
    /// How a caller shows who they are.
    sealed interface Proof {
        /// Signed with a key.
        record Key() implements Proof {}

        record Token(VerifiedToken verified) implements Proof {}

        /// A shared access signature, which narrows what the credential may do.
        ///
        /// @param refusal why it is good for nothing here and now: expired, another address
        record Shared(Sas sas, Optional<AzureError> refusal) implements Proof {}

        /// Nothing: the caller is anybody.
        ///
        /// @param open      what of the container its owner declared open
        /// @param otherwise what somebody is told who asks for more
        record Nothing(AnonymousAccess open, AzureError otherwise) implements Proof {}
    }

    static Identity ofKey(Credential credential) {
        return new Identity(credential, new Proof.Key());
    }

    static Identity ofToken(Credential credential, VerifiedToken token) {
        return new Identity(credential, new Proof.Token(token));
    }

    static Identity ofSas(Credential credential, Sas sas, Optional<AzureError> refusal) {
        return new Identity(credential, new Proof.Shared(sas, refusal));
    }

    static Identity ofAnybody(Credential credential, AnonymousAccess open, AzureError otherwise) {
        return new Identity(credential, new Proof.Nothing(open, otherwise));
    }

    Optional<Sas> sas() {
        return proof instanceof Proof.Shared shared ? Optional.of(shared.sas()) : Optional.empty();
    }

    /// The id of the stored access policy that a signature stands on, "" for none.
    String storedPolicy() {
        return sas().map(sas -> sas instanceof ServiceSas service ? service.policy() : "")
                .orElse("");
    }

    /// Why a shared access signature is good for nothing here and now.
    Optional<AzureError> refusal() {
        return proof instanceof Proof.Shared shared ? shared.refusal() : Optional.empty();
    }

    Optional<VerifiedToken> token() {
        return proof instanceof Proof.Token(VerifiedToken verified) ? Optional.of(verified) : Optional.empty();
    }

    /// Why what the caller showed does not permit what an operation needs; empty when it does.
    Optional<AzureError> mismatch(Need need, Target target) {
        return switch (proof) {
            case Proof.Key _, Proof.Token _ -> Optional.empty();
            case Proof.Shared(Sas sas, Optional<AzureError> refusal) ->
                refusal.or(() -> sas.mismatch(need, target)).or(() -> mismatch(need.more(), sas));
            case Proof.Nothing(AnonymousAccess open, AzureError otherwise) ->
                isOpen(open, need, target) ? mismatch(need.more()) : Optional.of(otherwise);
        };
    }

    private static Optional<AzureError> mismatch(Need.More more, Sas sas) {
        String permissions = sas.terms().permissions();
        if (!more.letters().chars().allMatch(letter -> permissions.indexOf(letter) >= 0)) {
            return Optional.of(Sas.permissionMismatch("The signature permits " + permissions + "; this needs "
                    + String.join(" and ", more.letters().split("")) + " too."));
        }
        String scope = sas.encryptionScope();
        return more.scope().isEmpty() || scope.isEmpty() || scope.equals(more.scope())
                ? Optional.empty()
                : Optional.of(Sas.permissionMismatch("The signature is for writes in the encryption scope " + scope
                        + ", not " + more.scope() + "."));
    }

    /// Tags have a letter of their own, and so are not open either.
    private static Optional<AzureError> mismatch(Need.More more) {
        return more.letters().isEmpty() && !more.past()
                ? Optional.empty()
                : Optional.of(Sas.permissionMismatch(
                        "The container is open to everybody as it is, not as it was, and without its tags."));
    }

    /// Azure: *Configure anonymous read access*: a blob, and with `container` its list and what is said of it.
    /// A batch, which asks a signature for no letter, is none of these.
    private static boolean isOpen(AnonymousAccess open, Need need, Target target) {
        if (need.carrier()) {
            return false;
        }
        return switch (target.level()) {
            case ACCOUNT -> false;
            case CONTAINER -> open == AnonymousAccess.CONTAINER && Sas.anyOf("rl", need.accountLetters());
            case BLOB -> open != AnonymousAccess.NONE && Sas.anyOf("r", need.serviceLetters());
        };
    }

    /// Whether new blobs may be written and existing ones not.
    boolean isCreateOnly() {
        return sas().map(signature -> signature.terms().permissions())
                .filter(letters -> letters.indexOf('c') >= 0 && letters.indexOf('w') < 0)
                .isPresent();
    }

    /// The encryption scope that the signature wants writes to be in, as it stands there.
    Optional<String> encryptionScope() {
        return sas().map(Sas::encryptionScope).filter(scope -> !scope.isEmpty());
    }

    ResponseOverrides overrides() {
        return sas().map(Sas::overrides).orElse(ResponseOverrides.NONE);
    }
}
