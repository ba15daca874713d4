package org.amana.events;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.amana.blob.AccountName;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobSchema;
import org.amana.blob.BlobService;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.CreateContainer;
import org.amana.blob.DeleteBlob;
import org.amana.blob.DeleteSnapshots;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerConfig;
import org.amana.outbound.Outbound;
import org.amana.outbound.OutboundConfig;
import org.amana.policy.AccessControl;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.policy.Plan;
import org.amana.policy.PurposeId;
import org.amana.policy.Service;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.ExtentsConfig;
import org.amana.store.RootKey;
import org.amana.store.Schema;
import org.amana.testkit.Seeds;

/// Everything that events need, real, in one folder.
final class House implements AutoCloseable {
    static final AccountName ACCOUNT = new AccountName("testaccount");
    static final URI ENDPOINT = URI.create("http://blobs.example:10000");

    final Catalog catalog;
    final Extents extents;
    final Ledger ledger;
    final AccessControl control;
    final BlobService blobs;
    final Outbound outbound = Outbound.open(OutboundConfig.DEFAULTS.allowing("127.0.0.0/8"));
    final Events events;
    Caller caller;

    private House(Path folder, InstantSource clock) {
        Disk disk = new OsDisk();
        RootKey root = RootKey.loadOrCreate(disk, folder.resolve("root.key"), folder);
        List<Schema> schemas = new ArrayList<>(AccessControl.schemas());
        schemas.add(BlobSchema.SCHEMA);
        schemas.add(EventSchema.SCHEMA);
        catalog = Catalog.open(disk, folder.resolve("catalog.db"), schemas, clock);
        extents = Extents.open(disk, folder.resolve("volumes/v1"), ExtentsConfig.DEFAULTS);
        ledger = Ledger.open(disk, folder.resolve("ledger"), LedgerConfig.of("test.example/log"), root, clock);
        control = AccessControl.open(catalog, ledger, root);
        events = Events.open(catalog, ledger.shard());
        blobs = BlobService.open(catalog, extents, root, Seeds.random(42), List.of(events.hook()));
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

    /// A house that was built before.
    static House again(Path folder, InstantSource clock, Caller caller) {
        House house = new House(folder, clock);
        house.caller = caller;
        return house;
    }

    House start() {
        events.start(control.gate(), control.directory(), blobs, outbound, ENDPOINT);
        return this;
    }

    PurposeId stewardship() {
        return caller.credential().purpose();
    }

    Subscription subscription(String url) {
        return Subscription.of(ACCOUNT, "newsroom", stewardship(), url)
                .withInterest(Interest.EVERYTHING.in(new ContainerName("files")));
    }

    void subscribe(Subscription subscription) {
        run(events.add(subscription, control.directory(), outbound, Authority.operator("test")));
    }

    SubscriptionState state() {
        return events.subscriptions(ACCOUNT).getFirst();
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

    void delete(BlobRef blob) {
        run(
                blob.container(),
                Action.DELETE,
                blobs.deleteBlob(new DeleteBlob(blob, DeleteSnapshots.INCLUDE, Conditions.NONE)));
    }

    @Override
    public void close() {
        outbound.close();
        events.close();
        control.close();
        ledger.close();
        extents.close();
        catalog.close();
    }
}
