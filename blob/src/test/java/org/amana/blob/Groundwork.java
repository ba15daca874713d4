package org.amana.blob;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerConfig;
import org.amana.policy.AccessControl;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.policy.Plan;
import org.amana.policy.Service;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.ExtentsConfig;
import org.amana.store.RootKey;
import org.amana.store.Schema;
import org.amana.testkit.Seeds;

/// What the houses stand on in which the modules above are tested: catalog, extents, ledger, policy and blobs, real, in
/// one folder. A house opens what is its own, and then the blobs with [#openBlobs].
public abstract class Groundwork implements AutoCloseable {
    public static final AccountName ACCOUNT = new AccountName("testaccount");

    public final Catalog catalog;
    public final Extents extents;
    public final Ledger ledger;
    public final AccessControl control;
    private final RootKey root;

    @SuppressWarnings("NullAway.Init") // a house opens them as it is built
    public BlobStore store;

    @SuppressWarnings("NullAway.Init")
    public BlobService blobs;

    @SuppressWarnings("NullAway.Init") // whoever builds or opens a house says who calls
    public Caller caller;

    /// @param schema of the module that is tested
    protected Groundwork(Path folder, InstantSource clock, Schema schema) {
        Disk disk = new OsDisk();
        root = RootKey.loadOrCreate(disk, folder.resolve("root.key"), folder);
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.add(BlobSchema.SCHEMA);
        schemas.add(schema);
        catalog = Catalog.open(disk, folder.resolve("catalog.db"), schemas, clock);
        extents = Extents.open(disk, folder.resolve("volumes/v1"), ExtentsConfig.DEFAULTS);
        ledger = Ledger.open(disk, folder.resolve("ledger"), LedgerConfig.of("test.example/log"), root, clock);
        control = AccessControl.open(catalog, ledger, root);
    }

    protected final void openBlobs(CommitHook... hooks) {
        store = BlobStore.open(catalog, extents, root, Seeds.random(42), List.of(hooks));
        blobs = store.service();
    }

    /// Makes an account, a caller who may do everything with data, and a container `files`.
    protected final void furnish() {
        store.createAccount(ACCOUNT);
        caller = new Caller(
                control.directory()
                        .bootstrap(ACCOUNT.value(), Authority.operator("test"))
                        .steward()
                        .credential(),
                "test");
        container("files");
    }

    public final <R> R run(Plan<R> plan) {
        AccessRequest request =
                AccessRequest.on(blobs.facts().of(ACCOUNT).orElseThrow(), caller, Service.BLOB, Action.WRITE);
        return control.gate().pass(request, plan).orThrow();
    }

    public final <R> R run(ContainerRef container, Action action, Plan<R> plan) {
        return control.gate()
                .pass(AccessRequest.in(() -> blobs.facts().of(container), caller, Service.BLOB, action), plan)
                .orThrow();
    }

    /// Makes a container and names it.
    public final ContainerRef container(String name) {
        ContainerRef ref = new ContainerRef(ACCOUNT, new ContainerName(name));
        run(ref, Action.WRITE, blobs.createContainer(CreateContainer.of(ref, Metadata.NONE)));
        return ref;
    }

    public final BlobRef blob(String container, String name) {
        return new ContainerRef(ACCOUNT, new ContainerName(container)).blob(name);
    }

    public final BlobRef put(String container, String name) {
        BlobRef blob = blob(container, name);
        byte[] bytes = ("content of " + name).getBytes(StandardCharsets.UTF_8);
        run(blob.container(), Action.WRITE, blobs.putBlob(PutBlob.of(blob), Body.of(bytes)));
        return blob;
    }

    public final void delete(BlobRef blob) {
        run(
                blob.container(),
                Action.DELETE,
                blobs.deleteBlob(new DeleteBlob(blob, DeleteSnapshots.INCLUDE, Conditions.NONE)));
    }

    /// To be called after what is the house's own is closed.
    @Override
    public void close() {
        control.close();
        ledger.close();
        extents.close();
        catalog.close();
    }
}
