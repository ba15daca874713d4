package org.amana.verifier;

import java.util.Comparator;
import java.util.List;

/// Compares `void` entries with the accesses that they name: each must take back exactly what its access
/// announced. The accesses lie somewhere before, so their bundles are read again. For one thread.
final class VoidCheck {
    private final LogSource source;
    private final Checkpoint checkpoint;
    private final Findings findings;
    private final Memory memory;
    private final Voided voided;
    private final EntryParser parser = new EntryParser();
    private boolean ended;

    /// Hears of each access that is voided as it should be.
    interface Voided {
        /// @param index of the `void` entry
        /// @param access has just read the access that it names
        void takeBack(long index, EntryParser access);
    }

    /// Remembers the bundles that were read before.
    interface Memory {
        /// Whether the entries of `bundle` are those that were there the first time.
        boolean sameAsBefore(BundleCheck bundle);
    }

    VoidCheck(LogSource source, Checkpoint checkpoint, Findings findings, Memory memory, Voided voided) {
        this.source = source;
        this.checkpoint = checkpoint;
        this.findings = findings;
        this.memory = memory;
        this.voided = voided;
    }

    /// Compares a group of them, reading each bundle once. One that cannot be read again ends the comparing: what is
    /// not known is no evidence, and a server that does not answer would be waited for again and again.
    ///
    /// @return whether all of them were compared, and all before
    boolean check(List<VoidClaim> claims) {
        if (ended) {
            return false;
        }
        BundleCheck bundle = null;
        for (VoidClaim claim : claims.stream()
                .filter(claim -> claim.ref() < claim.index())
                .sorted(Comparator.comparingLong(VoidClaim::ref))
                .toList()) {
            Tile tile = Tile.in(checkpoint.size(), Tile.ENTRIES, claim.ref() / Tile.FULL)
                    .orElseThrow();
            if (bundle == null || !bundle.tile().equals(tile)) {
                bundle = BundleCheck.of(source, tile);
            }
            String unread = bundle.unread();
            if (unread != null && !bundle.readable()) {
                findings.missing(unread);
                ended = true;
                return false;
            }
            check(claim, bundle);
        }
        return true;
    }

    private void check(VoidClaim claim, BundleCheck bundle) {
        if (!memory.sameAsBefore(bundle)) {
            findings.add(bundle.tile().path(), claim.ref(), "changed while the log was verified");
        } else if (!annuls(claim, bundle, (int) (claim.ref() % Tile.FULL))) {
            findings.add(
                    bundle.tile().path(),
                    claim.ref(),
                    "entry " + claim.index() + " voids this, which is no allowed access with the opposite change of "
                            + "the same box");
        } else {
            voided.takeBack(claim.index(), parser);
        }
    }

    private boolean annuls(VoidClaim claim, BundleCheck bundle, int position) {
        try {
            Kind kind = parser.parse(bundle.bundle(), bundle.from(position), bundle.length(position));
            return kind == Kind.ACCESS
                    && claim.stored() != 0
                    && parser.textIs(Places.ACCESS_DEC, Places.ALLOW)
                    && parser.number(Places.ACCESS_DST) == -claim.stored()
                    && parser.text(Places.ACCESS_ACCT).equals(claim.account())
                    && parser.text(Places.ACCESS_BOX).equals(claim.box());
        } catch (MalformedException _) {
            return false;
        }
    }
}
