package org.amana.ledger;

import java.util.List;
import java.util.Optional;
import org.amana.verifier.Disclosure;
import org.amana.verifier.Entry;

/// An entry with the names behind it, as far as they are still known.
///
/// @param disclosures those that were made and not shredded, in the order of [Disclosure#NAMES]
public record Opened(long index, Entry entry, List<Disclosure> disclosures) {
    public Opened {
        disclosures = List.copyOf(disclosures);
    }

    /// The value behind one of [Disclosure#NAMES]; empty if it was absent, or has been shredded.
    public Optional<String> value(String name) {
        return disclosures.stream()
                .filter(disclosure -> disclosure.name().equals(name))
                .map(Disclosure::value)
                .findFirst();
    }
}
