package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Catalog;
import org.amana.store.Reader;
import org.amana.store.RootKey;
import org.amana.store.Row;

/// The encryption scopes of the accounts, and which keys what is written and read needs because of them. Those that
/// were asked for are kept in memory with their unwrapped keys.
final class EncryptionScopes {
    private static final String COLUMNS = "name, disabled, created, changed";
    private static final String FIND =
            "SELECT wrapped_key, " + COLUMNS + " FROM encryption_scope WHERE account_id = ? AND name = ?";
    private static final String ALL = "SELECT " + COLUMNS + " FROM encryption_scope WHERE account_id = ? ORDER BY name";
    private static final String INSERT =
            "INSERT INTO encryption_scope (account_id, name, wrapped_key, disabled, created, changed)"
                    + " VALUES (?, ?, ?, 0, ?, ?) RETURNING " + COLUMNS;
    private static final String SET = "UPDATE encryption_scope SET disabled = ?, changed = ?"
            + " WHERE account_id = ? AND name = ? RETURNING " + COLUMNS;

    private final Catalog catalog;
    private final RootKey root;
    private final Accounts accounts;
    private final Map<Ref, Known> known = new ConcurrentHashMap<>(); // changed while it is locked

    private record Ref(AccountName account, ScopeName name) {}

    private record Known(ScopeKey key, boolean enabled) {}

    EncryptionScopes(Catalog catalog, RootKey root, Accounts accounts) {
        this.catalog = catalog;
        this.root = root;
        this.accounts = accounts;
    }

    /// Those of an account, by name.
    List<EncryptionScope> all(Account account) {
        return catalog.read(reader -> reader.list(ALL, EncryptionScopes::scope, account.id()));
    }

    /// @throws AmanaException `RESOURCE_EXISTS`
    EncryptionScope create(Account account, ScopeName name) {
        requireScope(name);
        byte[] wrapped = ScopeKey.create(name).wrapped(root, account);
        return catalog.commit(tx -> {
            if (row(tx, account, name).isPresent()) {
                throw new AmanaException(
                        ErrorCode.RESOURCE_EXISTS,
                        "encryption scope " + name + " of account " + account.name() + " exists already");
            }
            return tx.first(INSERT, EncryptionScopes::scope, account.id(), name.value(), wrapped, tx.now(), tx.now())
                    .orElseThrow();
        });
    }

    /// @throws AmanaException `ENCRYPTION_SCOPE_NOT_FOUND`
    EncryptionScope set(Account account, ScopeName name, boolean enabled) {
        synchronized (known) {
            Optional<EncryptionScope> changed = catalog.commit(tx ->
                    tx.first(SET, EncryptionScopes::scope, enabled ? 0 : 1, tx.now(), account.id(), name.value()));
            known.remove(new Ref(account.name(), name));
            return changed.orElseThrow(() -> notFound(account.name(), name));
        }
    }

    /// The key of a scope.
    ///
    /// @throws AmanaException `ENCRYPTION_SCOPE_NOT_FOUND`, `ENCRYPTION_SCOPE_DISABLED`
    ScopeKey require(AccountName account, ScopeName name) {
        Known scope = known(account, name);
        if (!scope.enabled()) {
            throw new AmanaException(
                            ErrorCode.ENCRYPTION_SCOPE_DISABLED,
                            "encryption scope " + name + " of account " + account
                                    + " is disabled: what is in it can neither be read nor written")
                    .with(EncryptionScope.DETAIL, name.value());
        }
        return scope.key();
    }

    /// @throws AmanaException `ENCRYPTION_SCOPE_NOT_FOUND`
    boolean isEnabled(AccountName account, ScopeName name) {
        return known(account, name).enabled();
    }

    private Known known(AccountName account, ScopeName name) {
        return find(new Ref(account, name)).orElseThrow(() -> notFound(account, name));
    }

    private Optional<Known> find(Ref ref) {
        Known found = known.get(ref);
        if (found != null) {
            return Optional.of(found);
        }
        synchronized (known) {
            return Optional.ofNullable(known.computeIfAbsent(ref, it -> load(it).orElse(null)));
        }
    }

    private Optional<Known> load(Ref ref) {
        Account account = accounts.require(ref.account());
        return catalog.read(reader -> reader.first(
                FIND,
                row -> new Known(
                        ScopeKey.unwrap(root, account, ref.name(), row.bytes("wrapped_key")),
                        row.integer("disabled") == 0),
                account.id(),
                ref.name().value()));
    }

    private static Optional<EncryptionScope> row(Reader reader, Account account, ScopeName name) throws SQLException {
        return reader.first(FIND, EncryptionScopes::scope, account.id(), name.value());
    }

    private static EncryptionScope scope(Row row) throws SQLException {
        return new EncryptionScope(
                new ScopeName(row.text("name")),
                row.integer("disabled") == 0,
                row.instant("created"),
                row.instant("changed"));
    }

    private static void requireScope(ScopeName name) {
        if (name.isAccountKey()) {
            throw new AmanaException(ErrorCode.INVALID_NAME, name + " is what is in no encryption scope");
        }
    }

    private static AmanaException notFound(AccountName account, ScopeName name) {
        return new AmanaException(
                ErrorCode.ENCRYPTION_SCOPE_NOT_FOUND,
                "encryption scope " + name + " of account " + account + " does not exist");
    }

    /// The scope that a write is in: the one it names, else that of its container. A customer's key stands in place of
    /// a scope.
    static ScopeName of(Box box, Conditions conditions) {
        return conditions.customerKey().isPresent()
                ? ScopeName.ACCOUNT_KEY
                : conditions.scope().orElse(box.encryption().defaultScope());
    }

    /// The keys for what a request writes into a container.
    ///
    /// @throws AmanaException `CONTAINER_ENCRYPTION_POLICY` when the container allows no scope but its own,
    ///     `ENCRYPTION_SCOPE_NOT_FOUND`, `ENCRYPTION_SCOPE_DISABLED`
    ContentKeys keys(Box box, Conditions conditions) {
        ScopeName scope = of(box, conditions);
        requireAllowed(box, conditions, scope);
        return keys(box, scope, conditions);
    }

    private static void requireAllowed(Box box, Conditions conditions, ScopeName scope) {
        ContainerEncryption encryption = box.encryption();
        if (!encryption.overrideDenied()) {
            return;
        }
        if (conditions.customerKey().isPresent() || !scope.equals(encryption.defaultScope())) {
            throw new AmanaException(
                    ErrorCode.CONTAINER_ENCRYPTION_POLICY,
                    "container " + box.ref() + " is written in the encryption scope " + encryption.defaultScope()
                            + " alone, and with no key of a customer's");
        }
    }

    /// The keys for what a blob, snapshot or version has.
    ///
    /// @param conditions of the read, with the customer's key, if it was written with one
    /// @throws AmanaException as [BlobRow#requireKey]; `ENCRYPTION_SCOPE_DISABLED`
    ContentKeys keys(Box box, BlobRow row, Conditions conditions, Object what) {
        row.requireKey(conditions, what);
        return keys(box, row.keeping().scope(), conditions);
    }

    private ContentKeys keys(Box box, ScopeName scope, Conditions conditions) {
        Optional<InnerKey> inner = scope.isAccountKey()
                ? conditions.customerKey().map(key -> key)
                : Optional.of(require(box.ref().account(), scope));
        return new ContentKeys(box.key(), inner);
    }
}
