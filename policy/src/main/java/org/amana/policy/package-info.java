/// Who may use what for which purpose, and the one way to data.
///
/// A caller shows a [org.amana.policy.Credential], which was issued by the [org.amana.policy.Directory] to one
/// principal for exactly one [org.amana.policy.Purpose]. With it somebody asks for an access
/// ([org.amana.policy.AccessRequest]) and says how it would be done ([org.amana.policy.Plan]). The
/// [org.amana.policy.Gate] lets Cedar decide, counts against the purpose's day, writes an entry to the ledger,
/// and only then mints a [org.amana.policy.Permit], without which nothing in Amana reads or changes data.
///
/// Start reading at [org.amana.policy.Gate#pass], then [org.amana.policy.BaselineRule]: the policies that
/// nobody can take out. [org.amana.policy.AccessControl] puts all of it together. The story for people is
/// `docs/policy.md`.
///
/// **Who there is.** What the directory knows at a moment is a [DirectoryState]; what changes it, such as
/// [Purposes] and [Issuance], goes through the [Register], by which a change stands in catalog and ledger or in
/// neither. Who calls is found by what they show: a signature ([Keys]), a token ([Bearers]), a session
/// ([Sessions]).
///
/// **What is decided.** [Rulings] put together all that policies can see of a request ([PolicyInput]), and have
/// [Decisions] ask the set in force ([Policies]) or remember what it said. The set is Cedar's to evaluate
/// ([CedarEngine]) and the site's to narrow ([SitePolicies]); [Reasons] say a refusal in a sentence.
///
/// **What is counted.** [DayCounters] hold a purpose to its day, and [Approvals] to what it was given beyond.
/// [Tally] adds up the ledger, for the counters and for the [UseRecord]. [CommitWatch] sees to it that what an
/// entry promises is done or voided; [Noise] folds what would fill the ledger and names nobody.
@org.jspecify.annotations.NullMarked
package org.amana.policy;
