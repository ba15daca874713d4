package org.amana.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.ledger.SubjectKeys.Tag;

/// Gathers the openings of consecutive entries into bundles, by the subject under whose key they are to be sealed. For
/// one thread.
final class OpeningRound {
    /// Who looks for the openings of an entry meets the bundles of its round.
    private static final int MOST = 1_024;

    private final SubjectKeys keys;
    private final long first;
    private final Map<Owner, OpeningBundle> growing = new LinkedHashMap<>();
    private final List<Owned> full = new ArrayList<>();

    private record Owner(Tag tag, OpeningPart part) {}

    /// A bundle, the subject it belongs to, and the index of the first entry of its round.
    record Owned(long round, Tag owner, OpeningBundle bundle) {}

    private OpeningRound(SubjectKeys keys, long first) {
        this.keys = keys;
        this.first = first;
    }

    /// The bundles of these entries: of one round, or of as many as it takes.
    static List<Owned> bundles(List<Pending> entries, SubjectKeys keys) {
        List<Owned> bundles = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += MOST) {
            OpeningRound round = new OpeningRound(keys, entries.get(from).index());
            entries.subList(from, Math.min(from + MOST, entries.size())).forEach(round::add);
            bundles.addAll(round.bundles());
        }
        return bundles;
    }

    private void add(Pending entry) {
        SaltedOpening opening = entry.opening();
        Optional<Tag> object = opening.opening().value("object").map(name -> keys.tag(Subject.object(name)));
        if (opening.has(OpeningPart.ACTOR)) {
            Tag owner = opening.opening()
                    .value("actor")
                    .map(name -> keys.tag(Subject.actor(name)))
                    .or(() -> object)
                    .orElseGet(keys::nobody);
            add(new Owner(owner, OpeningPart.ACTOR), entry.index(), opening);
        }
        object.ifPresent(tag -> add(new Owner(tag, OpeningPart.OBJECT), entry.index(), opening));
    }

    private void add(Owner owner, long index, SaltedOpening opening) {
        OpeningBundle bundle = growing.computeIfAbsent(owner, _ -> new OpeningBundle(owner.part()));
        bundle.add(index, opening);
        if (bundle.isFull()) {
            full.add(new Owned(first, owner.tag(), bundle));
            growing.remove(owner);
        }
    }

    private List<Owned> bundles() {
        List<Owned> bundles = new ArrayList<>(full);
        growing.forEach((owner, bundle) -> bundles.add(new Owned(first, owner.tag(), bundle)));
        return bundles;
    }
}
