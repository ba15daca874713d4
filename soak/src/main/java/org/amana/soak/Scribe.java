package org.amana.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.amana.testkit.Seeds;

/// A client that works alone on its own names and writes down, for each thing it does, what stands there afterwards
/// and under which id it asked: so that for any moment of a recording it can be told what had been answered by then.
/// One thread works.
final class Scribe {
    private static final int NAMES = 3;

    private final int number;
    private final RandomGenerator random;
    private final String container;
    private final Map<Spot, Kept> memory = new TreeMap<>(java.util.Comparator.comparing(Spot::toString));
    private final List<Note> notes = new ArrayList<>();

    /// What was done to a name.
    ///
    /// @param id      of the request, as the answer repeats it
    /// @param after   what stands there once it is done
    /// @param receipt of the answer; empty if none came
    record Note(String id, Spot spot, Kept after, Booked booked, Optional<UUID> receipt, String what) {}

    /// @param known what stands under its names already
    Scribe(int number, long seed, String container, Map<Spot, Kept> known) {
        this.number = number;
        this.random = Seeds.random(seed * 1_000 + number);
        this.container = container;
        for (int name = 0; name < NAMES; name++) {
            Spot spot = spot(name);
            memory.put(spot, known.getOrDefault(spot, Kept.NOTHING));
        }
    }

    private Spot spot(int name) {
        return new Spot(container, "scribe-" + number + "/paper-" + name);
    }

    List<Note> notes() {
        return List.copyOf(notes);
    }

    /// Does one thing.
    ///
    /// @return whether it was answered as it should be
    boolean work(Client client, Findings findings, String round) {
        Spot spot = spot(random.nextInt(NAMES));
        Kept before = memory.getOrDefault(spot, Kept.NOTHING);
        Deed deed = choose(client, spot, before);
        String id = round + "-" + number + "-" + notes.size();
        Client.Ask ask = withId(deed.ask(spot.path(), before), id);
        Kept after = deed.after(before);
        Note begun = new Note(id, spot, after, deed.booked(before), Optional.empty(), ask.toString());
        Reply reply = client.send(ask);
        if (!(reply instanceof Reply.Answered answered)) {
            notes.add(begun);
            return false;
        }
        if (answered.status() != deed.status()) {
            findings.add(
                    ask + " was answered " + answered.status() + " " + answered.errorCode() + ": " + answered.text());
            return false;
        }
        Kept known = answered.header("x-ms-snapshot").map(before::withSnapshot).orElse(after);
        memory.put(spot, known);
        notes.add(new Note(id, spot, known, begun.booked(), answered.requestId(), begun.what()));
        return true;
    }

    private static Client.Ask withId(Client.Ask ask, String id) {
        Map<String, String> headers = new HashMap<>(ask.headers());
        headers.put("x-ms-client-request-id", id);
        return new Client.Ask(ask.method(), ask.path(), ask.query(), headers, ask.body());
    }

    private Deed choose(Client client, Spot spot, Kept before) {
        boolean there = before.content().isPresent();
        int dice = random.nextInt(100);
        if (there && before.lease().isPresent() && dice < 25) {
            return dice < 18 ? new Deed.Release() : new Deed.Trespass(piece(500));
        }
        if (there && dice < 15) {
            return new Deed.Delete();
        }
        if (there && dice < 26 && before.snapshots().size() < 3) {
            return new Deed.Snap();
        }
        if (there && dice < 30 && before.lease().isEmpty()) {
            return new Deed.Acquire(new UUID(random.nextLong(), random.nextLong()).toString());
        }
        if (!before.staged().isEmpty() && dice < 48) {
            return new Deed.Commit();
        }
        if (dice < 58) {
            return new Deed.Stage("block-" + random.nextInt(3), piece(60_000));
        }
        Optional<Map.Entry<Spot, Kept>> source = memory.entrySet().stream()
                .filter(each -> dice < 66 && !each.getKey().equals(spot))
                .filter(each -> each.getValue().content().isPresent())
                .findFirst();
        return source.<Deed>map(each -> new Deed.Copy(
                        client.url(each.getKey().path(), ""),
                        each.getValue().content().orElseThrow()))
                .orElseGet(() -> new Deed.Put(Content.of(piece(dice > 95 ? 300_000 : 30_000))));
    }

    /// No text: nobody is to read it by machine meanwhile.
    private Piece piece(int most) {
        return new Piece(random.nextLong() | 1, 1 + random.nextInt(random.nextInt(4) == 0 ? most : 3_000));
    }
}
