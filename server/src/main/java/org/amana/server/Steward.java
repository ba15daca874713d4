package org.amana.server;

import java.util.Optional;
import java.util.function.Function;
import org.amana.blob.AccountName;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Authority;
import org.amana.policy.Caller;
import org.amana.policy.Credential;
import org.amana.policy.Directory;
import org.amana.policy.PurposeId;

/// Who answers for what the operator does to an account, and for what Amana does there by itself: the steward, and once
/// his key is over a principal of Amana's own under the same purpose, but nobody who was given a key for something
/// else. All of that deletes and changes, which machine reading may not.
record Steward(Directory directory) {
    private static final Authority AMANA = Authority.operator("amana");

    /// Empty when the account's stewardship has ended or expired.
    Optional<Credential> of(String account) {
        return directory
                .stewardKey(account)
                .or(() -> directory
                        .stewardship(account)
                        .map(it -> directory.serviceCredential(it.id(), "Operator of " + account, AMANA)));
    }

    /// @throws AmanaException `CONFIGURATION` when the account's stewardship has ended or expired
    private Credential require(String account) {
        return of(account)
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.CONFIGURATION,
                        "the stewardship of account " + account
                                + " has ended or expired, and nobody else answers for what the operator does there: amana"
                                + " purpose steward brings it back"));
    }

    /// The purpose that the operator acts under.
    ///
    /// @throws AmanaException `CONFIGURATION` when the account's stewardship has ended or expired
    PurposeId purpose(String account) {
        return require(account).purpose();
    }

    /// Who acts when the operator does.
    ///
    /// @param client what acts for him, as the ledger tells it
    /// @throws AmanaException `CONFIGURATION` when the account's stewardship has ended or expired
    Caller calling(String account, String client) {
        return new Caller(require(account), client);
    }

    /// Who acts in each account when Amana does by itself.
    Function<AccountName, Optional<Caller>> everywhere(String client) {
        return account -> of(account.value()).map(credential -> new Caller(credential, client));
    }
}
