package org.amana.analysis;

/// Text that comes out of a file, made fit to stand in a line of ours.
final class PlainText {
    private PlainText() {}

    /// Without control and invisible formatting characters, blanks in place of line ends.
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }
}
