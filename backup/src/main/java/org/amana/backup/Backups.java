package org.amana.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.VerifierKey;

/// The runs of a depot that have a manifest, as far as these can be read; no more of each than its outline.
///
/// @param all oldest first
record Backups(List<Standing> all) {
    Backups {
        all = List.copyOf(all);
    }

    /// A manifest as far as it can be read.
    ///
    /// @param outline empty if it cannot
    /// @param failure why not
    record Standing(Run run, Optional<Outline> outline, Optional<AmanaException> failure) {
        static Standing of(Outline outline) {
            return new Standing(outline.run(), Optional.of(outline), Optional.empty());
        }
    }

    /// With one more that has just been made.
    Backups with(Manifest manifest) {
        List<Standing> more = new ArrayList<>(all);
        more.add(Standing.of(Outline.of(manifest)));
        return new Backups(more);
    }

    Optional<Standing> of(Run run) {
        return all.stream().filter(each -> each.run().equals(run)).findFirst();
    }

    private Stream<Outline> readable() {
        return all.stream().flatMap(each -> each.outline().stream());
    }

    /// @throws AmanaException `CONFIGURATION` if there are backups of another log
    void requireLog(VerifierKey log, Depot depot) {
        for (Outline each : readable().toList()) {
            if (!each.log().equals(log)) {
                throw new AmanaException(
                        ErrorCode.CONFIGURATION,
                        depot + " holds backups of another server, whose log is " + each.log()
                                + ": take another folder or container");
            }
        }
    }

    /// The newest that was made with the root key. What anybody else wrote is no ground to build on: who can write to
    /// the depot would decide what later backups consist of.
    Optional<Run> newestSealed() {
        return readable().filter(Outline::sealed).map(Outline::run).reduce((_, newer) -> newer);
    }

    /// The manifests that can be read and were not made with the root key.
    List<String> unsealed() {
        return readable()
                .filter(Predicate.not(Outline::sealed))
                .map(each -> Manifest.object(each.run()))
                .toList();
    }

    /// The runs after this one whose manifests cannot be read, so that what the log had signed by then is not known.
    List<Run> unreadableAfter(Run run) {
        return all.stream()
                .filter(each -> each.outline().isEmpty() && each.run().compareTo(run) > 0)
                .map(Standing::run)
                .toList();
    }

    /// The largest head of this log that any backup here made with the root key has seen signed.
    Optional<Checkpoint> newestHead(VerifierKey log) {
        return readable()
                .filter(Outline::sealed)
                .filter(each -> each.log().equals(log))
                .map(Outline::head)
                .max(Comparator.comparingLong(Checkpoint::size));
    }

    /// All but those made with the root key that are older than the newest `keep`. One that cannot be read counts as
    /// made with it.
    Backups newest(int keep) {
        List<Standing> own = all.stream()
                .filter(each -> each.outline().map(Outline::sealed).orElse(true))
                .toList();
        List<Standing> kept = new ArrayList<>(all);
        kept.removeAll(own.subList(0, Math.max(0, own.size() - keep)));
        return new Backups(kept);
    }
}
