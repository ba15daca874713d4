package org.amana.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.amana.soak.Client.Ask;
import org.amana.testkit.Seeds;

/// A client that works alone on its own names and remembers what it was answered: the source of truth that a server
/// is held to. Where an answer did not come it knows two states, of which the server must show one. One thread works,
/// and afterwards one settles.
final class Clerk {
    private static final int NAMES = Crowd.NAMES;
    private static final int MOST_BLOCKS = 4;
    private static final int LARGE = 18 << 20; // above what shares an extent with others

    private final int number;
    private final RandomGenerator random;
    private final List<String> containers;
    private final Findings findings;

    /// What may stand under a name; one state, unless an answer did not come.
    private final Map<Name, List<Kept>> memory = new HashMap<>();

    private Optional<String> own = Optional.empty(); // a container that comes and goes
    private boolean ownIsCertain = true;
    private int made;
    private volatile long deeds; // counted by the thread that works

    /// @param container where
    record Name(String container, String blob) {
        String path() {
            return "/" + container + "/" + blob;
        }
    }

    /// @param containers shared with other clerks, whose names are others
    Clerk(int number, long seed, List<String> containers, Findings findings) {
        this.number = number;
        this.random = Seeds.random(seed * 1_000 + number);
        this.containers = List.copyOf(containers);
        this.findings = findings;
    }

    /// How many deeds were acknowledged.
    long deeds() {
        return deeds;
    }

