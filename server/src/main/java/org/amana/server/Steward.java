package org.amana.server;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.amana.blob.AccountName;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Caller;
import org.amana.policy.Credential;
import org.amana.policy.Directory;

/// Who answers for what the operator does to an account, and for what Amana does there by itself: whoever holds the
/// account's first access key. All of that deletes and changes, which machine reading may not.
record Steward(Directory directory) {
    /// Empty when the account has no key in force.
    Optional<Credential> of(String account) {
        return directory.credentials(account).stream()
                .filter(credential -> credential.kind() == Credential.Kind.ACCESS_KEY)
                .min(Comparator.comparing(credential -> credential.purpose()));
    }

    /// @throws AmanaException `CONFIGURATION` when the account has no key in force
    Credential require(String account) {
        return of(account)
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.CONFIGURATION,
                        "account " + account + " has no key in force: make one with amana key add"));
    }

    /// Who acts when the operator does.
    ///
    /// @param client what acts for him, as the ledger tells it
    /// @throws AmanaException `CONFIGURATION` when the account has no key in force
    Caller calling(String account, String client) {
        return new Caller(require(account), client);
    }

    /// Who acts in each account when Amana does by itself.
    Function<AccountName, Optional<Caller>> everywhere(String client) {
        return account -> of(account.value()).map(credential -> new Caller(credential, client));
    }
}
