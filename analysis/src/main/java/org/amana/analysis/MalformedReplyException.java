package org.amana.analysis;

import java.io.IOException;

/// A worker said something that does not follow the protocol. The worker is not trusted any further.
public final class MalformedReplyException extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedReplyException(String message) {
        super(message);
    }
}
