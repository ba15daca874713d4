package org.amana.ledger;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The two parts that an opening is sealed in, each under the key of another subject.
enum OpeningPart {
    /// Who acted, from where and in which case. Of an unknown actor this belongs to the object, or else to nobody.
    ACTOR(0b1101),

    /// On what.
    OBJECT(0b0010);

    private final int mask;

    OpeningPart(int mask) {
        this.mask = mask;
    }

    /// Which values belong to it: bit n for name n of [org.amana.verifier.Disclosure#NAMES]. Stands on disk for it.
    int mask() {
        return mask;
    }

    /// @throws AmanaException `CORRUPT` if there is no such part
    static OpeningPart ofMask(int mask) {
        for (OpeningPart part : values()) {
            if (part.mask == mask) {
                return part;
            }
        }
        throw new AmanaException(ErrorCode.CORRUPT, "names of a part " + mask + ", which there is not");
    }

    static OpeningPart of(Subject.Kind kind) {
        return switch (kind) {
            case ACTOR -> ACTOR;
            case OBJECT -> OBJECT;
        };
    }
}
