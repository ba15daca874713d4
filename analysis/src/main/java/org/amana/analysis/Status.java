package org.amana.analysis;

/// How a worker's reply begins.
public enum Status {
    OK(0),
    /// The file is the reason; a REFUSAL section says which. The worker is still good.
    REFUSED(1),
    /// The worker itself is unsure of its state; a REFUSAL section says why. It is thrown away.
    FAILED(2);

    private final int code;

    Status(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Status of(int code) throws MalformedReplyException {
        for (Status status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw new MalformedReplyException("status " + code);
    }
}
