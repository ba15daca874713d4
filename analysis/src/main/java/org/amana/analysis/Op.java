package org.amana.analysis;

/// What a worker can be asked. The payloads are described in `docs/formats/worker-frames.md`.
public enum Op {
    /// Here are your limits; which engines are you?
    HELLO(1),
    /// Take this file.
    OPEN(2),
    /// Read its type, text, metadata, and what is inside it.
    EXTRACT(3),
    /// Draw a page.
    PICTURE(4),
    /// Recognise the characters on the picture of a page.
    READ(5),
    /// Forget the file.
    CLOSE(6);

    private final int code;

    Op(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Op of(int code) throws MalformedReplyException {
        for (Op op : values()) {
            if (op.code == code) {
                return op;
            }
        }
        throw new MalformedReplyException("operation " + code);
    }
}
