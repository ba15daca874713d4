package org.amana.analysis;

/// The parts of a worker's reply, each with the most bytes it may have.
public enum SectionType {
    /// Ends a reply; empty.
    END(0, 0),
    REFUSAL(1, 4 << 10),
    ENGINES(2, 64 << 10),
    DOCUMENT(3, 1 << 20),
    PAGE(4, 16 << 20),
    PICTURE(5, 32 << 20);

    private final int code;
    private final int cap;

    SectionType(int code, int cap) {
        this.code = code;
        this.cap = cap;
    }

    public int code() {
        return code;
    }

    /// Bytes.
    public int cap() {
        return cap;
    }

    public static SectionType of(int code) throws MalformedReplyException {
        for (SectionType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new MalformedReplyException("section " + code);
    }
}
