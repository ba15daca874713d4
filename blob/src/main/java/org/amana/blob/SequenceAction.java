package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What becomes of a page blob's sequence number (Azure REST: *Set Blob Properties*).
public sealed interface SequenceAction {
    record Keep() implements SequenceAction {}

    /// The higher of the two.
    record Max(long number) implements SequenceAction {}

    record Update(long number) implements SequenceAction {}

    /// One more.
    record Increment() implements SequenceAction {}

    /// @throws AmanaException `SEQUENCE_NUMBER_TOO_LARGE`
    default long after(long number) {
        return switch (this) {
            case Keep _ -> number;
            case Max max -> Math.max(number, max.number());
            case Update update -> update.number();
            case Increment _ -> {
                if (number == Long.MAX_VALUE) {
                    throw new AmanaException(
                            ErrorCode.SEQUENCE_NUMBER_TOO_LARGE, "the sequence number " + number + " is the highest");
                }
                yield number + 1;
            }
        };
    }
}
