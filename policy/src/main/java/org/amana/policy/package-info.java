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
@org.jspecify.annotations.NullMarked
package org.amana.policy;
