package org.amana.analysis;

/// Why a file is not read: the file itself is the reason, so trying again would change nothing.
public enum Refusal {
    /// It unpacks to far more than it holds, or nests without end.
    BOMB(1),
    /// Larger than a picture we decode.
    TOO_MANY_PIXELS(2),
    /// It needs a password.
    ENCRYPTED(3),
    /// Not what it says, or broken beyond reading.
    CORRUPT(4),
    /// More bytes than analysis reads.
    TOO_LARGE(5),
    /// No engine here reads this.
    UNSUPPORTED(6),
    /// The worker needed more memory than it may have.
    OUT_OF_MEMORY(7),
    /// The engine needs data that is not installed. The file is fine: trying again after installing it works.
    MISSING_DATA(8),
    /// The worker did not come back in time. Seen by the server alone.
    LATE(9),
    /// The worker died. Seen by the server alone.
    CRASHED(10);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /// @throws MalformedReplyException if no refusal has this code
    public static Refusal of(int code) throws MalformedReplyException {
        for (Refusal refusal : values()) {
            if (refusal.code == code) {
                return refusal;
            }
        }
        throw new MalformedReplyException("refusal " + code);
    }
}
