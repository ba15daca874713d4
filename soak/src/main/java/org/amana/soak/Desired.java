package org.amana.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amana.soak.Premises.Tenant;

/// What must be there at a moment: of every name the state that was answered last, or the one that the request which
/// was under way would lead to.
///
/// @param answered notes whose answer had left the server by then
record Desired(Map<Spot, List<Kept>> states, List<Scribe.Note> answered) {
    /// @param known  what was there in the beginning
    /// @param scribes the notes of each
    /// @param sent   ids of the requests whose answer had left
    static Desired at(Map<Spot, Kept> known, List<List<Scribe.Note>> scribes, Set<String> sent) {
        Map<Spot, List<Kept>> states = new HashMap<>();
        known.forEach((spot, kept) -> states.put(spot, List.of(kept)));
        List<Scribe.Note> answered = new ArrayList<>();
        for (List<Scribe.Note> notes : scribes) {
            for (Scribe.Note note : notes) {
                if (!sent.contains(note.id())) {
                    List<Kept> possible = new ArrayList<>(states.getOrDefault(note.spot(), List.of(Kept.NOTHING)));
                    possible.add(note.after());
                    states.put(note.spot(), possible);
                    break; // they ask one thing at a time
                }
                states.put(note.spot(), List.of(note.after()));
                answered.add(note);
            }
        }
        return new Desired(states, answered);
    }

    /// Compares it with what is there.
    ///
    /// @return what is there, of every name; what is not possible is in the findings
    Map<Spot, Kept> compare(Tenant tenant, Findings findings) {
        Map<Spot, Kept> found = new HashMap<>();
        states.forEach((spot, possible) -> {
            Shown shown = Shown.of(tenant, spot);
            possible.stream()
                    .filter(shown::is)
                    .findFirst()
                    .ifPresentOrElse(
                            state -> found.put(spot, shown.named(state)),
                            () -> findings.add(spot + " shows " + shown + "; possible were " + possible));
        });
        return found;
    }
}
