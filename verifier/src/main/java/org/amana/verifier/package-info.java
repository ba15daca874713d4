/// Checks a use ledger from a folder or a URL with nothing but the JDK: an auditor gets this jar alone.
///
/// The log is a C2SP `tlog-tiles` log. Its [entries][org.amana.verifier.Entry] are flat canonical JSON objects,
/// hashed into an RFC 9162 Merkle tree; the hashes stand in [tiles][org.amana.verifier.Tile] of 256, the
/// entries in [bundles][org.amana.verifier.EntryBundle] of 256, and a signed
/// [checkpoint][org.amana.verifier.Checkpoint] promises size and root. [org.amana.verifier.LogVerification]
/// reads all of it once, hash for hash and entry for entry, and answers a [org.amana.verifier.Report].
/// [org.amana.verifier.LogRules] holds its entries against each other. Nothing here writes, but for the
/// checkpoint that an auditor keeps, and nothing here knows how the log was made.
@org.jspecify.annotations.NullMarked
package org.amana.verifier;
