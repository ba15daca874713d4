package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerConfig;
import org.amana.policy.AccessControl;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.Service;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.ExtentsConfig;
import org.amana.store.RootKey;
import org.amana.store.Schema;
import org.amana.testkit.Seeds;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Everything below the wire, real, in one folder: what blobs are tested in.
final class House implements AutoCloseable {
    static final AccountName ACCOUNT = new AccountName("testaccount");

    final Catalog catalog;
    final Extents extents;
    final Ledger ledger;
    final AccessControl control;
    final BlobStore store;
    final BlobService blobs;
    final List<BlobChange> changes = new ArrayList<>();
    Caller caller;
    private boolean closed;

    /// That a deed fails with this code.
    static void fails(ErrorCode code, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        AmanaException.class,
                        e -> assertThat(e.code()).as(e.message()).isEqualTo(code));
    }

    /// A block id for a number, all of one length.
    static String blockId(int number) {
        return Base64.getEncoder().encodeToString(String.format("%08d", number).getBytes(StandardCharsets.US_ASCII));
    }

    private House(Disk disk, Path folder, InstantSource clock, RandomGenerator random, RowLimits rows) {
        RootKey root = RootKey.loadOrCreate(disk, folder.resolve("root.key"), folder);
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.add(BlobSchema.SCHEMA);
        ExtentsConfig config = new ExtentsConfig(
                ByteSize.ofMebibytes(8),
                ByteSize.ofMebibytes(1),
                ByteSize.ofMebibytes(1),
                ByteSize.ofMebibytes(16),
                2,
                ByteSize.ofMebibytes(16),
                64,
                Duration.ZERO);
        Deque<Runnable> opened = new ArrayDeque<>();
        try {
            catalog = Catalog.open(disk, folder.resolve("catalog.db"), schemas, clock);
            opened.push(catalog::close);
            extents = Extents.open(disk, folder.resolve("volumes/v1"), config);
            opened.push(extents::close);
            ledger = Ledger.open(disk, folder.resolve("ledger"), LedgerConfig.of("test.example/log"), root, clock);
            opened.push(ledger::close);
            control = AccessControl.open(catalog, ledger, root);
            opened.push(control::close);
            List<CommitHook> hooks = List.of((_, change, _) -> changes.add(change));
            store = BlobStore.open(catalog, extents, root, random, hooks, BlobConfig.DEFAULTS, rows);
            blobs = store.service();
        } catch (RuntimeException | Error e) {
            opened.forEach(Runnable::run);
            throw e;
        }
    }

    /// Opens a new house, with an account and a caller who may do everything with data.
    static House build(Disk disk, Path folder, InstantSource clock) {
        return build(disk, folder, clock, RowLimits.DEFAULTS);
    }

    static House build(Disk disk, Path folder, InstantSource clock, RowLimits rows) {
        House house = new House(disk, folder, clock, Seeds.random(42), rows);
        house.store.createAccount(ACCOUNT);
        house.caller = new Caller(
                house.control
                        .directory()
                        .bootstrap(ACCOUNT.value(), Authority.operator("test"))
                        .steward()
                        .credential(),
                "test");
        return house;
    }

    /// Opens a house that was built before; the caller is to be set.
    static House open(Disk disk, Path folder, InstantSource clock) {
        return new House(disk, folder, clock, Seeds.random(42), RowLimits.DEFAULTS);
    }

    ContainerRef ref(String name) {
        return new ContainerRef(ACCOUNT, new ContainerName(name));
    }

    /// Makes a container and names it.
    ContainerRef container(String name) {
        ContainerRef ref = ref(name);
        run(ref, Action.WRITE, blobs.createContainer(CreateContainer.of(ref, Metadata.NONE)));
        return ref;
    }

    <R> Passage<R> pass(ContainerRef container, Action action, Plan<R> plan) {
        return control.gate()
                .pass(AccessRequest.in(() -> blobs.facts().of(container), caller, Service.BLOB, action), plan);
    }

    <R> R run(ContainerRef container, Action action, Plan<R> plan) {
        return pass(container, action, plan).orThrow();
    }

    /// Does something with the account as a whole.
    <R> R onAccount(Action action, Plan<R> plan) {
        AccessRequest request = AccessRequest.on(blobs.facts().of(ACCOUNT).orElseThrow(), caller, Service.BLOB, action);
        return control.gate().pass(request, plan).orThrow();
    }

    /// From now on a deleted blob is kept for so many days.
    void keepDeletedBlobs(int days) {
        ServiceProperties old = ServiceProperties.DEFAULT;
        ServiceProperties keeping = new ServiceProperties(
                old.logging(),
                old.hourMetrics(),
                old.minuteMetrics(),
                old.cors(),
                old.defaultServiceVersion(),
                new ServiceProperties.Retention(true, days),
                old.permanentDelete(),
                old.staticWebsite());
        onAccount(Action.WRITE, blobs.setServiceProperties(new SetServiceProperties(ACCOUNT, keeping)));
    }

    /// @param versions whether each write keeps what was there as a previous version
    /// @param containerDays for so many a deleted container is kept
    void safeguard(boolean versions, int containerDays) {
        onAccount(
                Action.WRITE,
                blobs.setSafeguards(new SetSafeguards(ACCOUNT, versions, Duration.ofDays(containerDays))));
    }

    BlobWritten put(BlobRef blob, byte[] bytes) {
        return run(blob.container(), Action.WRITE, blobs.putBlob(PutBlob.of(blob), Body.of(bytes)));
    }

    BlockWritten putBlock(BlobRef blob, String id, byte[] bytes) {
        return run(blob.container(), Action.WRITE, blobs.putBlock(PutBlock.of(blob, id), Body.of(bytes)));
    }

    BlobWritten commit(BlobRef blob, BlockChoice... blocks) {
        return run(blob.container(), Action.WRITE, blobs.putBlockList(PutBlockList.of(blob, List.of(blocks))));
    }

    byte[] get(GetBlob command) {
        try (Content content = run(command.blob().container(), Action.READ, blobs.getBlob(command))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            content.writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] get(BlobRef blob) {
        return get(GetBlob.of(blob));
    }

    BlobProperties properties(BlobRef blob) {
        return run(blob.container(), Action.READ, blobs.blobProperties(ReadBlob.of(blob)));
    }

    PageRanges pages(ListPages command) {
        return run(command.blob().container(), Action.READ, blobs.listPages(command));
    }

    Deleted delete(BlobRef blob, DeleteSnapshots snapshots) {
        return run(blob.container(), Action.DELETE, blobs.deleteBlob(new DeleteBlob(blob, snapshots, Conditions.NONE)));
    }

    Undeleted undelete(BlobRef blob) {
        return run(blob.container(), Action.WRITE, blobs.undeleteBlob(new UndeleteBlob(blob)));
    }

    Snapshot snapshot(BlobRef blob) {
        TakeSnapshot command = new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE);
        return run(blob.container(), Action.WRITE, blobs.snapshotBlob(command)).snapshot();
    }

    void policy(BlobRef blob, ImmutabilityPolicy policy) {
        SetImmutabilityPolicy command = new SetImmutabilityPolicy(blob, policy, Conditions.NONE);
        run(blob.container(), Action.WRITE, blobs.setImmutabilityPolicy(command));
    }

    void hold(BlobRef blob, boolean on) {
        run(blob.container(), Action.WRITE, blobs.setLegalHold(new SetLegalHold(blob, on)));
    }

    CopySource source(BlobRef blob) {
        return run(blob.container(), Action.READ, blobs.openCopySource(OpenCopySource.of(blob)));
    }

    ContainerProperties properties(ContainerRef container) {
        return run(container, Action.READ, blobs.containerProperties(new ReadContainer(container, Conditions.NONE)));
    }

    ContainerProperties deleteContainer(ContainerRef container, Conditions conditions) {
        return run(container, Action.DELETE, blobs.deleteContainer(new DeleteContainer(container, conditions)));
    }

    /// The kinds of change that hooks were told of.
    List<String> told() {
        return changes.stream().map(change -> change.getClass().getSimpleName()).toList();
    }

    /// @param rows a table, and of which of its rows
    long count(String rows) {
        return catalog.read(reader -> reader.first("SELECT count(*) AS n FROM " + rows, row -> row.number("n")))
                .orElseThrow();
    }

    List<Finding> fsck() {
        return Fsck.check(catalog, extents, ledger).findings();
    }

    Janitor janitor(BlobConfig config) {
        return new Janitor(store.parts(), config, control.gate(), _ -> Optional.of(caller));
    }

    /// Lets the janitor go round once.
    void round() {
        try (Janitor janitor = janitor(BlobConfig.DEFAULTS)) {
            janitor.round();
        }
    }

    /// Closing it again does nothing.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        control.close();
        ledger.close();
        extents.close();
        catalog.close();
    }
}
