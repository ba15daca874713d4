package org.amana.inventory;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/// The inventory rules of every account, and the thread that goes by them; see the package.
public final class Inventory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Inventory.class.getName());

    /// How often to look whether a rule is due.
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Catalog catalog;
    private final BlobService blobs;
    private final Gate gate;
    private final Function<AccountName, Optional<Caller>> steward;
    private final Rounds looks = new Rounds("inventory", LOOK, this::runWhatIsDue);

    /// Where clients find blobs; known once they are served.
    private volatile URI endpoint = URI.create("http://127.0.0.1");

    private Inventory(Catalog catalog, BlobService blobs, Gate gate, Function<AccountName, Optional<Caller>> steward) {
        this.catalog = catalog;
        this.blobs = blobs;
        this.gate = gate;
        this.steward = steward;
    }

    /// Over a catalog that knows [InventorySchema#SCHEMA].
    ///
    /// @param steward with which credential it passes the gate in an account; without one, nothing is done there
    public static Inventory open(
            Catalog catalog, BlobService blobs, Gate gate, Function<AccountName, Optional<Caller>> steward) {
        return new Inventory(catalog, blobs, gate, steward);
    }

    /// The account's rules and what they came to; empty when it has none.
    public Optional<InventoryState> state(AccountName account) {
        return state(catalog, account);
    }

    /// The same where none is to be written.
    ///
    /// @param catalog knows [InventorySchema#SCHEMA]
    public static Optional<InventoryState> state(Catalog catalog, AccountName account) {
        return catalog.read(reader -> {
            Optional<InventoryPolicy> policy = reader.first(
                    "SELECT policy FROM inventory_policy WHERE account = ?",
                    row -> InventoryPolicy.parse(row.text("policy")),
                    account.value());
            if (policy.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new InventoryState(
                    policy.get(),
                    reader.list(
                            "SELECT * FROM inventory_run WHERE account = ? ORDER BY rule",
                            Inventory::run,
                            account.value())));
        });
    }

    private static InventoryState.Run run(Row row) throws SQLException {
        return new InventoryState.Run(
                row.text("rule"),
                row.instant("started"),
                row.instant("completed"),
                row.text("folder"),
                row.number("objects"),
                row.number("bytes"),
                row.text("failure"));
    }

    /// Puts rules in force, in the place of those there were. What is due is run soon.
    public Plan<InventoryPolicy> set(AccountName account, InventoryPolicy policy) {
        return permitted -> {
            permitted.request().requireOn(account.value());
            return Planned.of(Amounts.touched(1), _ -> {
                catalog.commit(tx -> {
                    tx.update("DELETE FROM inventory_run WHERE account = ?", account.value());
                    return tx.update(
                            "INSERT OR REPLACE INTO inventory_policy VALUES (?, ?, ?)",
                            account.value(),
                            policy.text(),
                            tx.now());
                });
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
                int removed = catalog.commit(tx -> {
                    tx.update("DELETE FROM inventory_run WHERE account = ?", account.value());
                    return tx.update("DELETE FROM inventory_policy WHERE account = ?", account.value());
                });
                if (removed == 0) {
                    throw none(account);
                }
                return account;
            });
        };
    }

    private static AmanaException none(AccountName account) {
        return new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "account " + account + " has no inventory rules");
    }

    /// Runs the rules that are on now, or one of them, be it on or off.
    ///
    /// @param rule its name; "" for all that are on
    /// @throws AmanaException `RESOURCE_NOT_FOUND` without rules or without such a rule; `CONFIGURATION` without
    ///     a key of the steward
    public List<InventoryState.Run> run(AccountName account, String rule) {
        List<InventoryRule> rules = state(account).orElseThrow(() -> none(account)).policy().rules().stream()
                .filter(it -> rule.isEmpty() ? it.enabled() : it.name().equals(rule))
                .toList();
        if (rules.isEmpty() && !rule.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.RESOURCE_NOT_FOUND, "account " + account + " has no inventory rule " + rule);
        }
        return run(account, rules);
    }

    private synchronized List<InventoryState.Run> run(AccountName account, List<InventoryRule> rules) {
        Caller caller = steward.apply(account)
                .orElseThrow(() ->
                        new AmanaException(ErrorCode.CONFIGURATION, "account " + account + " has no key in force"));
        URI accounts = URI.create(endpoint + "/" + account);
        InventoryRun run = new InventoryRun(catalog, blobs, gate, account, caller, accounts, looks::isClosing);
        List<InventoryState.Run> runs = new ArrayList<>();
        for (InventoryRule rule : rules) {
            InventoryState.Run result = run.run(rule);
            if (looks.isClosing()) {
                break; // begun again when the server runs again
            }
            keep(account, result);
            runs.add(result);
        }
        return runs;
    }

    private void keep(AccountName account, InventoryState.Run run) {
        catalog.commit(tx -> tx.update(
                "INSERT OR REPLACE INTO inventory_run VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                account.value(),
                run.rule(),
                run.started(),
                run.completed(),
                run.folder(),
                run.objects(),
                run.bytes(),
                run.failure()));
    }

    /// Begins to go by the rules.
    ///
    /// @param blobEndpoint where clients find blobs, without account and slash at its end
    public void start(URI blobEndpoint) {
        endpoint = blobEndpoint;
        looks.start();
    }

    /// One look at all accounts, of which none keeps another waiting.
    void runWhatIsDue() {
        List<AccountName> accounts = catalog.read(reader -> reader.list(
                "SELECT account FROM inventory_policy ORDER BY account", row -> new AccountName(row.text("account"))));
        accounts.forEach(this::runWhatIsDue);
    }

    private void runWhatIsDue(AccountName account) {
        try {
            InventoryState state = state(account).orElseThrow(() -> none(account));
            Instant now = catalog.now();
            List<InventoryRule> due = state.policy().rules().stream()
                    .filter(rule -> rule.enabled() && rule.schedule().isDue(now, last(state, rule)))
                    .toList();
            for (InventoryState.Run run : due.isEmpty() ? List.<InventoryState.Run>of() : run(account, due)) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "inventory {0} of account {1}: {2}",
                        run.rule(),
                        account,
                        run.succeeded() ? run.objects() + " objects, in " + run.folder() : run.failure());
            }
        } catch (AmanaException e) {
            LOG.log(System.Logger.Level.WARNING, "the inventory of account {0} waits: {1}", account, e.message());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the inventory of account " + account + " waits", e);
        }
    }

    private static Optional<InventoryState.Run> last(InventoryState state, InventoryRule rule) {
        return state.runs().stream()
                .filter(run -> run.rule().equals(rule.name()))
                .findFirst();
    }

    /// Waits until the page that is being worked on is done.
    @Override
    public void close() {
        looks.close();
    }
}
