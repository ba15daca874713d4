package org.amana.policy;

/// An access key just made. This is the only time its secret is handed out.
///
/// @param base64 the secret as Azure clients take it: 64 random bytes in standard base64 with padding, 88
///     characters
public record NewKey(Credential credential, String base64) {
    /// Without the secret, so that it cannot end up in a log by accident.
    @Override
    public String toString() {
        return "NewKey[" + credential.id() + "]";
    }
}
