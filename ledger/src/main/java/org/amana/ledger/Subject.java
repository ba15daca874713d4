package org.amana.ledger;

import java.util.Locale;

/// Whom or what openings tell about, and therefore what can be shredded: an actor or an object.
///
/// @param name exactly as the [Opening] had it
public record Subject(Kind kind, String name) {
    public enum Kind {
        ACTOR,
        OBJECT;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Subject {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a subject has a name");
        }
    }

    public static Subject actor(String name) {
        return new Subject(Kind.ACTOR, name);
    }

    /// @param name `container/blob`, or a container
    public static Subject object(String name) {
        return new Subject(Kind.OBJECT, name);
    }
}
