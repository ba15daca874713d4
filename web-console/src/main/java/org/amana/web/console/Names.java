package org.amana.web.console;

import org.amana.kernel.AmanaException;
import org.amana.policy.Directory;
import org.amana.policy.Principal;
import org.amana.policy.PrincipalId;
import org.amana.policy.Purpose;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Words;

/// The names of principals: what people are called, as it was written down; and those that came with the account, whom
/// nobody named, in the reader's language.
final class Names {
    private static final String STEWARD = "Steward of ";
    private static final String READER = "Machine reader of ";

    private final Directory directory;

    Names(Directory directory) {
        this.directory = directory;
    }

    /// What people call the actor of an opening; the actor as it stands there if we know no name for it.
    String of(String actor, Words words) {
        try {
            return directory
                    .principal(PrincipalId.parse(actor))
                    .map(principal -> of(principal, words))
                    .orElse(actor);
        } catch (AmanaException _) {
            return actor;
        }
    }

    /// The title of a purpose in the reader's language, its invisible characters shown.
    static String of(Purpose purpose, Words words) {
        return FileName.visible(purpose.title().in(words.lang().tag()));
    }

    /// With its invisible characters shown.
    static String of(Principal principal, Words words) {
        String name = FileName.visible(principal.name());
        if (name.startsWith(STEWARD)) {
            return words.say("principal.steward", name.substring(STEWARD.length()));
        }
        return name.startsWith(READER) ? words.say("principal.reader", name.substring(READER.length())) : name;
    }
}
