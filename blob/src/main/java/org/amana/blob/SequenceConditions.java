package org.amana.blob;

import java.util.OptionalLong;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What must hold for the sequence number of a page blob; what is absent always holds.
///
/// @param atMost `x-ms-if-sequence-number-le`
/// @param below `x-ms-if-sequence-number-lt`
/// @param exactly `x-ms-if-sequence-number-eq`
public record SequenceConditions(OptionalLong atMost, OptionalLong below, OptionalLong exactly) {
    public static final SequenceConditions NONE =
            new SequenceConditions(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /// @throws AmanaException `SEQUENCE_NUMBER_NOT_MET`
    void require(BlobKind.Page page, BlobRef what) {
        long number = page.sequenceNumber();
        if (number > atMost.orElse(Long.MAX_VALUE)
                || (below.isPresent() && number >= below.getAsLong())
                || number != exactly.orElse(number)) {
            throw new AmanaException(
                    ErrorCode.SEQUENCE_NUMBER_NOT_MET, "blob " + what + ": its sequence number is " + number);
        }
    }
}
