package org.amana.search;

/// What a word before a colon says of what follows it.
enum QueryPrefix {
    /// There is none.
    NONE,
    NAME,
    AUTHOR,
    RECIPIENT,
    TYPE,
    LANGUAGE,
    CONTAINER;

    /// Letters of the longest word.
    static final int LONGEST = 10;

    /// By its word in English, Spanish or Arabic.
    ///
    /// @param word in lower case
    /// @return [#NONE] of any other word
    static QueryPrefix of(String word) {
        return switch (word) {
            case "name", "nombre", "اسم" -> NAME;
            case "author", "from", "autor", "كاتب" -> AUTHOR;
            case "to", "para", "مستلم" -> RECIPIENT;
            case "type", "tipo", "نوع" -> TYPE;
            case "lang", "language", "idioma", "لغة" -> LANGUAGE;
            case "container", "contenedor", "حاوية" -> CONTAINER;
            default -> NONE;
        };
    }
}
