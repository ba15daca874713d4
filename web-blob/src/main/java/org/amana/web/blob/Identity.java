package org.amana.web.blob;

import java.util.Optional;
import org.amana.policy.Credential;

/// Who asks: the credential that the signature proved, and the signature itself when it was a shared access
/// signature, which narrows what the credential may do.
record Identity(Credential credential, Optional<Sas> sas) {
    /// Why the shared access signature does not permit what an operation needs; empty when it does, or there is
    /// none.
    Optional<String> mismatch(Need need, Target target) {
        return sas.flatMap(signature -> signature.mismatch(need, target));
    }

    /// Whether new blobs may be written and existing ones not.
    boolean isCreateOnly(Need need) {
        return sas.map(signature -> need.isCreateOnly(signature.terms().permissions()))
                .orElse(false);
    }

    ServiceSas.ResponseOverrides overrides() {
        return sas.map(signature -> switch (signature) {
                    case ServiceSas service -> service.overrides();
                    case AccountSas _ -> ServiceSas.ResponseOverrides.NONE;
                })
                .orElse(ServiceSas.ResponseOverrides.NONE);
    }
}
