package org.amana.lifecycle;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.amana.blob.AccountName;
import org.amana.blob.BlobService;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Rounds;
import org.amana.policy.Amounts;
import org.amana.policy.Caller;
import org.amana.policy.Gate;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Catalog;
import org.amana.store.Row;

/// The rules of every account, and the thread that goes by them once a day; see the package.
public final class Lifecycle implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());

    /// How often to look whether a round is due.
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Catalog catalog;
    private final BlobService blobs;
    private final Gate gate;
    private final Function<AccountName, Optional<Caller>> steward;
    private final Duration every;
    private final Rounds looks = new Rounds("lifecycle", LOOK, this::roundsThatAreDue);

    private Lifecycle(
            Catalog catalog,
            BlobService blobs,
            Gate gate,
            Function<AccountName, Optional<Caller>> steward,
            Duration every) {
        this.catalog = catalog;
        this.blobs = blobs;
        this.gate = gate;
        this.steward = steward;
        this.every = every;
    }

    /// Over a catalog that knows [LifecycleSchema#SCHEMA].
    ///
    /// @param steward with which credential it passes the gate in an account; without one, nothing is done there
    /// @param every between two rounds in an account
    public static Lifecycle open(
            Catalog catalog,
            BlobService blobs,
            Gate gate,
            Function<AccountName, Optional<Caller>> steward,
            Duration every) {
        return new Lifecycle(catalog, blobs, gate, steward, every);
    }

    /// The account's rules and what they came to; empty when it has none.
    public Optional<LifecycleState> state(AccountName account) {
        return state(catalog, account);
    }

    /// The same where nothing is to be done by them.
    ///
    /// @param catalog knows [LifecycleSchema#SCHEMA]
    public static Optional<LifecycleState> state(Catalog catalog, AccountName account) {
        return catalog.read(reader -> reader.first(
                "SELECT * FROM lifecycle_policy WHERE account = ?",
                row -> new LifecycleState(
                        LifecyclePolicy.parse(row.text("policy")),
                        Optional.of(row.instant("last_round")).filter(it -> it.isAfter(Instant.EPOCH)),
                        result(row)),
                account.value()));
    }

    private static RoundResult result(Row row) throws SQLException {
        return new RoundResult(
                row.number("looked_at"), row.number("moved"), row.number("deleted"), row.number("left_alone"));
    }

    /// Puts rules in force, in the place of those there were. The first round is soon.
    public Plan<LifecyclePolicy> set(AccountName account, LifecyclePolicy policy) {
        return permitted -> {
            permitted.request().requireOn(account.value());
            return Planned.of(Amounts.touched(1), _ -> {
                catalog.commit(tx -> tx.update(
                        "INSERT OR REPLACE INTO lifecycle_policy VALUES (?, ?, ?, 0, 0, 0, 0, 0)",
                        account.value(),
                        policy.text(),
                        tx.now()));
                return policy;
            });
        };
    }

    /// Ends the account's rules.
    ///
    /// @throws AmanaException (the deed) `RESOURCE_NOT_FOUND` when it has none
    public Plan<AccountName> remove(AccountName account) {
        return permitted -> {
            permitted.request().requireOn(account.value());
            return Planned.of(Amounts.touched(1), _ -> {
                if (catalog.commit(tx -> tx.update("DELETE FROM lifecycle_policy WHERE account = ?", account.value()))
                        == 0) {
                    throw none(account);
                }
                return account;
            });
        };
    }

    private static AmanaException none(AccountName account) {
        return new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "account " + account + " has no rules");
    }

    /// Goes through the account now. Ends early when the rules are replaced or removed meanwhile.
    ///
    /// @param trial whether to count what would be done, and do nothing
    /// @throws AmanaException `RESOURCE_NOT_FOUND` without rules; `CONFIGURATION` without a key of the steward
    public RoundResult round(AccountName account, boolean trial) {
        InForce inForce = inForce(account).orElseThrow(() -> none(account));
        LifecyclePolicy policy = LifecyclePolicy.parse(inForce.text());
        Caller caller = steward.apply(account)
                .orElseThrow(() ->
                        new AmanaException(ErrorCode.CONFIGURATION, "account " + account + " has no key in force"));
        BooleanSupplier stopped = () -> looks.isClosing() || !inForce(account).equals(Optional.of(inForce));
        RoundResult result =
                new LifecycleRound(blobs, gate, account, caller, policy, catalog.now(), trial, stopped).run();
        if (!trial && !looks.isClosing()) {
            // Nothing of it is kept for rules that came in their place meanwhile.
            catalog.commit(tx -> tx.update(
                    "UPDATE lifecycle_policy SET last_round = ?, looked_at = ?, moved = ?, deleted = ?, left_alone = ?"
                            + " WHERE account = ? AND changed = ? AND policy = ?",
                    tx.now(),
                    result.lookedAt(),
                    result.moved(),
                    result.deleted(),
                    result.leftAlone(),
                    account.value(),
                    inForce.changed(),
                    inForce.text()));
        }
        return result;
    }

    /// The rules of a moment, so that a round sees when there are others or none.
    private record InForce(String text, Instant changed) {}

    private Optional<InForce> inForce(AccountName account) {
        return catalog.read(reader -> reader.first(
                "SELECT policy, changed FROM lifecycle_policy WHERE account = ?",
                row -> new InForce(row.text("policy"), row.instant("changed")),
                account.value()));
    }

    /// Begins to go by the rules.
    public void start() {
        looks.start();
    }

    /// One look at all accounts, of which none keeps another waiting.
    void roundsThatAreDue() {
        due().forEach(this::dailyRound);
    }

    private List<AccountName> due() {
        Instant before = catalog.now().minus(every);
        return catalog.read(reader -> reader.list(
                "SELECT account FROM lifecycle_policy WHERE last_round <= ?",
                row -> new AccountName(row.text("account")),
                before));
    }

    private void dailyRound(AccountName account) {
        try {
            RoundResult result = round(account, false);
            LOG.log(
                    System.Logger.Level.INFO,
                    "rules of account {0}: {1} blobs looked at, {2} moved, {3} deleted, {4} left alone",
                    account,
                    result.lookedAt(),
                    result.moved(),
                    result.deleted(),
                    result.leftAlone());
        } catch (AmanaException e) {
            LOG.log(System.Logger.Level.WARNING, "the rules of account {0} wait: {1}", account, e.message());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the rules of account " + account + " wait", e);
        }
    }

    /// Waits until the page or step that is being worked on is done.
    @Override
    public void close() {
        looks.close();
    }
}
