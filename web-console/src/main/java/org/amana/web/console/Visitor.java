package org.amana.web.console;

import org.amana.policy.Credential;

/// Who asks.
sealed interface Visitor {
    /// Nobody is signed in.
    record Guest() implements Visitor {}

    /// A session is on.
    ///
    /// @param token the secret of the cookie
    record Member(Credential credential, String token) implements Visitor {
        /// Without the token, so that it cannot end up in a log by accident.
        @Override
        public String toString() {
            return "Member[" + credential.id() + "]";
        }
    }
}
