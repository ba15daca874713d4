package org.amana.server;

import java.util.List;
import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.blob.EncryptionScope;
import org.amana.blob.Safeguards;
import org.amana.changefeed.ChangeFeedSetting;
import org.amana.events.SubscriptionState;
import org.amana.inventory.InventoryState;
import org.amana.kernel.AmanaException;
import org.amana.lifecycle.LifecycleState;

/// What is set of an account as a whole, and what came of it, to be looked at. All but encryption scopes is of the
/// first account.
interface Settings {
    /// What of the account's data outlives its deletion.
    Safeguards safeguards();

    /// What the account wants of its change feed.
    ChangeFeedSetting changeFeed();

    /// The encryption scopes of an account, by name.
    ///
    /// @throws AmanaException `ACCOUNT_NOT_FOUND`
    List<EncryptionScope> encryptionScopes(AccountName of);

    /// How those are doing who are told of events.
    List<SubscriptionState> subscriptions();

    /// The rules by which blobs grow cold and are deleted, and what they came to.
    Optional<LifecycleState> lifecycle();

    /// The rules of inventories, and what they came to.
    Optional<InventoryState> inventory();
}
