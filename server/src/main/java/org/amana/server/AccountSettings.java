package org.amana.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.blob.EncryptionScope;
import org.amana.blob.Safeguards;
import org.amana.blob.ScopeName;
import org.amana.blob.SetSafeguards;
import org.amana.changefeed.ChangeFeedSetting;
import org.amana.events.Subscription;
import org.amana.events.SubscriptionState;
import org.amana.inventory.InventoryPolicy;
import org.amana.inventory.InventoryState;
import org.amana.lifecycle.LifecyclePolicy;
import org.amana.lifecycle.LifecycleState;
import org.amana.lifecycle.RoundResult;
import org.amana.policy.Authority;

/// What is set of an account as a whole, and what came of it: its safeguards, encryption scopes, change feed,
/// webhooks, and the rules of lifecycle and inventories. Azure has these in its resource manager.
final class AccountSettings implements Settings {
    private final Parts parts;
    private final AccountName account;
    private final StewardGate gate;

    /// @param account the first one, which all but encryption scopes are about
    AccountSettings(Parts parts, AccountName account, StewardGate gate) {
        this.parts = parts;
        this.account = account;
        this.gate = gate;
    }

    @Override
    public Safeguards safeguards() {
        return parts.blobs.facts().safeguards(account);
    }

    Safeguards setSafeguards(boolean versions, Duration containers) {
        return gate.change(
                account,
                "amana account set",
                parts.blobs.service().setSafeguards(new SetSafeguards(account, versions, containers)));
    }

    @Override
    public List<EncryptionScope> encryptionScopes(AccountName of) {
        return parts.blobs.facts().encryptionScopes(of);
    }

    /// @throws AmanaException `ACCOUNT_NOT_FOUND`, `RESOURCE_EXISTS`
    EncryptionScope addEncryptionScope(AccountName of, ScopeName name) {
        return gate.change(of, "amana scope add", parts.blobs.service().addEncryptionScope(of, name));
    }

    /// @throws AmanaException `ACCOUNT_NOT_FOUND`, `ENCRYPTION_SCOPE_NOT_FOUND`
    EncryptionScope enableEncryptionScope(AccountName of, ScopeName name) {
        EncryptionScope enabled =
                gate.change(of, "amana scope enable", parts.blobs.service().setEncryptionScope(of, name, true));
        parts.analysis.scopeEnabled();
        return enabled;
    }

    /// @throws AmanaException `ACCOUNT_NOT_FOUND`, `ENCRYPTION_SCOPE_NOT_FOUND`
    EncryptionScope disableEncryptionScope(AccountName of, ScopeName name) {
        return gate.change(of, "amana scope disable", parts.blobs.service().setEncryptionScope(of, name, false));
    }

    @Override
    public ChangeFeedSetting changeFeed() {
        return parts.changeFeed.setting(account);
    }

    ChangeFeedSetting setChangeFeed(ChangeFeedSetting setting) {
        return gate.change(account, "amana account set", parts.changeFeed.set(account, setting));
    }

    @Override
    public List<SubscriptionState> subscriptions() {
        return parts.events.subscriptions(account);
    }

    /// @throws AmanaException as [Events#add] does
    void subscribe(Subscription subscription) {
        String command = "amana events add";
        gate.change(
                account,
                command,
                parts.events.add(subscription, parts.directory(), parts.eventsOutbound, Authority.operator(command)));
    }

    /// @throws AmanaException `RESOURCE_NOT_FOUND`
    void unsubscribe(String name) {
        gate.change(account, "amana events remove", parts.events.remove(account, name));
    }

    @Override
    public Optional<LifecycleState> lifecycle() {
        return parts.lifecycle.state(account);
    }

    void setLifecycle(LifecyclePolicy policy) {
        gate.change(account, "amana lifecycle set", parts.lifecycle.set(account, policy));
    }

    /// @throws AmanaException `RESOURCE_NOT_FOUND`
    void removeLifecycle() {
        gate.change(account, "amana lifecycle remove", parts.lifecycle.remove(account));
    }

    /// Goes by the rules now.
    ///
    /// @param trial whether to count only
    RoundResult lifecycleRound(boolean trial) {
        return parts.lifecycle.round(account, trial);
    }

    @Override
    public Optional<InventoryState> inventory() {
        return parts.inventory.state(account);
    }

    void setInventory(InventoryPolicy policy) {
        gate.change(account, "amana inventory set", parts.inventory.set(account, policy));
    }

    /// @throws AmanaException `RESOURCE_NOT_FOUND`
    void removeInventory() {
        gate.change(account, "amana inventory remove", parts.inventory.remove(account));
    }

    /// Writes inventories now.
    ///
    /// @param rule its name; "" for all that are on
    List<InventoryState.Run> runInventory(String rule) {
        return parts.inventory.run(account, rule);
    }
}
