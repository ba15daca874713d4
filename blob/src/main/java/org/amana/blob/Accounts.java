package org.amana.blob;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccountFacts;
import org.amana.store.Catalog;
import org.amana.store.Row;

/// The accounts. There are few, and they never change, so those asked for are kept in memory, and so is what of their
/// properties each request asks for.
final class Accounts {
    private static final String COLUMNS = "id, name, pseudonym, created";

    private final Catalog catalog;
    private final RandomGenerator random;
    private final Map<AccountName, Account> known = new ConcurrentHashMap<>();
    private final Map<String, ServiceProperties> settings = new ConcurrentHashMap<>();
    private final Map<AccountName, Safeguards> safeguards = new ConcurrentHashMap<>();

    Accounts(Catalog catalog, RandomGenerator random) {
        this.catalog = catalog;
        this.random = random;
    }

    Account create(AccountName name) {
        String pseudonym = Pseudonyms.account(random);
        return catalog.commit(tx -> {
            if (tx.first("SELECT id FROM account WHERE name = ?", row -> row.number("id"), name.value())
                    .isPresent()) {
                throw new AmanaException(ErrorCode.RESOURCE_EXISTS, "account " + name + " exists already");
            }
            return tx.first(
                            "INSERT INTO account (name, pseudonym, created) VALUES (?, ?, ?) RETURNING " + COLUMNS,
                            Accounts::read,
                            name.value(),
                            pseudonym,
                            tx.now())
                    .orElseThrow();
        });
    }

    Optional<Account> find(AccountName name) {
        Account account = known.get(name);
        if (account != null) {
            return Optional.of(account);
        }
        Optional<Account> found = catalog.read(reader ->
                reader.first("SELECT " + COLUMNS + " FROM account WHERE name = ?", Accounts::read, name.value()));
        found.ifPresent(it -> known.put(name, it));
        return found;
    }

    /// @throws AmanaException `ACCOUNT_NOT_FOUND`
    Account require(AccountName name) {
        return find(name)
                .orElseThrow(
                        () -> new AmanaException(ErrorCode.ACCOUNT_NOT_FOUND, "account " + name + " does not exist"));
    }

    List<Account> all() {
        return catalog.read(reader -> reader.list("SELECT " + COLUMNS + " FROM account ORDER BY name", Accounts::read));
    }

    ServiceProperties serviceProperties(Account account) {
        return catalog.read(reader -> reader.first(
                                "SELECT service_properties FROM account WHERE id = ?",
                                row -> row.optionalBytes("service_properties"),
                                account.id())
                        .flatMap(bytes -> bytes))
                .map(ServicePropertiesTable::decode)
                .orElse(ServiceProperties.DEFAULT);
    }

    void setServiceProperties(Account account, ServiceProperties properties) {
        byte[] bytes = ServicePropertiesTable.encode(properties);
        // One at a time, so that what is kept is what was written last.
        synchronized (settings) {
            catalog.commit(
                    tx -> tx.update("UPDATE account SET service_properties = ? WHERE id = ?", bytes, account.id()));
            settings.put(account.name().value(), properties);
        }
        safeguards.remove(account.name());
    }

    /// The settings of an account for what each request asks; the defaults for an account that there is not.
    ServiceProperties settings(String name) {
        ServiceProperties kept = settings.get(name);
        if (kept != null) {
            return kept;
        }
        Optional<Account> account = AccountName.isOne(name) ? find(new AccountName(name)) : Optional.empty();
        if (account.isEmpty()) {
            return ServiceProperties.DEFAULT;
        }
        synchronized (settings) {
            return settings.computeIfAbsent(name, _ -> serviceProperties(account.get()));
        }
    }

    /// What of the account's data outlives its deletion. Kept in memory, as every write asks; forgotten after the
    /// commit of a change, and a look-up of that moment is waited for.
    Safeguards safeguards(AccountName name) {
        Safeguards found = safeguards.get(name);
        return found != null
                ? found
                : safeguards.computeIfAbsent(
                        name, it -> find(it).map(this::load).orElse(Safeguards.NONE));
    }

    private Safeguards load(Account account) {
        return Safeguards.of(
                catalog.read(reader -> reader.first(
                                "SELECT protection FROM account WHERE id = ?",
                                row -> row.optionalText("protection"),
                                account.id())
                        .flatMap(text -> text)),
                serviceProperties(account).deleteRetention());
    }

    void setSafeguards(Account account, boolean versions, Duration containers) {
        Optional<String> text = new Safeguards(versions, Duration.ZERO, containers).text();
        catalog.commit(tx -> tx.update("UPDATE account SET protection = ? WHERE id = ?", text, account.id()));
        safeguards.remove(account.name());
    }

    static AccountFacts facts(Account account) {
        return new AccountFacts(account.name().value(), account.pseudonym());
    }

    private static Account read(Row row) throws SQLException {
        return new Account(
                row.number("id"), new AccountName(row.text("name")), row.text("pseudonym"), row.instant("created"));
    }
}
