package org.amana.blob;

import java.util.function.BooleanSupplier;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.outbound.Answer;
import org.jspecify.annotations.Nullable;

/// The fetching of one pending copy, from its first attempt to its last: it may be broken off from outside,
/// also while bytes come in. Safe for two threads, the one that fetches and the one that breaks off.
final class Fetch {
    private final String copyId;
    private final BooleanSupplier closing;
    private volatile boolean brokenOff;
    private volatile @Nullable Answer coming;

    /// @param closing whether the server stops, which breaks off every fetching
    Fetch(String copyId, BooleanSupplier closing) {
        this.copyId = copyId;
        this.closing = closing;
    }

    boolean isOf(String id) {
        return copyId.equals(id);
    }

    boolean isBrokenOff() {
        return brokenOff || closing.getAsBoolean();
    }

    /// Ends the attempt under way, if there is one, and all further ones.
    void breakOff() {
        brokenOff = true;
        Answer answer = coming;
        if (answer != null) {
            answer.close();
        }
    }

    /// Bytes begin to come in.
    ///
    /// @throws AmanaException `NO_PENDING_COPY` if nobody wants them any more
    void begin(Answer answer) {
        coming = answer; // first, so that who breaks off from now on closes it
        if (isBrokenOff()) {
            throw new AmanaException(ErrorCode.NO_PENDING_COPY, "it was broken off");
        }
    }

    /// None come in any more.
    void end() {
        coming = null;
    }
}
