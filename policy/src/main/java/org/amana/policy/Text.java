package org.amana.policy;

/// A text in the two languages of the console.
public record Text(String english, String arabic) {
    private static final int MOST_CHARACTERS = 400;

    public Text {
        if (english.isBlank() || english.length() > MOST_CHARACTERS || arabic.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a title has 1 to " + MOST_CHARACTERS + " characters");
        }
    }

    /// A text that was given in one language only; it then stands for both.
    public static Text of(String text) {
        return new Text(text, text);
    }

    /// Whether there are characters in it that are not to be seen, and that a terminal would obey.
    public boolean hasControls() {
        return hasControls(english + arabic);
    }

    /// The same of any text.
    public static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /// The text for a language tag: Arabic for `ar`, English for everything else.
    public String in(String language) {
        return language.startsWith("ar") && !arabic.isBlank() ? arabic : english;
    }
}
