/// The long campaigns: a packaged server as a process of its own, clients that remember what they were answered, and
/// everything that can happen to a machine. `kill -9`, a power cut, flipped bits, a full disk, a sync that fails: after
/// each, what was acknowledged must be there, and the ledger must account for it. [ModelCampaign] and [RaceCampaign]
/// ask [Premises], the same floors without a process and a socket: whether every answer is the right one.
///
/// `./amana soak` runs them at length; the tests of this module run a short slice of each.
@org.jspecify.annotations.NullMarked
package org.amana.soak;
