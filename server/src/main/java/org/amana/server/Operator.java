package org.amana.server;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.analysis.Progress;
import org.amana.backup.Backup;
import org.amana.backup.Depot;
import org.amana.backup.ProgressListener;
import org.amana.blob.AccountName;
import org.amana.blob.AnonymousAccess;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.DeclareContainer;
import org.amana.blob.EncryptionScope;
import org.amana.blob.Safeguards;
import org.amana.blob.ScopeName;
import org.amana.blob.SetContainerAcl;
import org.amana.blob.SetSafeguards;
import org.amana.changefeed.ChangeFeedSetting;
import org.amana.events.Subscription;
import org.amana.events.SubscriptionState;
import org.amana.inventory.InventoryPolicy;
import org.amana.inventory.InventoryState;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Opened;
import org.amana.ledger.Subject;
import org.amana.lifecycle.LifecyclePolicy;
import org.amana.lifecycle.LifecycleState;
import org.amana.lifecycle.RoundResult;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Approval;
import org.amana.policy.Authority;
import org.amana.policy.BoxFacts;
import org.amana.policy.Credential;
import org.amana.policy.CredentialId;
import org.amana.policy.Directory;
import org.amana.policy.Plan;
import org.amana.policy.PolicyText;
import org.amana.policy.Principal;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;
import org.amana.policy.Service;
import org.amana.policy.SitePolicies;
import org.amana.web.blob.PublicAccess;

/// The deeds of the operator, which his commands are made of. What he changes passes the gate like anybody's
/// accesses, under the steward's key: without a key in force it fails with `CONFIGURATION`. Safe for many threads.
final class Operator implements Inspection {
    private final Parts parts;
    private final ConnectionFile connectionFile;
    private final AccountName account;
    private final Backups backups;

    Operator(Parts parts, ConnectionFile connectionFile) {
        this.parts = parts;
        this.connectionFile = connectionFile;
        this.account = new AccountName(parts.config.account());
        this.backups = new Backups(parts);
    }

    /// The first account, which the commands are about.
    String account() {
        return account.value();
    }

    Directory directory() {
        return parts.directory();
    }

    @Override
    public List<Purpose> purposes() {
        return directory().purposes(account());
    }

    @Override
    public List<Credential> credentials() {
        return directory().credentials(account());
    }

    /// How clients connect now, with the keys that are in force.
    ///
    /// @throws AmanaException `CONFIGURATION` when no server has run yet
    Connection connection() {
        return connectionFile.current();
    }

    /// Whether clients of this machine alone reach the server.
    boolean loopback() {
        return parts.config.loopback();
    }

    /// Whether it is in force: for its purpose, or for any of the account's where it names none.
    boolean isInForce(Connection.Key key) {
        byte[] secret = Connection.secret(key.key());
        return directory().purposes(account()).stream()
                .map(Purpose::id)
                .filter(id -> key.purpose().isEmpty() || key.purpose().equals(id.toString()))
                .anyMatch(id -> directory().isInForce(id, secret));
    }

    /// What this site forbids beyond the baseline.
    SitePolicies policies() {
        return parts.control.policies();
    }

    /// @throws AmanaException as [SitePolicies#replace]
    void setPolicies(List<PolicyText> site) {
        policies().replace(site, Authority.operator("amana policy set"));
    }

    /// Requests for more than the day's volume, the newest first.
    List<Approval> approvals() {
        return parts.control.approvals().open(account());
    }

