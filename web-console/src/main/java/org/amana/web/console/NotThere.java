package org.amana.web.console;

/// What an address names was never there, as only its page can tell. It is an answer, like [Refused].
final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String sentence;
    private final String href;
    private final String way;

    /// @param sentence in the reader's language
    /// @param href where such things are
    /// @param way what leads there
    NotThere(String sentence, String href, String way) {
        super(sentence, null, false, false);
        this.sentence = sentence;
        this.href = href;
        this.way = way;
    }

    String sentence() {
        return sentence;
    }

    String href() {
        return href;
    }

    String way() {
        return way;
    }
}
