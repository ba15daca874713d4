package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amana.soak.Premises.Tenant;
import org.amana.testkit.ManualClock;

/// What an account means, as simply as it can be said: maps in memory and no regard for cost. What a server is free
/// to choose, such as ETags, it is told after each answer. For one thread.
final class ModelAccount {
    /// Names sort by their bytes in UTF-8, which is not how Java compares texts.
    static final Comparator<String> BY_BYTES = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private final ManualClock clock;
    private final Tenant tenant;
    private final Map<String, Container> containers = new TreeMap<>();
    private final Set<String> etags = new HashSet<>();
    private ProtectStep protection = new ProtectStep(false, 0);

    /// A container.
    static final class Container {
        Map<String, String> metadata = Map.of();
        ModelLease lease = ModelLease.NONE;
        String etag = "";
        Instant modified = Instant.EPOCH;
        final TreeMap<String, Entry> entries = new TreeMap<>(BY_BYTES);

        /// Everything under a name; made when it is first asked for.
        Entry entry(String name) {
            return entries.computeIfAbsent(name, _ -> new Entry());
        }
    }

    /// Something that is deleted and still kept.
    record Gone(Kind kind, ModelBlob blob, Instant at) {
        enum Kind {
            SNAPSHOT,
            VERSION,
            BLOB
        }
    }

    /// Everything under a name.
    static final class Entry {
        Optional<ModelBlob> blob = Optional.empty();
        final TreeMap<String, ModelBlob> snapshots = new TreeMap<>();

        /// Previous versions, by their ids.
        final TreeMap<String, ModelBlob> versions = new TreeMap<>();

        /// Of versions with which the blob was deleted, by their ids: when that was.
        final TreeMap<String, String> ended = new TreeMap<>();

        /// What is deleted and still kept, by the moment that names it or would name it as a snapshot.
        final TreeMap<String, Gone> deleted = new TreeMap<>();

        /// Blocks that wait, by id.
        final TreeMap<String, byte[]> staged = new TreeMap<>();

        /// Of what has waiting blocks only.
        private ModelLease stagedLease = ModelLease.NONE;

        boolean isWithoutPast() {
            return snapshots.isEmpty() && versions.isEmpty() && deleted.isEmpty();
        }

        /// Of what was a blob and is deleted, the last: it would become one again.
        Optional<String> lastDeletedBlob() {
            return deleted.descendingMap().entrySet().stream()
                    .filter(it -> it.getValue().kind() == Gone.Kind.BLOB)
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        /// What a listing tells of a blob that is deleted and has versions: the newest one, under an id of its own.
        Optional<ModelBlob> lastOfDeleted() {
            return Optional.ofNullable(versions.lastEntry()).map(newest -> {
                String behind = Moments.after(newest.getKey());
                String id = ended.entrySet().stream()
                        .filter(it -> versions.containsKey(it.getKey()) || deleted.containsKey(it.getKey()))
                        .map(Map.Entry::getValue)
                        .max(Comparator.naturalOrder())
                        .filter(it -> it.compareTo(behind) > 0)
                        .orElse(behind);
                return newest.getValue().withVersion(id);
            });
        }

        /// When something is put aside now: not before anything that was.
        private String nextMoment(Instant now) {
            return Stream.of(snapshots, versions, deleted)
                    .filter(it -> !it.isEmpty())
                    .map(TreeMap::lastKey)
                    .max(Comparator.naturalOrder())
                    .map(Moments::after)
                    .filter(it -> it.compareTo(Moments.of(now)) > 0)
                    .orElseGet(() -> Moments.of(now));
        }

        ModelBlob require() {
            return blob.orElseThrow(Unmet::noBlob);
        }

        /// @param snapshot "" for the blob itself
        ModelBlob require(String snapshot) {
            return snapshot.isEmpty()
                    ? require()
                    : Optional.ofNullable(snapshots.get(snapshot)).orElseThrow(Unmet::noBlob);
        }

        /// A blob stays of its type until it is deleted with its versions.
        void requireType(ModelKind kind) {
            Optional<ModelBlob> there =
                    blob.or(() -> Optional.ofNullable(versions.lastEntry()).map(Map.Entry::getValue));
            if (there.isPresent() && !there.get().kind().word().equals(kind.word())) {
                throw Unmet.wrongType();
            }
        }

        ModelLease lease() {
            return blob.map(ModelBlob::lease).orElse(stagedLease);
        }

        boolean isWaiting() {
            return blob.isEmpty() && !staged.isEmpty();
        }

        /// Of the blob, or of what has waiting blocks only.
        void lease(ModelLease lease) {
            if (isWaiting()) {
                stagedLease = lease;
            } else {
                blob = Optional.of(require().withLease(lease));
            }
        }

        /// Takes the waiting blocks away.
        void dropStaged() {
            staged.clear();
            stagedLease = ModelLease.NONE;
        }
    }

