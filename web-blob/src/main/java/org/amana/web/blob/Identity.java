package org.amana.web.blob;

import java.util.Optional;
import org.amana.policy.Credential;

/// Who asks: the credential that the signature proved, and the signature itself when it was a shared access
/// signature, which narrows what the credential may do.
///
/// @param refusal why the shared access signature is good for nothing here and now: expired, another address
record Identity(Credential credential, Optional<Sas> sas, Optional<AzureError> refusal) {
    static Identity ofKey(Credential credential) {
        return new Identity(credential, Optional.empty(), Optional.empty());
    }

    /// Why the shared access signature does not permit what an operation needs; empty when it does, or there is
    /// none.
    Optional<AzureError> mismatch(Need need, Target target) {
        return refusal.or(() -> sas.flatMap(signature -> signature.mismatch(need, target)));
    }

    /// Whether new blobs may be written and existing ones not.
    boolean isCreateOnly(Need need) {
        return sas.map(signature -> need.isCreateOnly(signature.terms().permissions()))
                .orElse(false);
    }

    /// The scope that the signature wants writes encrypted with, where it is not the one there is.
    Optional<String> encryptionScope() {
        return sas.map(signature -> signature.terms().encryptionScope())
                .filter(scope -> !scope.isEmpty() && !scope.equals(ContainerHeaders.ENCRYPTION_SCOPE));
    }

    ResponseOverrides overrides() {
        return sas.map(Sas::overrides).orElse(ResponseOverrides.NONE);
    }
}
