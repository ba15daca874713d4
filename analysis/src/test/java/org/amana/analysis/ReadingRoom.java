package org.amana.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.amana.blob.AccountName;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobSchema;
import org.amana.blob.BlobService;
import org.amana.blob.BlobStore;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.CreateContainer;
import org.amana.blob.DeleteBlob;
import org.amana.blob.DeleteContainer;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.kernel.Courtesy;
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

/// Everything below analysis, real, in one folder, with real workers: what reading is tested in.
final class ReadingRoom implements AutoCloseable {
    static final AccountName ACCOUNT = new AccountName("testaccount");
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    final Catalog catalog;
    final Extents extents;
    final Ledger ledger;
    final AccessControl control;
    final BlobStore store;
    final BlobService blobs;
    final Analysis analysis;
    final Caller caller;

    private ReadingRoom(Path folder, AnalysisConfig config, InstantSource clock) {
        Disk disk = new OsDisk();
        RootKey root = RootKey.loadOrCreate(disk, folder.resolve("root.key"), folder);
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.add(BlobSchema.SCHEMA);
        schemas.add(AnalysisSchema.SCHEMA);
        catalog = Catalog.open(disk, folder.resolve("catalog.db"), schemas, clock);
        extents = Extents.open(disk, folder.resolve("volumes/v1"), ExtentsConfig.DEFAULTS);
        ledger = Ledger.open(disk, folder.resolve("ledger"), LedgerConfig.of("test.example/log"), root, clock);
        control = AccessControl.open(catalog, ledger, root);
        AnalysisIntake intake = new AnalysisIntake();
        store = BlobStore.open(catalog, extents, root, new Random(42), List.of(intake));
        blobs = store.service();
        analysis = Analysis.open(intake, catalog, extents, store, control.gate(), control.directory(), config);
        caller = new Caller(steward(ACCOUNT), "test");
    }

    private org.amana.policy.Credential steward(AccountName account) {
        if (blobs.facts().account(account).isEmpty()) {
            store.createAccount(account);
            control.directory().bootstrap(account.value(), Authority.operator("test"));
        }
        return control.directory().credentials(account.value()).stream()
                .filter(credential -> credential.kind() == org.amana.policy.Credential.Kind.ACCESS_KEY)
                .min(java.util.Comparator.comparing(org.amana.policy.Credential::purpose))
                .orElseThrow();
    }

    static ReadingRoom open(Path folder) {
        return open(folder, config(folder));
    }

    /// As on any machine, but with patience for one that runs other builds at the same time.
    static AnalysisConfig config(Path folder) {
        return AnalysisConfig.ofThisMachine(folder.resolve("work")).patient(8);
    }

    static ReadingRoom open(Path folder, AnalysisConfig config) {
        ReadingRoom room = new ReadingRoom(folder, config, InstantSource.system());
        room.analysis.start(Courtesy.none());
        return room;
    }

    /// A room in which nobody reads: tasks stay in the queue.
    static ReadingRoom unstaffed(Path folder, InstantSource clock) {
        return new ReadingRoom(folder, config(folder), clock);
    }

    TaskQueue queue() {
        return new TaskQueue(catalog);
    }

    ContainerRef container(String name) {
        return container(ACCOUNT, name);
    }

    ContainerRef container(AccountName account, String name) {
        ContainerRef ref = new ContainerRef(account, new ContainerName(name));
        run(ref, Service.BLOB, Action.WRITE, blobs.createContainer(CreateContainer.of(ref, Metadata.NONE)));
        return ref;
    }

    <R> Passage<R> pass(ContainerRef container, Service service, Action action, Plan<R> plan) {
        Caller steward =
                container.account().equals(ACCOUNT) ? caller : new Caller(steward(container.account()), "test");
        return control.gate().pass(AccessRequest.in(() -> blobs.facts().of(container), steward, service, action), plan);
    }

    <R> R run(ContainerRef container, Service service, Action action, Plan<R> plan) {
        return pass(container, service, action, plan).orThrow();
    }

    BlobRef put(ContainerRef container, String name, byte[] bytes) {
        BlobRef blob = container.blob(name);
        run(container, Service.BLOB, Action.WRITE, blobs.putBlob(PutBlob.of(blob), Body.of(bytes)));
        return blob;
    }

    /// One of the papers that come with Amana.
    BlobRef putSample(ContainerRef container, String path) {
        return put(container, path, sample(path));
    }

    static byte[] sample(String path) {
        try {
            return Files.readAllBytes(Path.of("../samples").resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(BlobRef blob) {
        run(blob.container(), Service.BLOB, Action.DELETE, blobs.deleteBlob(DeleteBlob.of(blob)));
    }

    void delete(ContainerRef container) {
        run(
                container,
                Service.BLOB,
                Action.DELETE,
                blobs.deleteContainer(new DeleteContainer(container, Conditions.NONE)));
    }

    Reading reading(BlobRef blob) {
        return run(blob.container(), Service.DOCUMENT, Action.READ, analysis.reading(blob));
    }

    List<Page> pages(BlobRef blob, String part) {
        return run(blob.container(), Service.DOCUMENT, Action.READ, analysis.pages(blob, part));
    }

    String text(BlobRef blob, String part) {
        return String.join("\n", pages(blob, part).stream().map(Page::text).toList());
    }

    Page page(BlobRef blob, String part, int number) {
        return run(blob.container(), Service.DOCUMENT, Action.READ, analysis.page(blob, part, number));
    }

    Picture thumbnail(BlobRef blob, String part, int number) {
        return run(blob.container(), Service.DOCUMENT, Action.READ, analysis.thumbnail(blob, part, number));
    }

    Picture pageImage(BlobRef blob, int number) {
        return run(blob.container(), Service.VISION, Action.READ, analysis.pageImage(blob, "", number));
    }

    /// Waits until nothing waits and nothing runs.
    void awaitIdle() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!analysis.progress().idle()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still at work: " + analysis.progress());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() {
        analysis.close();
        control.close();
        ledger.close();
        extents.close();
        catalog.close();
    }
}
