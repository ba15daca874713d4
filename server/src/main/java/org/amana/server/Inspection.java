package org.amana.server;

import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Subject;
import org.amana.policy.Approval;
import org.amana.policy.Credential;
import org.amana.policy.PolicyText;
import org.amana.policy.Principal;
import org.amana.policy.Purpose;
import org.amana.policy.SitePolicies;

/// What the operator looks at without changing anything: in the server that holds the data folder, or on
/// a folder that no server holds. Where no account is named, it is the first.
interface Inspection {
    /// The first account's name.
    String account();

    /// The purposes, the ended ones too, by rising id.
    List<Purpose> purposes();

    /// The keys that are worth something now, and what else is but for sessions, by rising id.
    List<Credential> credentials();

    /// Everybody and everything that acts in any account, by rising id.
    List<Principal> principals();

    /// Requests for more than the day's volume, the newest first.
    List<Approval> approvals();

    /// What this site forbids beyond the baseline.
    SitePolicies.Wording policiesInForce();

    /// @throws AmanaException `INVALID_ARGUMENT` naming each policy and what is wrong with it
    void checkPolicies(List<PolicyText> site);

    /// What is set of the account as a whole.
    Settings settings();

    /// How far machine reading has come.
    AnalysisWatch.Work analysisProgress();

    /// How many entries can still be opened to somebody or something, counted up to `most`.
    int countOf(Subject subject, int most);

    /// Reads every stored byte again.
    ///
    /// @return the exit status
    int scrub(Terminal terminal);

    /// Holds the catalog against extents and ledger.
    ///
    /// @return the exit status
    int fsck(Terminal terminal);

    /// Everybody and everything that acts under a name.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if there is nobody
    default List<Principal> called(String name) {
        List<Principal> called =
                principals().stream().filter(each -> each.name().equals(name)).toList();
        if (called.isEmpty()) {
            throw new AmanaException(
                    ErrorCode.RESOURCE_NOT_FOUND, "nobody has the name " + name + "; see amana key list");
        }
        return called;
    }
}
