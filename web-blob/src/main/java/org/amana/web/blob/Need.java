package org.amana.web.blob;

import org.amana.policy.Action;

/// What is asked of a caller to touch something: the action that policy decides on, and the letters of which a shared
/// access signature must have one.
///
/// @param types which resource types of an account signature cover it: `s`, `c`, `o`
/// @param serviceLetters for signatures of a container or blob; "" when none permits the operation
/// @param accountLetters for signatures of an account; "" when none permits the operation
/// @param carrier whether it only carries other requests, each of which has a need of its own
record Need(Action action, String types, String serviceLetters, String accountLetters, boolean carrier, More more) {
    /// All letters that there are; a signature has one at least.
    private static final String ANY = "racwdxyltmeopfiu";

    /// What a request wants beyond its operation.
    ///
    /// @param letters each of which a signature must have, too
    /// @param past whether it wants what once was, or is not there yet: what is open to everybody is what is there
    /// @param scope the encryption scope that it names for what it writes, "" for none
    record More(String letters, boolean past, String scope) {
        static final More NONE = new More("", false, "");
    }

    Need(Action action, String types, String serviceLetters, String accountLetters) {
        this(action, types, serviceLetters, accountLetters, false, More.NONE);
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

    /// Something at any level of a URL that any signature permits, whatever its letters.
    static Need ofAnySignature(Action action) {
        return new Need(action, "sco", ANY, ANY);
    }

    /// A batch, of an account or of a container: its parts ask for letters, itself for none.
    static Need carryingOthers(Action action) {
        return new Need(action, "sco", ANY, ANY, true, More.NONE);
    }

    /// Something that no signature permits, only a key.
    static Need ofKey(Action action) {
        return new Need(action, "", "", "");
    }

    /// Reading, of whoever has the letters for this.
    Need forReading() {
        return new Need(Action.READ, types, serviceLetters, accountLetters);
    }

    /// And of a signature this letter.
    Need withLetter(char letter) {
        return more.letters().indexOf(letter) >= 0
                ? this
                : with(new More(more.letters() + letter, more.past(), more.scope()));
    }

    /// And what is not told just because a container is open to everybody.
    Need withPast() {
        return with(new More(more.letters(), true, more.scope()));
    }

    /// And of a signature that it is for this encryption scope, or for none.
    Need inScope(String name) {
        return with(new More(more.letters(), more.past(), name));
    }

    private Need with(More other) {
        return new Need(action, types, serviceLetters, accountLetters, carrier, other);
    }

    /// Whether it is this, whatever a request wants beyond it.
    boolean isOf(Need operation) {
        return with(More.NONE).equals(operation);
    }
}
