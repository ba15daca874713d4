package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    /// Everything under a name.
    static final class Entry {
        Optional<ModelBlob> blob = Optional.empty();
        final TreeMap<String, ModelBlob> snapshots = new TreeMap<>();

        /// Blocks that wait, by id.
        final TreeMap<String, byte[]> staged = new TreeMap<>();

        ModelBlob require() {
            return blob.orElseThrow(Unmet::noBlob);
        }

        /// @param snapshot "" for the blob itself
        ModelBlob require(String snapshot) {
            return snapshot.isEmpty()
                    ? require()
                    : Optional.ofNullable(snapshots.get(snapshot)).orElseThrow(Unmet::noBlob);
        }

        ModelLease lease() {
            return blob.map(ModelBlob::lease).orElse(ModelLease.NONE);
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
        entry.blob = Optional.of(new ModelBlob(
                        content.bytes(),
                        content.kind(),
                        content.type(),
                        content.md5(),
                        content.metadata(),
                        content.tags(),
                        content.copiedFrom(),
                        before.map(ModelBlob::lease).orElse(ModelLease.NONE),
                        "",
                        before.map(ModelBlob::created).orElse(now()),
                        now())
                .changed(now()));
        entry.staged.clear();
    }
}