    /// @param clock  the server's
    /// @param tenant whom the addresses are signed for
    ModelAccount(ManualClock clock, Tenant tenant) {
        this.clock = clock;
        this.tenant = tenant;
    }

    Instant now() {
        return clock.instant();
    }

    void pass(Duration by) {
        clock.advance(by);
    }

    Tenant tenant() {
        return tenant;
    }

    Map<String, Container> containers() {
        return containers;
    }

    Container require(String container) {
        return Optional.ofNullable(containers.get(container)).orElseThrow(Unmet::noContainer);
    }

    Entry require(Spot spot) {
        return require(spot.container()).entry(spot.name());
    }

    /// What is known under a name, without a failure if there is no container.
    Entry look(Spot spot) {
        return Optional.ofNullable(containers.get(spot.container()))
                .map(it -> it.entry(spot.name()))
                .orElseGet(Entry::new);
    }

    void protect(ProtectStep how) {
        protection = how;
    }

    boolean keepsVersions() {
        return protection.versions();
    }

    boolean keepsDeleted() {
        return protection.days() > 0;
    }

    int daysKept() {
        return protection.days();
    }

    /// Before other content is written: what is there stays as a previous version, or as a deleted snapshot.
    private void putAside(Entry entry) {
        if (keepsVersions()) {
            keepVersion(entry);
        } else if (keepsDeleted() && entry.blob.isPresent()) {
            entry.deleted.put(
                    entry.nextMoment(now()),
                    new Gone(Gone.Kind.SNAPSHOT, entry.require().asPast(), now()));
        }
    }

    /// The blob as it is becomes a previous version; whoever does that says what is the current one.
    void keepVersion(Entry entry) {
        entry.blob.ifPresent(blob -> entry.versions.put(blob.version(), blob.asPast()));
    }

    /// Takes the blob away.
    ///
    /// @return whether something of it is kept
    boolean delete(Entry entry) {
        if (keepsVersions()) {
            keepVersion(entry);
            entry.ended.put(entry.require().version(), Moments.of(now()));
        } else if (keepsDeleted()) {
            entry.deleted.put(
                    entry.nextMoment(now()),
                    new Gone(Gone.Kind.BLOB, entry.require().asPast(), now()));
        }
        entry.blob = Optional.empty();
        return keepsVersions() || keepsDeleted();
    }

    /// Takes a snapshot away.
    ///
    /// @return whether it is kept
    boolean deleteSnapshot(Entry entry, String taken) {
        ModelBlob snapshot = Objects.requireNonNull(entry.snapshots.remove(taken), taken);
        if (keepsDeleted()) {
            entry.deleted.put(taken, new Gone(Gone.Kind.SNAPSHOT, snapshot, now()));
        }
        return keepsDeleted();
    }

    /// Takes in an ETag that the server has made.
    ///
    /// @return whether it is new
    boolean learn(String etag) {
        return etags.add(etag);
    }

    /// Puts content in place of what is there; the answer will tell its ETag.
    void write(Spot spot, ModelBlob content) {
        Entry entry = require(spot);
        Optional<ModelBlob> before = entry.blob;
        ModelLease lease = entry.lease();
        putAside(entry);
        entry.blob = Optional.of(new ModelBlob(
                        content.bytes(),
                        content.kind(),
                        content.type(),
                        content.md5(),
                        content.metadata(),
                        content.tags(),
                        content.copiedFrom(),
                        lease,
                        "",
                        "",
                        before.map(ModelBlob::created).orElse(now()),
                        now())
                .changed(now()));
        entry.dropStaged();
    }
}
