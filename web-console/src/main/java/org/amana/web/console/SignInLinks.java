package org.amana.web.console;

import java.net.URI;
import java.time.Duration;
import org.amana.policy.Authority;
import org.amana.policy.PrincipalId;
import org.amana.policy.PurposeId;
import org.amana.policy.Sessions;

/// One-time links that sign a person in for one purpose, as the server prints them when it starts.
public final class SignInLinks {
    private final Sessions sessions;
    private final URI console;

    /// @param console where browsers reach the console: `http://127.0.0.1:8080`
    public SignInLinks(Sessions sessions, URI console) {
        this.sessions = sessions;
        this.console = console;
    }

    /// A link that is good once, within `life` (at most one day). Opening it shows a button; only the button uses it
    /// up, so that a program which looks at links beforehand does no harm.
    public URI make(PrincipalId principal, PurposeId purpose, Duration life, Authority authority) {
        return console.resolve("/sign-in?token=" + sessions.signInToken(principal, purpose, life, authority));
    }
}
