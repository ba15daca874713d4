package org.amana.events;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.amana.blob.ContainerName;
import org.amana.blob.Groundwork;
import org.amana.outbound.Outbound;
import org.amana.outbound.OutboundConfig;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.policy.PurposeId;

/// Everything that events need, real, in one folder.
final class House extends Groundwork {
    static final URI ENDPOINT = URI.create("http://blobs.example:10000");

    final Outbound outbound = Outbound.open(OutboundConfig.DEFAULTS.allowing("127.0.0.0/8"));
    final Events events;

    private House(Path folder, InstantSource clock) {
        super(folder, clock, EventSchema.SCHEMA);
        events = Events.open(catalog, ledger.shard());
        openBlobs(events.hook());
    }

    /// A new house, with an account, a container `files`, and a caller who may do everything with data.
    static House build(Path folder, InstantSource clock) {
        House house = new House(folder, clock);
        house.furnish();
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

    @Override
    public void close() {
        outbound.close();
        events.close();
        super.close();
    }
}
