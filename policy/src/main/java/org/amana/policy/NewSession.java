package org.amana.policy;

/// A console session just begun. This is the only time its token is handed out.
///
/// @param token 43 characters of base64url, for a cookie
public record NewSession(Credential credential, String token) {
    /// Without the token, so that it cannot end up in a log by accident.
    @Override
    public String toString() {
        return "NewSession[" + credential.id() + "]";
    }
}
