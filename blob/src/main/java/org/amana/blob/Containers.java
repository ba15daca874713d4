package org.amana.blob;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccountFacts;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Permitted;
import org.amana.store.Catalog;
import org.amana.store.ContainerKey;
import org.amana.store.RootKey;

/// Finds containers, and keeps those that were asked for in memory with their unwrapped keys. Whoever changes
/// what a [Box] holds calls [#forget] after the commit; a box being looked up at that moment is looked up
/// before or after the commit, and if before, forgotten.
final class Containers {
    private final Catalog catalog;
    private final RootKey root;
    private final Accounts accounts;
    private final Map<ContainerRef, Box> known;

    /// Whether what the service keeps for itself may be changed through these.
    private final boolean keeper;

    Containers(Catalog catalog, RootKey root, Accounts accounts) {
        this(catalog, root, accounts, new ConcurrentHashMap<>(), false);
    }

    private Containers(Catalog catalog, RootKey root, Accounts accounts, Map<ContainerRef, Box> known, boolean keeper) {
        this.catalog = catalog;
        this.root = root;
        this.accounts = accounts;
        this.known = known;
        this.keeper = keeper;
    }

    /// The same containers, for those who write what the service keeps for itself.
    Containers forKeeper() {
        return new Containers(catalog, root, accounts, known, true);
    }

    Optional<Box> find(ContainerRef ref) {
        Box box = known.get(ref);
        if (box == null) {
            box = known.computeIfAbsent(ref, it -> load(it).orElse(null));
        }
        return Optional.ofNullable(box);
    }

    private Optional<Box> load(ContainerRef ref) {
        Optional<Account> account = accounts.find(ref.account());
        if (account.isEmpty()) {
            return Optional.empty();
        }
        return catalog.read(reader -> {
            Optional<ContainerRow> row =
                    ContainerRows.find(reader, account.get().id(), ref.name());
            if (row.isEmpty()) {
                return Optional.empty();
            }
            Optional<byte[]> wrapped =
                    ContainerRows.wrappedKey(reader, row.get().id());
            return Optional.of(box(account.get(), row.get(), wrapped.orElseThrow()));
        });
    }

    private Box box(Account account, ContainerRow row, byte[] wrapped) {
        ContainerKey key = ContainerKey.unwrap(root, wrapped, row.pseudonym());
        return new Box(
                row.id(),
                new ContainerRef(account.name(), row.name()),
                key,
                facts(account, row),
                row.anonymous(),
                row.encryption());
    }

    /// What the gate must know of the container in a row.
    static BoxFacts facts(Account account, ContainerRow row) {
        return new BoxFacts(
                account.name().value(),
                row.name().value(),
                account.pseudonym(),
                row.pseudonym(),
                row.classes(),
                row.openTo(),
                false,
                row.anonymous() != AnonymousAccess.NONE);
    }

    /// A new key for a container that is being made, wrapped.
    byte[] newKey(String pseudonym) {
        return ContainerKey.create().wrapped(root, pseudonym);
    }

    BoxFacts facts(ContainerRef ref) {
        AccountFacts account = Accounts.facts(accounts.require(ref.account()));
        return find(ref)
                .map(Box::facts)
                .orElseGet(() -> BoxFacts.missing(account, ref.name().value()));
    }

    /// The container that the gate decided about. If another has taken its name since, the decision was not
    /// about that one, and it counts as gone.
    ///
    /// @throws AmanaException `CONTAINER_NOT_FOUND`; `INSUFFICIENT_ACCOUNT_PERMISSIONS` to change what the service
    ///     keeps for itself
    Box require(Permitted permitted, ContainerRef ref) {
        requireChangeable(permitted, ref);
        return find(ref)
                .filter(box -> permitted
                        .request()
                        .box()
                        .filter(asked -> asked.boxPseudonym().equals(box.pseudonym()))
                        .isPresent())
                .orElseThrow(() ->
                        new AmanaException(ErrorCode.CONTAINER_NOT_FOUND, "container " + ref + " does not exist"));
    }

    /// The change feed is read by whoever may read, and written by nobody but the service (Azure: *Change feed support
    /// in Azure Blob Storage*).
    ///
    /// @throws AmanaException `INSUFFICIENT_ACCOUNT_PERMISSIONS` to change what the service keeps for itself
    void requireChangeable(Permitted permitted, ContainerRef ref) {
        Action action = permitted.request().action();
        boolean changes = action == Action.WRITE || action == Action.DELETE || action == Action.ADMIN;
        if (changes && !keeper && ref.name().equals(ContainerName.CHANGE_FEED)) {
            throw new AmanaException(
                    ErrorCode.INSUFFICIENT_ACCOUNT_PERMISSIONS,
                    "container " + ref + " is written by the service alone; it can be read and listed");
        }
    }

    /// To be called after a commit that made, changed or deleted the container.
    void forget(ContainerRef ref) {
        known.remove(ref);
    }
}
