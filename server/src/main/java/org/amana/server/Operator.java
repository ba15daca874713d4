package org.amana.server;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.backup.Backup;
import org.amana.backup.Depot;
import org.amana.backup.ProgressListener;
import org.amana.blob.AccountName;
import org.amana.blob.ContainerRef;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Subject;
import org.amana.policy.Approval;
import org.amana.policy.Authority;
import org.amana.policy.Credential;
import org.amana.policy.CredentialId;
import org.amana.policy.Directory;
import org.amana.policy.PolicyText;
import org.amana.policy.Principal;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;
import org.amana.policy.SitePolicies;

/// The deeds of the operator, which his commands are made of. What he changes of accounts and containers
/// passes the gate ([StewardGate]). Safe for many threads.
final class Operator implements Inspection {
    private final Parts parts;
    private final ConnectionFile connectionFile;
    private final AccountName account;
    private final AccountSettings settings;
    private final ContainerSettings containers;
    private final Erasure erasure;
    private final Backups backups;

    Operator(Parts parts, ConnectionFile connectionFile) {
        this.parts = parts;
        this.connectionFile = connectionFile;
        this.account = new AccountName(parts.config.account());
        StewardGate gate = new StewardGate(parts.control.gate(), parts.blobs.facts(), parts.steward);
        this.settings = new AccountSettings(parts, account, gate);
        this.containers = new ContainerSettings(parts, account, gate);
        this.erasure = new Erasure(parts.ledger);
        this.backups = new Backups(parts);
    }

    @Override
    public String account() {
        return account.value();
    }

    Directory directory() {
        return parts.directory();
    }

    @Override
    public AccountSettings settings() {
        return settings;
    }

    ContainerSettings containers() {
        return containers;
    }

    Erasure erasure() {
        return erasure;
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

    @Override
    public SitePolicies.Wording policiesInForce() {
        return policies().wording();
    }

    @Override
    public void checkPolicies(List<PolicyText> site) {
        policies().check(site);
    }

    @Override
    public List<Principal> principals() {
        return directory().principals();
    }

    @Override
    public List<Approval> approvals() {
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

    @Override
    public AnalysisWatch.Work analysisProgress() {
        return AnalysisWatch.Work.of(parts.analysis.progress());
    }

    @Override
    public int countOf(Subject subject, int most) {
        return erasure.entriesOf(subject, most).size();
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
    Backup.Result backup(Depot depot, boolean withRootKey, int keep, boolean checkEarlier, ProgressListener progress) {
        return backups.make(depot, withRootKey, keep, checkEarlier, progress);
    }
}
