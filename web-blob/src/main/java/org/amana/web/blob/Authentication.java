package org.amana.web.blob;

/// What came of finding out who asks.
sealed interface Authentication {
    record Known(Identity identity) implements Authentication {}

    /// Nobody we know.
    ///
    /// @param reason a word for the ledger, such as `bad-signature`
    record Refused(String reason, AzureError error) implements Authentication {}
}
