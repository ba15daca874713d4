package org.amana.inventory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobSchema;
import org.amana.blob.BlobService;
import org.amana.blob.Body;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.Content;
import org.amana.blob.CreateContainer;
import org.amana.blob.GetBlob;
import org.amana.blob.ListBlobs;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
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

/// Everything that an inventory needs, real, in one folder.
final class House implements AutoCloseable {
    static final AccountName ACCOUNT = new AccountName("testaccount");

    final Catalog catalog;
    final Extents extents;
    final Ledger ledger;
    final AccessControl control;
    final BlobService blobs;
    final Inventory inventory;
    Caller caller;

    private House(Path folder, InstantSource clock) {
        Disk disk = new OsDisk();
        RootKey root = RootKey.loadOrCreate(disk, folder.resolve("root.key"), folder);
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.add(BlobSchema.SCHEMA);
        schemas.add(InventorySchema.SCHEMA);
        catalog = Catalog.open(disk, folder.resolve("catalog.db"), schemas, clock);
        extents = Extents.open(disk, folder.resolve("volumes/v1"), ExtentsConfig.DEFAULTS);
        ledger = Ledger.open(disk, folder.resolve("ledger"), LedgerConfig.of("test.example/log"), root, clock);
        control = AccessControl.open(catalog, ledger, root);
        blobs = BlobService.open(catalog, extents, root, Seeds.random(42), List.of());
        inventory = Inventory.open(catalog, blobs, control.gate(), _ -> Optional.of(caller));
    }

    /// A new house, with an account, a container `files`, and a caller who may do everything with data.
    static House build(Path folder, InstantSource clock) {
        House house = new House(folder, clock);
        house.blobs.createAccount(ACCOUNT);
        house.caller = new Caller(
                house.control
                        .directory()
                        .bootstrap(ACCOUNT.value(), Authority.operator("test"))
                        .steward()
                        .credential(),
                "test");
        house.container("files");
        return house;
    }

    <R> R run(Plan<R> plan) {
        AccessRequest request =
                AccessRequest.on(blobs.facts(ACCOUNT).orElseThrow(), caller, Service.BLOB, Action.WRITE);
        return control.gate().pass(request, plan).orThrow();
    }

    <R> R run(ContainerRef container, Action action, Plan<R> plan) {
        return control.gate()
                .pass(AccessRequest.in(blobs.facts(container), caller, Service.BLOB, action), plan)
                .orThrow();
    }

    ContainerRef container(String name) {
        ContainerRef ref = new ContainerRef(ACCOUNT, new ContainerName(name));
        run(ref, Action.WRITE, blobs.createContainer(CreateContainer.of(ref, Metadata.NONE)));
        return ref;
    }

    BlobRef blob(String container, String name) {
        return new ContainerRef(ACCOUNT, new ContainerName(container)).blob(name);
    }

    BlobRef put(String container, String name) {
        BlobRef blob = blob(container, name);
        byte[] bytes = ("content of " + name).getBytes(StandardCharsets.UTF_8);
        run(blob.container(), Action.WRITE, blobs.putBlob(PutBlob.of(blob), Body.of(bytes)));
        return blob;
    }

    /// The names in a container.
    List<String> names(ContainerRef container) {
        return run(container, Action.LIST, blobs.listBlobs(ListBlobs.of(container))).items().stream()
                .map(BlobItem::name)
                .toList();
    }

    String read(ContainerRef container, String name) throws IOException {
        BlobRef blob = container.blob(name);
        try (Content content = run(container, Action.READ, blobs.getBlob(GetBlob.of(blob)))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            content.writeTo(bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        inventory.close();
        control.close();
        ledger.close();
        extents.close();
        catalog.close();
    }
}
