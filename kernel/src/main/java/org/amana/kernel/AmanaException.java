package org.amana.kernel;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The one family of failures. The message names the thing and the value, for example
/// `blob photos/cat.png: expected ETag 0x8D, found 0x8E`; details carry what a client wants apart from the text, such
/// as the name of the header that was wrong.
public final class AmanaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final TreeMap<String, String> details;

    public AmanaException(ErrorCode code, String message) {
        super(message);
        this.code = code;
        this.details = new TreeMap<>();
    }

    public AmanaException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.details = new TreeMap<>();
    }

    private AmanaException(AmanaException other, Map<String, String> details) {
        super(other.getMessage(), other);
        this.code = other.code;
        this.details = new TreeMap<>(details);
    }

    public ErrorCode code() {
        return code;
    }

    /// The message, never absent.
    public String message() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }

    /// Facts beside the message, by name, sorted; unmodifiable.
    public Map<String, String> details() {
        return Collections.unmodifiableMap(details);
    }

    /// This failure with one more detail.
    public AmanaException with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new AmanaException(this, more);
    }
}
