package org.amana.events;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.blob.BlobService;
import org.amana.blob.CommitHook;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.outbound.Outbound;
import org.amana.policy.Amounts;
import org.amana.policy.Authority;
import org.amana.policy.Directory;
import org.amana.policy.Gate;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;
import org.amana.store.Bell;
import org.amana.store.Catalog;

/// Who is told what happened to blobs; see the package.
public final class Events implements AutoCloseable {
    private final Catalog catalog;
    private final int shard;
    private final Subscriptions subscriptions;
    private final Bell bell;
    private Optional<Courier> courier = Optional.empty();

    private Events(Catalog catalog, int shard) {
        this.catalog = catalog;
        this.shard = shard;
        this.subscriptions = Subscriptions.open(catalog);
        this.bell = new Bell(catalog, "event-bell");
    }

    /// Over a catalog that knows [EventSchema#SCHEMA].
    ///
    /// @param shard number of the ledger, 0 to 255
    public static Events open(Catalog catalog, int shard) {
        return new Events(catalog, shard);
    }

    /// To take part in every commit of blobs.
    public CommitHook hook() {
        return new EventIntake(subscriptions, bell::ring, shard);
    }

    /// How the subscriptions of an account are doing, by name.
    public List<SubscriptionState> subscriptions(AccountName account) {
        return subscriptions(catalog, account);
    }

    /// The same where nothing is to be delivered.
    ///
    /// @param catalog knows [EventSchema#SCHEMA]
    public static List<SubscriptionState> subscriptions(Catalog catalog, AccountName account) {
        return Subscriptions.states(catalog, account);
    }

    /// Adds a subscription, once the webhook has agreed. The purpose gets a credential of Amana's own to tell under.
    ///
    /// @throws AmanaException (the plan) `INVALID_ARGUMENT` if the webhook does not agree, `PURPOSE_INACTIVE`,
    ///     `RESOURCE_EXISTS`
    public Plan<Subscription> add(
            Subscription subscription, Directory directory, Outbound outbound, Authority authority) {
        return permitted -> {
            permitted.request().requireOn(subscription.account().value());
            requireInForce(subscription.purpose(), directory);
            new Webhook(outbound).requireConsent(subscription, catalog.now());
            directory.serviceCredential(subscription.purpose(), Telling.COURIER, authority);
            return Planned.of(Amounts.touched(1), _ -> {
                subscriptions.add(subscription);
                return subscription;
            });
        };
    }

    /// Nobody is asked to agree in vain.
    private void requireInForce(PurposeId id, Directory directory) {
        Purpose purpose = directory
                .purpose(id)
                .orElseThrow(() -> new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "there is no purpose " + id));
        if (!directory.inForce(purpose)) {
            throw new AmanaException(
                    ErrorCode.PURPOSE_INACTIVE,
                    "purpose " + purpose.label() + " is not in force: nobody is told under it");
        }
    }

    /// Ends a subscription; what was still to be delivered is not delivered any more.
    ///
    /// @throws AmanaException (the deed) `RESOURCE_NOT_FOUND`
    public Plan<String> remove(AccountName account, String name) {
        return permitted -> {
            permitted.request().requireOn(account.value());
            return Planned.of(Amounts.touched(1), _ -> {
                subscriptions.remove(account, name);
                bell.ring();
                return name;
            });
        };
    }

    /// Begins to deliver.
    ///
    /// @param endpoint where clients find blobs, without account and slash at its end
    public void start(Gate gate, Directory directory, BlobService blobs, Outbound outbound, URI endpoint) {
        Telling telling = new Telling(gate, directory, blobs, new Webhook(outbound), shard);
        Courier started = new Courier(catalog, subscriptions, bell, telling, endpoint);
        courier = Optional.of(started);
        bell.start();
        started.start();
    }

    /// Waits for the deliveries that are under way; closing what they go out through first ends them.
    @Override
    public void close() {
        if (courier.isPresent()) {
            bell.close();
            courier.get().close();
        }
    }
}
