package org.amana.ledger;

import java.util.List;
import java.util.Optional;
import org.amana.verifier.Disclosure;

/// The names behind an entry, which the public log only commits to: who acted, on what, from where, in which
/// case. Each may be absent; the entry then holds a random decoy in its place, so that nobody can tell.
///
/// @param actor the person or service that acted; absent when not known
/// @param object `container/blob`, or a container; absent when there is none
/// @param client address and user agent
/// @param caze reference of the case that the access belongs to
public record Opening(String actor, String object, String client, String caze) {
    /// Nothing to commit to: four decoys.
    public static final Opening NONE = new Opening("", "", "", "");

    /// The longest value, in characters; longer ones are cut, so that one request cannot fill the log.
    public static final int MAX_LENGTH = 1_600;

    /// An empty text stands for an absent value.
    public Opening {
        actor = cut(actor);
        object = cut(object);
        client = cut(client);
        caze = cut(caze);
    }

    /// Who acted, and nothing else.
    public static Opening ofActor(String actor) {
        return new Opening(actor, "", "", "");
    }

    /// The values in the order of [Disclosure#NAMES], each empty when absent.
    public List<String> values() {
        return List.of(actor, object, client, caze);
    }

    /// The value behind one of [Disclosure#NAMES].
    public Optional<String> value(String name) {
        String value = values().get(Disclosure.NAMES.indexOf(name));
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static String cut(String value) {
        return value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH);
    }
}
