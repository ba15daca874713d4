package org.amana.kernel;

import java.util.regex.Pattern;

/// How a word of a command is printed so that a shell which is given it reads that word and nothing else. A word
/// without anything special stays as it is.
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,][A-Za-z0-9_./:=@%+,-]*");

    private ShellWord() {}

    /// @param word such as a path; its text counts
    public static String of(Object word) {
        String text = word.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
