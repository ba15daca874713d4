package org.amana.blob;

import java.time.Instant;

/// A storage account.
///
/// @param id number in the catalog, never used again
/// @param pseudonym what the ledger calls it: random, and stable
public record Account(long id, AccountName name, String pseudonym, Instant created) {}
