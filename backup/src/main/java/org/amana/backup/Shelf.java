package org.amana.backup;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.amana.backup.Backups.Standing;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;

/// What is in a depot: its objects, and the backups that their manifests tell of. A run without a manifest is no
/// backup: it was interrupted, or is under way.
final class Shelf {
    private final Depot depot;
    private final Map<String, Long> objects;
    private final List<Run> runs; // with a manifest, oldest first

    private Shelf(Depot depot) {
        this.depot = depot;
        this.objects = depot.objects();
        this.runs = objects.keySet().stream()
                .filter(Manifest::isNamedSo)
                .map(name -> Run.parse(name.substring(0, name.indexOf('/'))))
                .sorted()
                .toList();
    }

    static Shelf of(Depot depot) {
        return new Shelf(depot);
    }

    /// Every run with a manifest. Each manifest is read once, and let go.
    ///
    /// @param root the seals are held against it, if given
    Backups backups(Optional<RootKey> root) {
        return backups(root, new Backups(List.of()));
    }

    /// The same for whoever has read most of them.
    Backups backups(Optional<RootKey> root, Backups known) {
        return new Backups(runs.stream()
                .map(run -> known.of(run).orElseGet(() -> standing(run, root)))
                .toList());
    }

    private Standing standing(Run run, Optional<RootKey> root) {
        String name = Manifest.object(run);
        try {
            return new Standing(run, Optional.of(Outline.of(depot, name, length(name), root)), Optional.empty());
        } catch (AmanaException e) {
            return new Standing(run, Optional.empty(), Optional.of(e));
        }
    }

    /// The backup of that name, or the newest if none is asked for, with all its parts.
    ///
    /// @throws AmanaException `CONFIGURATION` if there is none; what its manifest's reading threw
    Manifest.Read backup(Optional<Run> wanted) {
        return backup(wanted, failure -> {
            throw failure;
        });
    }

    /// The same for whoever can do without parts.
    ///
    /// @param lost is told of lists of parts that are damaged or missing
    Manifest.Read backup(Optional<Run> wanted, Consumer<AmanaException> lost) {
        Run run = wanted.orElseGet(this::newest);
        if (!runs.contains(run)) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION, depot + " has no whole backup " + run + "; it has " + runs);
        }
        String name = Manifest.object(run);
        try {
            return Manifest.decode(depot, name, content(name), lost);
        } catch (AmanaException e) {
            throw unreadable(e);
        }
    }

    private Run newest() {
        if (runs.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    depot + " holds no whole backup" + (objects.isEmpty() ? "" : ": no run in it has a manifest"));
        }
        return runs.getLast();
    }

    private byte[] content(String name) {
        long length = length(name);
        if (length > Manifest.LONGEST) {
            throw new AmanaException(ErrorCode.CORRUPT, name + " is damaged: " + length + " bytes are too many");
        }
        return depot.content(name, length);
    }

    private static AmanaException unreadable(AmanaException failure) {
        return failure.code() == ErrorCode.CORRUPT
                ? new AmanaException(
                        ErrorCode.CORRUPT,
                        failure.message() + "; --list shows what else there is, --at NAME takes another backup",
                        failure)
                : failure;
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

    /// Whether an object is there and long enough for this part.
    boolean has(Part part) {
        return length(part.object()) >= part.end();
    }

    /// The length of an object in bytes; -1 if it is not there.
    long length(String object) {
        return objects.getOrDefault(object, -1L);
    }

    /// Removes all backups but these, and what none of these refers to: parts of removed ones and of runs that were
    /// interrupted. Manifests go first, so that none is left that refers to nothing.
    ///
    /// @return how many objects were removed
    int prune(Backups kept) {
        if (kept.all().stream().anyMatch(each -> each.outline().isEmpty())) {
            return 0; // what a manifest that cannot be read refers to is not known
        }
        Set<String> wanted = new HashSet<>();
        for (Standing each : kept.all()) {
            wanted.add(Manifest.object(each.run()));
            wanted.addAll(each.outline().orElseThrow().objects());
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
