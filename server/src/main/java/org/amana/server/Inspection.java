package org.amana.server;

import java.util.List;
import org.amana.policy.Credential;
import org.amana.policy.Purpose;

/// What the operator looks at without changing anything: in the server that holds the data folder, or on
/// a folder that no server holds.
interface Inspection {
    /// The purposes of the first account, the ended ones too, by rising id.
    List<Purpose> purposes();

    /// The keys of the first account that are worth something now, and what else is but for sessions, by
    /// rising id.
    List<Credential> credentials();

    /// Reads every stored byte again.
    ///
    /// @return the exit status
    int scrub(Terminal terminal);

    /// Holds the catalog against extents and ledger.
    ///
    /// @return the exit status
    int fsck(Terminal terminal);
}
