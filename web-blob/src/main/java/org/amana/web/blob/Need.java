package org.amana.web.blob;

import org.amana.policy.Action;

/// What an operation asks of its caller: the action that policy decides on, and the letters of which a shared
/// access signature must have one.
///
/// @param types which resource types of an account signature cover it: `s`, `c`, `o`
/// @param serviceLetters for signatures of a container or blob; "" when none permits the operation
/// @param accountLetters for signatures of an account; "" when none permits the operation
/// @param carrier        whether it only carries other requests, each of which has a need of its own
record Need(Action action, String types, String serviceLetters, String accountLetters, boolean carrier) {
    Need(Action action, String types, String serviceLetters, String accountLetters) {
        this(action, types, serviceLetters, accountLetters, false);
    }

    static Need onAccount(Action action, String letters) {
        return new Need(action, "s", "", letters);
    }

    /// Something with a container that only account signatures permit.
    static Need onContainer(Action action, String letters) {
        return new Need(action, "c", "", letters);
    }

    static Need onBlob(Action action, String letters) {
        return new Need(action, "o", letters, letters);
    }

    /// A batch, of an account or of a container.
    static Need carryingOthers(Action action, String letters) {
        return new Need(action, "sco", letters, letters, true);
    }

    /// Something that no signature permits, only a key.
    static Need ofKey(Action action) {
        return new Need(action, "", "", "");
    }

    /// The letters that, where they are all a signature has, permit new blobs but not to overwrite any.
    boolean isCreateOnly(String permissions) {
        return serviceLetters.indexOf('c') >= 0
                && serviceLetters.indexOf('w') >= 0
                && permissions.indexOf('c') >= 0
                && permissions.indexOf('w') < 0;
    }
}
