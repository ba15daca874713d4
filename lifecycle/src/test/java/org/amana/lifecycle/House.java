package org.amana.lifecycle;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobRef;
import org.amana.blob.Body;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.Groundwork;
import org.amana.blob.ListBlobs;
import org.amana.blob.ListInclude;
import org.amana.blob.PutBlob;
import org.amana.blob.Tags;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.store.Change;

/// Everything that rules of ageing need, real, in one folder.
final class House extends Groundwork {
    final Lifecycle lifecycle;

    /// Done in each commit of a blob.
    volatile Change<?> afterChange = _ -> "";

    private House(Path folder, InstantSource clock) {
        super(folder, clock, LifecycleSchema.SCHEMA);
        openBlobs((transaction, _, _) -> afterChange.apply(transaction));
        lifecycle = Lifecycle.open(catalog, blobs, control.gate(), _ -> Optional.of(caller), Duration.ofDays(1));
    }

    /// A new house, with an account, a container `files`, and a caller who may do everything with data.
    static House build(Path folder, InstantSource clock) {
        House house = new House(folder, clock);
        house.furnish();
        return house;
    }

    void set(String policy) {
        run(lifecycle.set(ACCOUNT, LifecyclePolicy.parse(policy)));
    }

    RoundResult round() {
        return lifecycle.round(ACCOUNT, false);
    }

    /// Keys end after 90 days and purposes after a year; the rules go on under whoever holds the stewardship then.
    void renewPurpose() {
        Authority authority = Authority.operator("test");
        control.directory().renew(caller.credential().purpose(), Duration.ofDays(365), authority);
        caller = new Caller(
                control.directory()
                        .issueKey(
                                caller.credential().purpose(),
                                caller.credential().principal().id(),
                                Duration.ofDays(90),
                                authority)
                        .credential(),
                "test");
    }

    /// Puts a blob with a tag `keep`.
    void putTagged(String container, String name, String keep) {
        BlobRef blob = blob(container, name);
        PutBlob command = PutBlob.of(blob).withTags(new Tags(new TreeMap<>(Map.of("keep", keep))));
        run(blob.container(), Action.WRITE, blobs.putBlob(command, Body.of(name.getBytes(StandardCharsets.UTF_8))));
    }

    /// Name and tier of each blob, snapshot and version.
    List<String> listing(String container) {
        ContainerRef ref = new ContainerRef(ACCOUNT, new ContainerName(container));
        return run(
                        ref,
                        Action.LIST,
                        blobs.listBlobs(ListBlobs.of(ref).withInclude(ListInclude.SNAPSHOTS, ListInclude.VERSIONS)))
                .items()
                .stream()
                .map(BlobItem.Blob.class::cast)
                .map(item ->
                        item.name() + " " + item.properties().keeping().tier().word())
                .toList();
    }

    @Override
    public void close() {
        lifecycle.close();
        super.close();
    }
}
