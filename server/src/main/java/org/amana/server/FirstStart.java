package org.amana.server;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.blob.Account;
import org.amana.blob.AccountName;
import org.amana.blob.BlobStore;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Authority;
import org.amana.policy.Bootstrap;
import org.amana.policy.CredentialId;
import org.amana.policy.Directory;
import org.amana.policy.NewKey;
import org.amana.policy.Principal;
import org.amana.policy.Purpose;

/// What a data folder needs before it can be used: an account with its first purposes and keys, and with `--dev`
/// the accounts that everybody knows. What is there already stays.
final class FirstStart {
    private static final Authority OPERATOR = Authority.operator("amana up");

    private final BlobStore blobs;
    private final Directory directory;
    private final FoundingMark mark;

    FirstStart(BlobStore blobs, Directory directory, FoundingMark mark) {
        this.blobs = blobs;
        this.directory = directory;
        this.mark = mark;
    }

    /// Makes the first account; empty when it is there. What a start made that ended before it could tell the keys
    /// is made whole, with new keys.
    ///
    /// @return the first keys, the steward's first; this is the only time their secrets are handed out
    Optional<List<NewKey>> account(String name) {
        boolean there = blobs.facts().account(new AccountName(name)).isPresent();
        if (there && !mark.isSet()) {
            return Optional.empty();
        }
        if (!there) {
            requireFirst(name);
        }
        mark.set();
        if (!there) {
            blobs.createAccount(new AccountName(name));
        }
        Bootstrap keys = directory.bootstrap(name, OPERATOR);
        return Optional.of(List.of(keys.steward(), keys.reader(), keys.administrator()));
    }

    /// Another account beside the first would be shown in its place, and the first one's keys forgotten.
    private void requireFirst(String name) {
        blobs.facts().accounts().stream()
                .min(Comparator.comparingLong(Account::id))
                .ifPresent(first -> {
                    throw new AmanaException(
                            ErrorCode.CONFIGURATION,
                            AmanaConfig.FILE_NAME + " names the account " + name + ", but that of this data folder is "
                                    + first.name() + " and stays it: write account=" + first.name());
                });
    }

    /// Makes the accounts of `--dev`, all bound to the purpose `development`; keys that are there are renewed. Every
    /// other key for development ends, those of a start with `--dev` by one without it.
    void development(DevelopmentAccounts accounts) {
        Set<CredentialId> given = new HashSet<>();
        accounts.keysByAccount().forEach((name, secrets) -> {
            if (blobs.facts().account(new AccountName(name)).isEmpty()) {
                blobs.createAccount(new AccountName(name));
                directory.bootstrap(name, OPERATOR);
            }
            Purpose purpose = directory.development(name, OPERATOR);
            Principal developer = directory.principalNamed("developer", Principal.Kind.SERVICE);
            secrets.forEach(secret -> given.add(directory
                    .importKey(purpose.id(), developer.id(), secret, OPERATOR)
                    .id()));
        });
        directory.endDevelopmentKeys(given, OPERATOR);
    }
}
