package org.amana.blob;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccountFacts;
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
    private final Map<ContainerRef, Box> known = new ConcurrentHashMap<>();

    Containers(Catalog catalog, RootKey root, Accounts accounts) {
        this.catalog = catalog;
        this.root = root;
        this.accounts = accounts;
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
        BoxFacts facts = new BoxFacts(
                account.name().value(),
                row.name().value(),
                account.pseudonym(),
                row.pseudonym(),
                row.classes(),
                row.openTo(),
                false,
                row.anonymous() != AnonymousAccess.NONE);
        ContainerKey key = ContainerKey.unwrap(root, wrapped, row.pseudonym());
        return new Box(row.id(), new ContainerRef(account.name(), row.name()), key, facts, row.anonymous());
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
    /// @throws AmanaException `CONTAINER_NOT_FOUND`
    Box require(Permitted permitted, ContainerRef ref) {
        return find(ref)
                .filter(box -> permitted
                        .request()
                        .box()
                        .filter(asked -> asked.boxPseudonym().equals(box.pseudonym()))
                        .isPresent())
                .orElseThrow(() ->
                        new AmanaException(ErrorCode.CONTAINER_NOT_FOUND, "container " + ref + " does not exist"));
    }

    /// To be called after a commit that made, changed or deleted the container.
    void forget(ContainerRef ref) {
        known.remove(ref);
    }
}
