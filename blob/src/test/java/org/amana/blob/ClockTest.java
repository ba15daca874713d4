package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessControl;
import org.amana.policy.Action;
import org.amana.store.Catalog;
import org.amana.store.Schema;
import org.amana.testkit.ManualClock;
import org.amana.verifier.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A clock that jumps back by an hour: whatever tells an order keeps it, also across a restart.
class ClockTest {
    private static final Duration BACK = Duration.ofHours(-1);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();

    @Test
    void versionsAndSnapshotsGoOnRising() {
        List<Long> versions = new ArrayList<>();
        List<Snapshot> snapshots = new ArrayList<>();
        House house = House.build(new OsDisk(), folder, clock);
        BlobRef blob = BlobRef.of(house.container("box"), "blob");
        var caller = house.caller;
        for (int round = 0; round < 4; round++) {
            versions.add(Long.decode(
                    house.put(blob, new byte[] {(byte) round}).etag().value()));
            snapshots.add(snapshot(house, blob));
            snapshots.add(snapshot(house, blob));
            clock.advance(round == 2 ? Duration.ofSeconds(1) : BACK);
            if (round == 1) {
                house.close();
                house = House.open(new OsDisk(), folder, clock);
                house.caller = caller;
            }
        }
        assertThat(versions).isSorted().doesNotHaveDuplicates();
        assertThat(snapshots).isSorted().doesNotHaveDuplicates();
        assertThat(house.fsck()).isEmpty();
        house.close();
    }

    @Test
    void aNumberIsGivenOnceThoughACommitFailed() {
        Schema promises = new Schema("promises", List.of("""
                CREATE TABLE promised (id INTEGER NOT NULL PRIMARY KEY) STRICT;
                CREATE TABLE promise (
                  id INTEGER NOT NULL REFERENCES promised (id) DEFERRABLE INITIALLY DEFERRED
                ) STRICT;
                """));
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.addAll(List.of(BlobSchema.SCHEMA, promises));
        Path file = folder.resolve("catalog.db");
        long given;
        try (Catalog catalog = Catalog.open(new OsDisk(), file, schemas, clock)) {
            VersionClock numbers = VersionClock.open(catalog);
            catalog.commit(numbers::next);
            clock.advance(Duration.ofMinutes(11));
            CompletableFuture<Boolean> gathered = new CompletableFuture<>();
            CompletableFuture<Boolean> begun = new CompletableFuture<>();
            CompletableFuture<Boolean> before = catalog.submit(_ -> begun.complete(true) && gathered.join());
            begun.join();
            List<CompletableFuture<?>> lost = List.of(
                    catalog.submit(numbers::next),
                    catalog.submit(numbers::next),
                    catalog.submit(tx -> tx.update("INSERT INTO promise (id) VALUES (77)"))); // which no commit keeps
            gathered.complete(true);
            assertThat(before).succeedsWithin(Duration.ofSeconds(10));
            assertThat(lost).allSatisfy(it -> assertThat(it).failsWithin(Duration.ofSeconds(10)));
            given = catalog.commit(numbers::next);
        }
        clock.advance(BACK);
        try (Catalog catalog = Catalog.open(new OsDisk(), file, schemas, clock)) {
            assertThat(catalog.commit(VersionClock.open(catalog)::next)).isGreaterThan(given);
        }
    }

    private static Snapshot snapshot(House house, BlobRef blob) {
        return house.run(
                        blob.container(),
                        Action.WRITE,
                        house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE)))
                .snapshot();
    }

    @Test
    void aLeaseOutlivesTheJumpAndEndsInItsTime() {
        LeaseId holder = LeaseId.parse("x-ms-lease-id", "11111111-2222-3333-4444-555555555555");
        LeaseId other = LeaseId.parse("x-ms-lease-id", "99999999-2222-3333-4444-555555555555");
        House house = House.build(new OsDisk(), folder, clock);
        BlobRef blob = BlobRef.of(house.container("box"), "blob");
        house.put(blob, new byte[10]);
        lease(house, blob, new LeaseAction.Acquire(30, holder));
        clock.advance(BACK);
        assertThatThrownBy(() -> lease(house, blob, new LeaseAction.Acquire(30, other)))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEASE_ALREADY_PRESENT));
        assertThatThrownBy(() -> house.put(blob, new byte[20]))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEASE_ID_MISSING_BLOB));
        lease(house, blob, new LeaseAction.Renew(holder));
        clock.advance(Duration.ofSeconds(31));
        lease(house, blob, new LeaseAction.Acquire(30, other));
        house.close();
    }

    private static void lease(House house, BlobRef blob, LeaseAction action) {
        house.run(blob.container(), Action.WRITE, house.blobs.leaseBlob(new LeaseBlob(blob, action, Conditions.NONE)));
    }

    @Test
    void timesOfTheLedgerNeverRunBack() {
        House house = House.build(new OsDisk(), folder, clock);
        ContainerRef box = house.container("box");
        var caller = house.caller;
        house.put(BlobRef.of(box, "one"), new byte[10]);
        clock.advance(BACK);
        house.put(BlobRef.of(box, "two"), new byte[10]);
        house.close();
        clock.advance(BACK);
        house = House.open(new OsDisk(), folder, clock);
        house.caller = caller;
        house.put(BlobRef.of(box, "three"), new byte[10]);
        List<Entry> entries = house.ledger.entries(0, Integer.MAX_VALUE);
        assertThat(entries.stream().map(Entry::seconds)).isSorted().hasSizeGreaterThan(10);
        house.close();
    }
}