    /// Does one thing.
    ///
    /// @return whether it was answered; if not, the server must be asked what has become of it
    boolean work(Desk desk) {
        if (random.nextInt(40) == 0) {
            return own.isEmpty() ? create(desk) : delete(desk);
        }
        Name name = name();
        Kept before = known(name);
        Deed deed = choose(desk, name, before);
        Optional<Reply.Answered> answer = desk.ask(deed.ask(name.path(), before), deed.status(), deed.booked(before));
        Kept after = deed.after(before);
        if (answer.isEmpty()) {
            memory.put(name, before.equals(after) ? List.of(before) : List.of(before, after));
            return false;
        }
        remember(
                name,
                answer.get().header("x-ms-snapshot").map(before::withSnapshot).orElse(after));
        acknowledged(true);
        return true;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void acknowledged(boolean it) {
        if (it) {
            deeds++;
        }
    }

    private Name name() {
        List<String> all = new ArrayList<>(containers);
        own.ifPresent(all::add);
        return new Name(all.get(random.nextInt(all.size())), "clerk-" + number + "/paper-" + random.nextInt(NAMES));
    }

    private Kept known(Name name) {
        return memory.getOrDefault(name, List.of(Kept.NOTHING)).getFirst();
    }

    private void remember(Name name, Kept state) {
        if (state.isNothing()) {
            memory.remove(name);
        } else {
            memory.put(name, List.of(state));
        }
    }

    private Deed choose(Desk desk, Name name, Kept before) {
        boolean there = before.content().isPresent();
        int dice = random.nextInt(100);
        if (there && before.lease().isPresent() && dice < 30) {
            return dice < 15 ? new Deed.Release() : new Deed.Trespass(piece(1_000));
        }
        if (there && dice < 12) {
            return new Deed.Delete();
        }
        if (there && dice < 22 && before.snapshots().size() < 3) {
            return new Deed.Snap();
        }
        if (there && dice < 27 && before.lease().isEmpty()) {
            return new Deed.Acquire(new UUID(random.nextLong(), random.nextLong()).toString());
        }
        if (!before.staged().isEmpty() && (dice < 45 || before.staged().size() >= MOST_BLOCKS)) {
            return new Deed.Commit();
        }
        if (dice < 55) {
            return new Deed.Stage("block-" + random.nextInt(MOST_BLOCKS), piece(200_000));
        }
        if (dice < 65) {
            Optional<Deed> copy = copy(desk, name);
            if (copy.isPresent()) {
                return copy.get();
            }
        }
        return new Deed.Put(Content.of(dice == 99 ? new Piece(random.nextLong() | 1, LARGE) : piece(100_000)));
    }

    /// Mostly small ones, as files are; some empty.
    private Piece piece(int most) {
        int size = random.nextInt(5) == 0 ? 1 + random.nextInt(most) : 1 + random.nextInt(4_096);
        return new Piece(random.nextLong(), size);
    }

    private Optional<Deed> copy(Desk desk, Name target) {
        return memory.entrySet().stream()
                .filter(each -> !each.getKey().equals(target) && each.getValue().size() == 1)
                .filter(each -> each.getValue().getFirst().content().isPresent())
                .min(java.util.Comparator.comparing(each -> each.getKey().path()))
                .map(each -> new Deed.Copy(
                        desk.url(each.getKey().path()),
                        each.getValue().getFirst().content().get()));
    }

    // A container of its own

    private boolean create(Desk desk) {
        String name = "own-" + number + "-" + ++made;
        own = Optional.of(name);
        ownIsCertain = desk.ask(Ask.of("PUT", "/" + name, "restype=container"), 201, Booked.write(0, 0))
                .isPresent();
        acknowledged(ownIsCertain);
        return ownIsCertain;
    }

    private boolean delete(Desk desk) {
        String name = own.orElseThrow();
        long bytes = memory.entrySet().stream()
                .filter(each -> each.getKey().container().equals(name))
                .mapToLong(each -> each.getValue().getFirst().bytes())
                .sum();
        ownIsCertain = desk.ask(Ask.of("DELETE", "/" + name, "restype=container"), 202, Booked.delete(bytes))
                .isPresent();
        if (ownIsCertain) {
            forgetOwn(name);
        }
        acknowledged(ownIsCertain);
        return ownIsCertain;
    }

    private void forgetOwn(String name) {
        own = Optional.empty();
        memory.keySet().removeIf(each -> each.container().equals(name));
    }

    // Settling

    /// Compares everything it remembers with what the server shows, byte by byte, and knows one state of each name
    /// afterwards.
    ///
    /// @param shared what the shared containers hold
    void settle(Desk desk, Map<String, Inventory> shared) {
        Map<String, Inventory> inventories = new HashMap<>(shared);
        own.ifPresent(name -> settleOwn(desk, name)
                .ifPresentOrElse(inventory -> inventories.put(name, inventory), () -> forgetOwn(name)));
        Set<Name> names = new TreeSet<>(java.util.Comparator.comparing(Name::path));
        names.addAll(memory.keySet());
        inventories.forEach((container, inventory) -> inventory.names().keySet().stream()
                .filter(blob -> blob.startsWith("clerk-" + number + "/"))
                .forEach(blob -> names.add(new Name(container, blob))));
        for (Name name : names) {
            settle(
                    desk,
                    name,
                    inventories.getOrDefault(name.container(), Inventory.EMPTY).of(name.blob()));
        }
    }

    private Optional<Inventory> settleOwn(Desk desk, String name) {
        boolean listed = Inventory.containers(desk).contains(name);
        if (!listed && ownIsCertain) {
            findings.add("container " + name + " was acknowledged and is gone");
        }
        ownIsCertain = true;
        return listed ? Inventory.take(desk, name) : Optional.empty();
    }

    private void settle(Desk desk, Name name, Inventory.Seen seen) {
        List<Kept> possible = memory.getOrDefault(name, List.of(Kept.NOTHING));
        Optional<byte[]> content = seen.blob() ? desk.read(Ask.of("GET", name.path(), "")) : Optional.empty();
        Map<String, Long> staged = BlockSizes.uncommitted(desk, name.path());
        List<byte[]> snapshots = new ArrayList<>();
        for (String snapshot : seen.snapshots()) {
            desk.read(Ask.of("GET", name.path(), "snapshot=" + Client.encode(snapshot)))
                    .ifPresent(snapshots::add);
        }
        for (Kept state : possible) {
            if (matches(state, seen, content, staged, snapshots)) {
                remember(name, withIds(state, seen.snapshots()));
                return;
            }
        }
        findings.add(name.path() + " shows "
                + content.map(it -> it.length + " bytes").orElse("no blob") + ", blocks "
                + staged + ", snapshots " + seen.snapshots() + ", leased " + seen.leased() + "; possible were "
                + possible);
    }

    private static boolean matches(
            Kept state,
            Inventory.Seen seen,
            Optional<byte[]> content,
            Map<String, Long> staged,
            List<byte[]> snapshots) {
        Map<String, Long> sizes = new TreeMap<>();
        state.staged().forEach((id, piece) -> sizes.put(id, (long) piece.size()));
        boolean same = state.content().isPresent() == content.isPresent()
                && state.lease().isPresent() == seen.leased()
                && sizes.equals(staged)
                && state.snapshots().size() == snapshots.size()
                && (content.isEmpty() || state.content().orElseThrow().is(content.get()));
        for (int i = 0; same && i < snapshots.size(); i++) {
            String id = state.snapshots().get(i).id();
            same = (id.equals(Kept.Snapshot.UNKNOWN)
                            || id.equals(seen.snapshots().get(i)))
                    && state.snapshots().get(i).content().is(snapshots.get(i));
        }
        return same;
    }

    private static Kept withIds(Kept state, List<String> ids) {
        List<Kept.Snapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            snapshots.add(new Kept.Snapshot(ids.get(i), state.snapshots().get(i).content()));
        }
        return new Kept(state.content(), state.staged(), snapshots, state.lease());
    }
}
