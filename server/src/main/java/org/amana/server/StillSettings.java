package org.amana.server;

import java.util.List;
import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.blob.BlobFacts;
import org.amana.blob.EncryptionScope;
import org.amana.blob.Safeguards;
import org.amana.changefeed.ChangeFeed;
import org.amana.changefeed.ChangeFeedSetting;
import org.amana.events.Events;
import org.amana.events.SubscriptionState;
import org.amana.inventory.Inventory;
import org.amana.inventory.InventoryState;
import org.amana.lifecycle.Lifecycle;
import org.amana.lifecycle.LifecycleState;
import org.amana.store.Catalog;

/// What the catalog alone tells of an account's settings, while nothing works with them.
///
/// @param account the first one
record StillSettings(Catalog catalog, BlobFacts facts, AccountName account) implements Settings {
    @Override
    public Safeguards safeguards() {
        return facts.safeguards(account);
    }

    @Override
    public ChangeFeedSetting changeFeed() {
        return ChangeFeed.setting(catalog, account);
    }

    @Override
    public List<EncryptionScope> encryptionScopes(AccountName of) {
        return facts.encryptionScopes(of);
    }

    @Override
    public List<SubscriptionState> subscriptions() {
        return Events.subscriptions(catalog, account);
    }

    @Override
    public Optional<LifecycleState> lifecycle() {
        return Lifecycle.state(catalog, account);
    }

    @Override
    public Optional<InventoryState> inventory() {
        return Inventory.state(catalog, account);
    }
}
