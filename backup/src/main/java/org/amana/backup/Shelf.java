package org.amana.backup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.VerifierKey;

/// What is in a depot: its objects, and the backups that their manifests tell of. A run without a manifest is no
/// backup: it was interrupted, or is under way.
final class Shelf {
    private static final int LONGEST_MANIFEST = 1 << 30;

    private final Depot depot;
    private final Map<String, Long> objects;
    private final List<Standing> backups = new ArrayList<>(); // oldest first

    /// A manifest as far as it can be read.
    ///
    /// @param read empty if it cannot
    /// @param failure why not
    record Standing(Run run, Optional<Manifest.Read> read, Optional<AmanaException> failure) {}

    private Shelf(Depot depot) {
        this.depot = depot;
        this.objects = depot.objects();
    }

    static Shelf of(Depot depot) {
        Shelf shelf = new Shelf(depot);
        shelf.objects.keySet().stream().filter(Manifest::isNamedSo).sorted().forEach(shelf::add);
        shelf.backups.sort(Comparator.comparing(Standing::run));
        return shelf;
    }

    private void add(String name) {
        Run run = Run.parse(name.substring(0, name.indexOf('/')));
        try {
            backups.add(new Standing(run, Optional.of(Manifest.decode(name, content(name))), Optional.empty()));
        } catch (AmanaException e) {
            backups.add(new Standing(run, Optional.empty(), Optional.of(e)));
        }
    }

    private byte[] content(String name) {
        long length = objects.getOrDefault(name, 0L);
        if (length > LONGEST_MANIFEST) {
            throw new AmanaException(ErrorCode.CORRUPT, name + " is damaged: " + length + " bytes are too many");
        }
        ByteBuffer content = ByteBuffer.allocate((int) length);
        depot.read(name, 0, length, content::put);
        return content.array();
    }

    /// Every run with a manifest, oldest first.
    List<Standing> backups() {
        return List.copyOf(backups);
    }

    /// Every manifest that can be read, oldest first.
    List<Manifest> manifests() {
        return backups.stream()
                .flatMap(each -> each.read().stream())
                .map(Manifest.Read::manifest)
                .toList();
    }

    /// The last run there is, whole or not, so that no name comes twice.
    Optional<Run> lastRun() {
        return objects.keySet().stream()
                .filter(name -> name.indexOf('/') > 0)
                .map(name -> name.substring(0, name.indexOf('/')))
                .filter(Run::isOne)
                .map(Run::parse)
                .max(Comparator.naturalOrder());
    }

    /// The newest backup of this log that can be read and was made with this key. What anybody else wrote is no ground
    /// to build on: who can write to the depot would decide what later backups consist of.
    ///
    /// @throws AmanaException `CONFIGURATION` if there are backups of another log
    Optional<Manifest> newestOf(VerifierKey log, RootKey root) {
        for (Manifest manifest : manifests()) {
            if (!manifest.log().equals(log)) {
                throw new AmanaException(
                        ErrorCode.CONFIGURATION,
                        depot + " holds backups of another server, whose log is " + manifest.log()
                                + ": take another folder or container");
            }
        }
        return sealed(root).reduce((_, newer) -> newer);
    }

    /// Oldest first.
    private Stream<Manifest> sealed(RootKey root) {
        return backups.stream()
                .flatMap(each -> each.read().stream())
                .filter(read -> read.isSealedWith(root))
                .map(Manifest.Read::manifest);
    }

    /// The manifests that can be read and were not made with this key.
    List<String> unsealed(RootKey root) {
        return backups.stream()
                .flatMap(each -> each.read().stream())
                .filter(read -> !read.isSealedWith(root))
                .map(read -> read.manifest().object())
                .toList();
    }

    /// The backup of that name, or the newest if none is asked for.
    ///
    /// @throws AmanaException `CONFIGURATION` if there is none; what its manifest's reading threw
    Manifest.Read backup(Optional<Run> wanted) {
        Standing found = wanted.isPresent()
                ? backups.stream()
                        .filter(each -> each.run().equals(wanted.get()))
                        .findFirst()
                        .orElseThrow(() -> new AmanaException(
                                ErrorCode.CONFIGURATION,
                                depot + " has no whole backup " + wanted.get() + "; it has " + names()))
                : newest();
        return found.read().orElseThrow(() -> unreadable(found.failure().orElseThrow()));
    }

    private static AmanaException unreadable(AmanaException failure) {
        return failure.code() == ErrorCode.CORRUPT
                ? new AmanaException(
                        ErrorCode.CORRUPT,
                        failure.message() + "; --list shows what else there is, --at NAME takes another backup",
                        failure)
                : failure;
    }

    /// The runs after this one whose manifests cannot be read, so that what the log had signed by then is not known.
    List<Run> unreadableAfter(Run run) {
        return backups.stream()
                .filter(each -> each.read().isEmpty() && each.run().compareTo(run) > 0)
                .map(Standing::run)
                .toList();
    }

    private Standing newest() {
        if (backups.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    depot + " holds no whole backup" + (objects.isEmpty() ? "" : ": no run in it has a manifest"));
        }
        return backups.getLast();
    }

    private List<String> names() {
        return backups.stream().map(each -> each.run().toString()).toList();
    }

    /// The largest head of this log that any backup here made with this key has seen signed.
    Optional<Checkpoint> newestHead(VerifierKey log, RootKey root) {
        return sealed(root)
                .filter(manifest -> manifest.log().equals(log))
                .map(Manifest::head)
                .max(Comparator.comparingLong(Checkpoint::size));
    }

    /// Whether an object is there and long enough for this part.
    boolean has(Part part) {
        return length(part.object()) >= part.end();
    }

    /// The length of an object in bytes; -1 if it is not there.
    long length(String object) {
        return objects.getOrDefault(object, -1L);
    }

    /// Removes all backups made with this key but the newest `keep`, and what no backup that is left refers to: parts
    /// of removed ones and of runs that were interrupted. Manifests go first, so that none is left that refers to
    /// nothing.
    ///
    /// @param keep at least 1
    /// @return how many objects were removed
    int prune(int keep, RootKey root) {
        List<Standing> own = backups.stream()
                .filter(each -> each.read().map(read -> read.isSealedWith(root)).orElse(true))
                .toList();
        List<Standing> kept = new ArrayList<>(backups);
        kept.removeAll(own.subList(0, Math.max(0, own.size() - keep)));
        if (kept.stream().anyMatch(each -> each.read().isEmpty())) {
            return 0; // what a manifest that cannot be read refers to is not known
        }
        Set<String> wanted = new HashSet<>();
        for (Standing each : kept) {
            Manifest manifest = each.read().orElseThrow().manifest();
            wanted.add(manifest.object());
            manifest.parts().forEach(part -> wanted.add(part.object()));
        }
        int removed = 0;
        for (boolean manifests : new boolean[] {true, false}) {
            for (String name : objects.keySet()) {
                if (isOurs(name) && !wanted.contains(name) && Manifest.isNamedSo(name) == manifests) {
                    depot.delete(name);
                    removed++;
                }
            }
        }
        return removed;
    }

    private static boolean isOurs(String name) {
        return name.indexOf('/') > 0 && Run.isOne(name.substring(0, name.indexOf('/')));
    }
}
