package org.amana.blob;

import org.amana.policy.BoxFacts;
import org.amana.store.ContainerKey;

/// A container that exists, as much of it as every operation in it needs: its number, its key, and what the
/// gate was told. What may change from write to write is not here.
record Box(
        long id,
        ContainerRef ref,
        ContainerKey key,
        BoxFacts facts,
        AnonymousAccess anonymous,
        ContainerEncryption encryption) {
    String pseudonym() {
        return facts.boxPseudonym();
    }
}
