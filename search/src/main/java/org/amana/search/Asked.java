package org.amana.search;

import java.util.List;

/// A query as it was understood: what must, may and must not be there. Made by [QueryText].
///
/// @param clauses what to look for in text and names
/// @param without what must not be there
/// @param narrow fields of the file that must hold
/// @param shortened true if the end of the query was left unread
/// @param unknownField true if something stands before a colon that looks like a field and is none
record Asked(List<Clause> clauses, List<Atom> without, List<Narrow> narrow, boolean shortened, boolean unknownField) {
    Asked {
        clauses = List.copyOf(clauses);
        without = List.copyOf(without);
        narrow = List.copyOf(narrow);
    }

    /// One of `anyOf` is to be found.
    ///
    /// @param required true if no hit may lack it: a phrase, a field, a part of an AND
    record Clause(List<Atom> anyOf, boolean required) {
        Clause {
            anyOf = List.copyOf(anyOf);
        }
    }

    /// The smallest thing to look for.
    ///
    record Atom(Form form, String text, Where where) {}

    /// Where to look for it.
    enum Where {
        /// In text, names, titles and what the document says of itself.
        ANYWHERE,
        /// In names and titles only.
        NAME,
        /// Among those who wrote or sent it.
        AUTHOR,
        /// Among those it was sent to.
        RECIPIENT
    }

    enum Form {
        WORD,
        /// Words one after the other.
        PHRASE,
        /// A word with `*` in it.
        PATTERN
    }

    /// A field of the file.
    ///
    /// @param wanted false if the file must not have the value
    record Narrow(Field field, String value, boolean wanted) {}

    enum Field {
        TYPE,
        LANGUAGE,
        CONTAINER
    }

    /// Nothing to look for in text or names.
    boolean isBlank() {
        return clauses.isEmpty();
    }

    /// The plain words in their order: what a model may be asked for meaning.
    String words() {
        StringBuilder words = new StringBuilder();
        for (Clause clause : clauses) {
            for (Atom atom : clause.anyOf()) {
                if (atom.where() == Where.ANYWHERE && atom.form() != Form.PATTERN) {
                    words.append(words.isEmpty() ? "" : " ").append(atom.text());
                }
            }
        }
        return words.toString();
    }

    private static boolean isPlain(Atom atom) {
        return atom.form() == Form.WORD && atom.where() == Where.ANYWHERE;
    }

    /// True if at least one clause is a plain word that a hit may lack.
    boolean hasPlainWords() {
        return clauses.stream()
                .anyMatch(
                        clause -> !clause.required() && clause.anyOf().stream().anyMatch(Asked::isPlain));
    }
}
