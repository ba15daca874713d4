package org.amana.policy;

/// What a new account starts with: four purposes, and a key for each of the first three. The machine reader's
/// credential is internal and never printed.
public record Bootstrap(NewKey steward, NewKey reader, NewKey administrator, Credential machine) {}
