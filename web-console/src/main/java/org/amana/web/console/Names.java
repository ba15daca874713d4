package org.amana.web.console;

import org.amana.kernel.AmanaException;
import org.amana.policy.Directory;
import org.amana.policy.Principal;
import org.amana.policy.PrincipalId;

/// The names of principals for the ids that openings hold.
final class Names {
    private final Directory directory;

    Names(Directory directory) {
        this.directory = directory;
    }

    /// What people call the actor of an opening; the actor as it stands there if we know no name for it.
    String of(String actor) {
        try {
            return directory
                    .principal(PrincipalId.parse(actor))
                    .map(Principal::name)
                    .orElse(actor);
        } catch (AmanaException _) {
            return actor;
        }
    }
}