    /// Asks for more for the holder of a key, under its purpose.
    ///
    /// @param key its secret; empty for the steward's
    /// @throws AmanaException `INVALID_ARGUMENT` if it is not in force, or as [Approvals#ask]
    Approval askForMore(Optional<String> key, long bytes, long objects, String reason, Duration life) {
        Credential holder = key.map(this::inForce)
                .orElseGet(() -> directory().stewardKey(account()))
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.INVALID_ARGUMENT,
                        (key.isPresent() ? "--key is no key" : "the steward has no key")
                                + " that is in force; amana key list shows those there are"));
        return parts.control
                .approvals()
                .ask(holder.purpose(), holder.principal().id(), bytes, objects, reason, life);
    }

    private Optional<Credential> inForce(String key) {
        byte[] secret = Connection.secret(key);
        return parts.control
                .keys()
                .matching(account(), each -> MessageDigest.isEqual(each, secret))
                .filter(credential -> directory().isInForce(credential.purpose(), secret));
    }

    /// Ends a key for good.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if it is not in force
    Credential endKey(CredentialId id) {
        return directory().end(id, Authority.operator("amana key end"));
    }

    /// Ends a purpose and its keys for good.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND`, `CONDITION_NOT_MET` if it has ended
    Purpose endPurpose(PurposeId id) {
        return directory().end(id, Authority.operator("amana purpose end"));
    }

    /// Everybody and everything that acts under a name.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if there is nobody
    List<Principal> called(String name) {
        List<Principal> called = directory().principals().stream()
                .filter(each -> each.name().equals(name))
                .toList();
        if (called.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.RESOURCE_NOT_FOUND, "nobody has the name " + name + "; see amana key list");
        }
        return called;
    }

    /// The newest entries that can still be opened to somebody or something.
    List<Opened> entriesOf(Subject subject, int most) {
        return parts.ledger.entriesOf(subject, Long.MAX_VALUE, most);
    }

    /// What was erased.
    ///
    /// @param openings how many
    /// @param entry of the ledger, which tells of it
    record Erased(long openings, long entry) {}

    /// Destroys for good what ties entries to somebody or something.
    Erased erase(Subject subject) {
        long entry = parts.ledger.shred(subject).index();
        return new Erased(parts.ledger.entry(entry).number("count"), entry);
    }

    /// What ends soon or is over of what the account cannot do without.
    Lapses lapses() {
        return new Lapses(directory(), account(), directory().clock().instant());
    }

    /// That the clock is behind the log, in a line; empty if it is not.
    Optional<String> clockBehind() {
        return ClockBehind.line(parts.ledger, parts.clock.instant());
    }

    /// How a client with this key connects.
    String connectionString(String key) {
        return Connection.read(parts.config.dataFolder())
                .map(connection -> connection.endpoint().connectionString(key))
                .orElse("(known once the server has run)");
    }

    /// What of the account's data outlives its deletion.
    Safeguards safeguards() {
        return parts.blobs.facts().safeguards(account);
    }

    Safeguards setSafeguards(boolean versions, Duration containers) {
        return change(
                "amana account set",
                parts.blobs.service().setSafeguards(new SetSafeguards(account, versions, containers)));
    }

    /// The encryption scopes of an account, by name.
    ///
    /// @throws AmanaException `ACCOUNT_NOT_FOUND`
    List<EncryptionScope> encryptionScopes(AccountName of) {
        return parts.blobs.facts().encryptionScopes(of);
    }

    /// @throws AmanaException `ACCOUNT_NOT_FOUND`, `RESOURCE_EXISTS`
    EncryptionScope addEncryptionScope(AccountName of, ScopeName name) {
        return change(of, "amana scope add", parts.blobs.service().addEncryptionScope(of, name));
    }

    /// @throws AmanaException `ACCOUNT_NOT_FOUND`, `ENCRYPTION_SCOPE_NOT_FOUND`
    EncryptionScope enableEncryptionScope(AccountName of, ScopeName name) {
        EncryptionScope enabled =
                change(of, "amana scope enable", parts.blobs.service().setEncryptionScope(of, name, true));
        parts.analysis.scopeEnabled();
        return enabled;
    }

    /// @throws AmanaException `ACCOUNT_NOT_FOUND`, `ENCRYPTION_SCOPE_NOT_FOUND`
    EncryptionScope disableEncryptionScope(AccountName of, ScopeName name) {
        return change(of, "amana scope disable", parts.blobs.service().setEncryptionScope(of, name, false));
    }

    /// What the account wants of its change feed.
    ChangeFeedSetting changeFeed() {
        return parts.changeFeed.setting(account);
    }

    ChangeFeedSetting setChangeFeed(ChangeFeedSetting setting) {
        return change("amana account set", parts.changeFeed.set(account, setting));
    }

    /// How those are doing who are told of events.
    List<SubscriptionState> subscriptions() {
        return parts.events.subscriptions(account);
    }

    /// @throws AmanaException as [Events#add] does
    void subscribe(Subscription subscription) {
        String command = "amana events add";
        change(command, parts.events.add(subscription, directory(), parts.eventsOutbound, Authority.operator(command)));
    }

    /// @throws AmanaException `RESOURCE_NOT_FOUND`
    void unsubscribe(String name) {
        change("amana events remove", parts.events.remove(account, name));
    }

    /// The rules by which blobs grow cold and are deleted, and what they came to.
    Optional<LifecycleState> lifecycle() {
        return parts.lifecycle.state(account);
    }

    void setLifecycle(LifecyclePolicy policy) {
        change("amana lifecycle set", parts.lifecycle.set(account, policy));
    }

    /// @throws AmanaException `RESOURCE_NOT_FOUND`
    void removeLifecycle() {
        change("amana lifecycle remove", parts.lifecycle.remove(account));
    }

    /// Goes by the rules now.
    ///
    /// @param trial whether to count only
    RoundResult lifecycleRound(boolean trial) {
        return parts.lifecycle.round(account, trial);
    }

    /// The rules of inventories, and what they came to.
    Optional<InventoryState> inventory() {
        return parts.inventory.state(account);
    }

    void setInventory(InventoryPolicy policy) {
        change("amana inventory set", parts.inventory.set(account, policy));
    }

    /// @throws AmanaException `RESOURCE_NOT_FOUND`
    void removeInventory() {
        change("amana inventory remove", parts.inventory.remove(account));
    }

    /// Writes inventories now.
    ///
    /// @param rule its name; "" for all that are on
    List<InventoryState.Run> runInventory(String rule) {
        return parts.inventory.run(account, rule);
    }

    /// Changes the account as a whole.
    private <R> R change(String command, Plan<R> plan) {
        return change(account, command, plan);
    }

    private <R> R change(AccountName of, String command, Plan<R> plan) {
        AccessRequest request = AccessRequest.on(
                parts.blobs
                        .facts()
                        .of(of)
                        .orElseThrow(() ->
                                new AmanaException(ErrorCode.ACCOUNT_NOT_FOUND, "account " + of + " does not exist")),
                parts.steward.calling(of.value(), command),
                Service.BLOB,
                Action.WRITE);
        return parts.control.gate().pass(request, plan).orThrow();
    }

    /// What a container holds and which purposes may touch it. What was declared before does not keep the operator from
    /// declaring something else.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if one of the purposes is none of the account's, or has ended
    void declare(DeclareContainer declaration) {
        ContainerRef container = declaration.container();
        String account = container.account().value();
        declaration.openTo().forEach(it -> requireAlive(account, it));
        change(
                container,
                parts.blobs.facts().of(container).openToAll(),
                parts.blobs.keeper().declareContainer(withTheSteward(declaration)));
    }

    private void requireAlive(String account, PurposeId id) {
        boolean alive = parts.directory().purposes(account).stream()
                .anyMatch(purpose -> purpose.id().equals(id) && purpose.state() != Purpose.State.ENDED);
        if (!alive) {
            throw new AmanaException(
                    ErrorCode.RESOURCE_NOT_FOUND,
                    "account " + account + " has no purpose " + id + " that has not ended; see amana purpose list");
        }
    }

    /// What the service keeps for itself it writes under the steward's purpose, and it is never open to all others.
    private DeclareContainer withTheSteward(DeclareContainer declaration) {
        ContainerRef container = declaration.container();
        if (!ContainerName.SYSTEM.contains(container.name())) {
            return declaration;
        }
        Set<PurposeId> purposes = new HashSet<>(declaration.openTo());
        purposes.add(parts.steward.purpose(container.account().value()));
        return new DeclareContainer(container, declaration.classes(), purposes);
    }

    /// What of a container everybody may read.
    ///
    /// @throws AmanaException `PUBLIC_ACCESS_NOT_PERMITTED` when it cannot be given
    void open(ContainerRef container, AnonymousAccess access) {
        BoxFacts facts = parts.blobs.facts().of(container);
        boolean anybody =
                parts.control.bearers().anybody(container.account().value()).isPresent();
        PublicAccess.require(access, facts, anybody);
        SetContainerAcl change = new SetContainerAcl(
                container, parts.blobs.facts().storedAccessPolicies(container), access, Conditions.NONE);
        change(container, facts, parts.blobs.service().setContainerAcl(change));
    }

    private <R> void change(ContainerRef container, BoxFacts facts, Plan<R> plan) {
        AccessRequest request = AccessRequest.inAsKnown(
                        facts,
                        parts.steward.calling(container.account().value(), "amana container declare"),
                        Service.BLOB,
                        Action.WRITE)
                .withObject(container.name().value());
        parts.control.gate().pass(request, plan).orThrow();
    }

    /// Whether there is a container of this name now.
    boolean hasContainer(String name) {
        return parts.blobs.facts().exists(ContainerRef.of(account(), name));
    }

    /// Has files read again by machine that were read before.
    ///
    /// @param container empty for all
    /// @param engine only files that it read something of; empty for all
    /// @return how many files
    /// @throws AmanaException `CONTAINER_NOT_FOUND` if the container is not there
    long reread(Optional<String> container, String engine) {
        container
                .map(name -> ContainerRef.of(account(), name))
                .filter(box -> !parts.blobs.facts().exists(box))
                .ifPresent(box -> {
                    throw new AmanaException(ErrorCode.CONTAINER_NOT_FOUND, "There is no container " + box + ".");
                });
        return parts.analysis.reread(account(), container.orElse(""), engine);
    }

    /// How far machine reading has come.
    AnalysisWatch.Work analysisProgress() {
        Progress.Counts all = parts.analysis.progress().all();
        return new AnalysisWatch.Work(all.done(), all.open(), all.parked());
    }

    @Override
    public int scrub(Terminal terminal) {
        return new Checkup(terminal).scrub(parts.extents, parts.blobs, parts.liveRanges(), parts.courtesy);
    }

    @Override
    public int fsck(Terminal terminal) {
        return new Checkup(terminal)
                .fsck(
                        parts.catalog,
                        parts.extents,
                        parts.ledger,
                        Set.of(),
                        Checkup.ofLedger(parts.ledger.checkOpenings(), Optional.of(parts.ledger.verify())));
    }

    /// As [Backups#make].
    Backup.Result backup(
            Depot depot, boolean withRootKey, int keep, boolean checkEarlier, ProgressListener progress) {
        return backups.make(depot, withRootKey, keep, checkEarlier, progress);
    }
}
