package org.amana.changefeed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.blob.AccountName;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.Content;
import org.amana.blob.DeclareContainer;
import org.amana.blob.GetBlob;
import org.amana.blob.Groundwork;
import org.amana.blob.ListBlobs;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.BoxFacts;
import org.amana.policy.Caller;
import org.amana.policy.PurposeId;
import org.amana.policy.Service;

/// Everything that a change feed needs, real, in one folder.
final class House extends Groundwork {
    static final AccountName OTHER = new AccountName("otheraccount");
    static final URI ENDPOINT = URI.create("http://blobs.example:10000");

    final ChangeFeed feed;

    private House(Path folder, InstantSource clock, ChangeFeedConfig config) {
        super(folder, clock, ChangeFeedSchema.SCHEMA);
        feed = ChangeFeed.open(catalog, config, ledger.shard());
        openBlobs(feed.hook());
    }

    /// A new house, with an account, a container `files`, and a caller who may do everything with data.
    static House build(Path folder, InstantSource clock) {
        return build(folder, clock, ChangeFeedConfig.DEFAULTS);
    }

    static House build(Path folder, InstantSource clock, ChangeFeedConfig config) {
        House house = new House(folder, clock, config);
        house.furnish();
        house.store.createAccount(OTHER);
        return house;
    }

    /// A house that was built before.
    static House again(Path folder, InstantSource clock, Caller caller) {
        House house = new House(folder, clock, ChangeFeedConfig.DEFAULTS);
        house.caller = caller;
        return house;
    }

    /// Turns the feed of the account on.
    House noting() {
        return setting(new ChangeFeedSetting(true, Duration.ZERO));
    }

    House setting(ChangeFeedSetting setting) {
        run(feed.set(ACCOUNT, setting));
        return this;
    }

    /// Writes what was noted.
    House write() {
        feed.write(new ChangeFeed.Surroundings(store.keeper(), control.gate(), _ -> Optional.of(caller), ENDPOINT));
        return this;
    }

    /// The steward of another account.
    Caller stranger() {
        return new Caller(
                control.directory()
                        .bootstrap(OTHER.value(), Authority.operator("test"))
                        .steward()
                        .credential(),
                "test");
    }

    /// Opens the feed's container to these purposes instead.
    void declareFeed(Set<PurposeId> purposes) {
        BoxFacts facts = store.facts().of(feedContainer());
        AccessRequest request = AccessRequest.inAsKnown(facts.openToAll(), caller, Service.BLOB, Action.WRITE);
        control.gate()
                .pass(
                        request,
                        store.keeper()
                                .declareContainer(new DeclareContainer(feedContainer(), facts.classes(), purposes)))
                .orThrow();
    }

    ContainerRef feedContainer() {
        return new ContainerRef(ACCOUNT, ContainerName.CHANGE_FEED);
    }

    /// The names in the feed's container.
    List<String> names(String prefix) {
        return run(
                        feedContainer(),
                        Action.LIST,
                        blobs.listBlobs(ListBlobs.of(feedContainer()).withPrefix(prefix)))
                .items()
                .stream()
                .map(item -> item instanceof BlobItem.Blob blob ? blob.blob().value() : "?")
                .toList();
    }

    byte[] read(String name) throws IOException {
        BlobRef blob = feedContainer().blob(name);
        try (Content content = run(blob.container(), Action.READ, blobs.getBlob(GetBlob.of(blob)))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            content.writeTo(bytes);
            return bytes.toByteArray();
        }
    }

    @Override
    public void close() {
        feed.close();
        super.close();
    }
}
