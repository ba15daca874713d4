package org.amana.blob;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.amana.policy.AccountFacts;
import org.amana.policy.BoxFacts;

/// What of accounts and containers must be known before the gate can decide, and to whoever speaks for their owner.
/// Nothing here passes the gate, and nothing tells of a blob but that its time is over. Safe for any number of threads.
public final class BlobFacts {
    private final BlobParts parts;

    BlobFacts(BlobParts parts) {
        this.parts = parts;
    }

    // Accounts

    public Optional<Account> account(AccountName name) {
        return parts.accounts().find(name);
    }

    /// All accounts, by name.
    public List<Account> accounts() {
        return parts.accounts().all();
    }

    /// The facts of an account; empty when there is none.
    public Optional<AccountFacts> of(AccountName account) {
        return parts.accounts().find(account).map(Accounts::facts);
    }

    /// What of an account's data outlives its deletion. For the owner's tools.
    ///
    /// @throws org.amana.kernel.AmanaException `ACCOUNT_NOT_FOUND`
    public Safeguards safeguards(AccountName account) {
        return parts.accounts().safeguards(parts.accounts().require(account).name());
    }

    /// The encryption scopes of an account, by name. For the owner's tools.
    ///
    /// @throws org.amana.kernel.AmanaException `ACCOUNT_NOT_FOUND`
    public List<EncryptionScope> encryptionScopes(AccountName account) {
        return parts.scopes().all(parts.accounts().require(account));
    }

    /// An account's rules for pages of other origins, which each request asks for; none for an account that there is
    /// not. They are its owner's word to everybody's browser, and so pass no gate.
    public List<ServiceProperties.CorsRule> corsRules(String account) {
        return parts.accounts().settings(account).cors();
    }

    /// What the container `$web` of an account is to everybody; off for an account that there is not.
    public ServiceProperties.StaticWebsite staticWebsite(String account) {
        return parts.accounts().settings(account).staticWebsite();
    }

    // Containers

    /// The facts of a container. One that does not exist has [BoxFacts#missing] facts, so that asking for it is
    /// decided and recorded all the same.
    ///
    /// @throws org.amana.kernel.AmanaException `ACCOUNT_NOT_FOUND`
    public BoxFacts of(ContainerRef container) {
        return parts.containers().facts(container);
    }

    /// The container of an account that the public ledger calls so; empty if it is gone.
    ///
    /// @throws org.amana.kernel.AmanaException `ACCOUNT_NOT_FOUND`
    public Optional<ContainerRef> containerCalled(AccountName account, String boxPseudonym) {
        return parts.catalog()
                .read(reader -> ContainerRows.nameOf(reader, boxPseudonym))
                .map(name -> new ContainerRef(account, name))
                .filter(found -> of(found).boxPseudonym().equals(boxPseudonym));
    }

    /// The facts of the deleted container that a restore names: what it was declared to hold still counts. Empty when
    /// there is none.
    ///
    /// @throws org.amana.kernel.AmanaException `ACCOUNT_NOT_FOUND`
    public Optional<BoxFacts> ofDeleted(RestoreContainer command) {
        Account account = parts.accounts().require(command.container().account());
        return parts.catalog()
                .read(reader ->
                        DeletedContainer.find(reader, account.id(), command.deleted(), command.version(), parts.now()))
                .map(deleted -> Containers.facts(account, deleted.row()));
    }

    /// What of a container is declared open to everybody; nothing of one that there is not.
    public AnonymousAccess anonymousAccess(ContainerRef container) {
        return parts.containers().find(container).map(Box::anonymous).orElse(AnonymousAccess.NONE);
    }

    /// Whether there is such a container now. For the owner's tools; clients ask [BlobService#containerProperties].
    public boolean exists(ContainerRef container) {
        return parts.containers().find(container).isPresent();
    }

    /// Since when there is this very container, in whole seconds as in the ledger: what was before was on
    /// another of its name. Empty when there is none.
    public Optional<Instant> since(ContainerRef container) {
        return row(container).map(row -> row.created().truncatedTo(ChronoUnit.SECONDS));
    }

    /// A container's stored access policies, to check a signature that names one; empty when there is no
    /// container.
    public List<StoredAccessPolicy> storedAccessPolicies(ContainerRef container) {
        return row(container).map(ContainerRow::policies).orElse(List.of());
    }

    private Optional<ContainerRow> row(ContainerRef container) {
        return parts.containers()
                .find(container)
                .flatMap(box -> parts.catalog().read(reader -> ContainerRows.find(reader, box.id())));
    }

    /// The encryption scope that a write under these conditions is in, [ScopeName#ACCOUNT_KEY] for none.
    public ScopeName encryptionScope(ContainerRef container, Conditions conditions) {
        return parts.containers()
                .find(container)
                .map(box -> EncryptionScopes.of(box, conditions))
                .orElse(ScopeName.ACCOUNT_KEY);
    }

    /// Whether the time of a blob is over that is not cleared away yet. For whoever keeps something beside blobs, so as
    /// to show no more of it.
    public boolean isOver(BlobRef blob) {
        return parts.containers()
                .find(blob.container())
                .flatMap(box -> parts.catalog().read(reader -> BlobRows.find(reader, box.id(), blob)))
                .filter(row -> row.keeping().isExpired(parts.now()))
                .isPresent();
    }

    /// How far the blobs of an account's deleted containers are cleared away. For the owner's tools.
    ///
    /// @throws org.amana.kernel.AmanaException `ACCOUNT_NOT_FOUND`
    public Clearing clearing(AccountName account) {
        long id = parts.accounts().require(account).id();
        return parts.catalog().read(reader -> ClearingRows.of(reader, id));
    }
}
