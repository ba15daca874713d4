package org.amana.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amana.search.Asked.Atom;
import org.amana.search.Asked.Clause;
import org.amana.search.Asked.Field;
import org.amana.search.Asked.Form;
import org.amana.search.Asked.Narrow;
import org.amana.search.Asked.Where;
import org.jspecify.annotations.Nullable;

/// Reads what people type into a search box. Everything can be read: what is not one of the forms below is words.
///
/// ```
/// dredging berth        words; most of them must be there
/// "berth 9"  «الرصيف 9»  the words one after the other; must be there
/// -draft  NOT draft     must not be there
/// a OR b   a | b        either; AND, && between two things make both a must
/// conc*   c*n           the rest of a word is open; two letters must come first
/// name:minutes          in the file's name or title
/// author:haddad         who wrote or sent it (from: is the same); to: who it was sent to
/// type:pdf lang:ar container:letters   what the file is, and where
/// ```
///
/// The prefixes are understood in English, Spanish and Arabic. Another word before a colon is looked for as a word, and
/// the answer says that it is no field.
///
/// Bounds: [SearchRequest#MAX_QUERY_LENGTH] characters, [#MOST_ATOMS] things to look for, [#MOST_PATTERNS] patterns.
/// What lies beyond is left out and said so.
final class QueryText {
    static final int MOST_ATOMS = 32;
    static final int MOST_PATTERNS = 4;

    private static final int MOST_STARS = 3;
    private static final int LONGEST_PREFIX = 10;
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("name", "name"),
            Map.entry("author", "author"),
            Map.entry("from", "author"),
            Map.entry("to", "to"),
            Map.entry("type", "type"),
            Map.entry("lang", "lang"),
            Map.entry("language", "lang"),
            Map.entry("container", "container"),
            Map.entry("nombre", "name"),
            Map.entry("autor", "author"),
            Map.entry("para", "to"),
            Map.entry("tipo", "type"),
            Map.entry("idioma", "lang"),
            Map.entry("contenedor", "container"),
            Map.entry("اسم", "name"),
            Map.entry("كاتب", "author"),
            Map.entry("مستلم", "to"),
            Map.entry("نوع", "type"),
            Map.entry("لغة", "lang"),
            Map.entry("حاوية", "container"));
    private static final String OPENING_QUOTES = "\"“”„«";
    private static final String CLOSING_QUOTES = "\"“”»";

    private final String text;
    private int at;
    private int atoms;
    private int patterns;
    private boolean shortened;
    private boolean unknownField;

    private final List<Clause> clauses = new ArrayList<>();
    private final List<Atom> without = new ArrayList<>();
    private final List<Narrow> narrow = new ArrayList<>();

    private QueryText(String text) {
        this.text = text;
    }

    /// What the query asks for. Never fails.
    static Asked read(String query) {
        int end = Math.min(query.length(), SearchRequest.MAX_QUERY_LENGTH);
        QueryText reader = new QueryText(query.substring(0, end));
        reader.shortened = end < query.length();
        reader.readAll();
        return new Asked(reader.clauses, reader.without, reader.narrow, reader.shortened, reader.unknownField);
    }

    /// The operator between the last thing and the next one.
    private enum Joint {
        NONE,
        AND,
        OR
    }

    private void readAll() {
        Joint joint = Joint.NONE;
        boolean negate = false;
        while (skipBlanks()) {
            Piece piece = piece();
            if (piece.isOperator("AND", "&&")) {
                joint = clauses.isEmpty() ? Joint.NONE : Joint.AND;
            } else if (piece.isOperator("OR", "||", "|")) {
                joint = clauses.isEmpty() ? Joint.NONE : Joint.OR;
            } else if (piece.isOperator("NOT")) {
                negate = true;
            } else if (atoms >= MOST_ATOMS) {
                shortened = true;
                return;
            } else {
                atoms++;
                take(piece, negate || piece.negated, joint);
                joint = Joint.NONE;
                negate = false;
            }
        }
    }

    private void take(Piece piece, boolean negate, Joint joint) {
        Field field = field(piece.prefix);
        if (field != null) {
            narrow.add(new Narrow(field, piece.body.strip(), !negate));
            return;
        }
        Atom atom = atom(piece);
        if (negate) {
            without.add(atom);
            return;
        }
        boolean required = piece.quoted || atom.where() != Where.ANYWHERE || piece.must || joint == Joint.AND;
        switch (joint) {
            case NONE -> clauses.add(new Clause(List.of(atom), required));
            case AND -> {
                Clause before = clauses.removeLast();
                clauses.add(new Clause(before.anyOf(), true));
                clauses.add(new Clause(List.of(atom), true));
            }
            case OR -> {
                Clause before = clauses.removeLast();
                List<Atom> anyOf = new ArrayList<>(before.anyOf());
                anyOf.add(atom);
                clauses.add(new Clause(anyOf, before.required() || required));
            }
        }
    }

    private Atom atom(Piece piece) {
        Where where = where(piece.prefix);
        if (piece.quoted) {
            return new Atom(Form.PHRASE, piece.body, where);
        }
        if (isPattern(piece.body)) {
            patterns++;
            return new Atom(Form.PATTERN, piece.body, where);
        }
        return new Atom(Form.WORD, piece.body.replace('*', ' '), where);
    }

    private static Where where(String prefix) {
        return switch (prefix) {
            case "name" -> Where.NAME;
            case "author" -> Where.AUTHOR;
            case "to" -> Where.RECIPIENT;
            default -> Where.ANYWHERE;
        };
    }

    private boolean isPattern(String word) {
        int star = word.indexOf('*');
        long stars = word.chars().filter(c -> c == '*').count();
        return star >= 2
                && stars <= MOST_STARS
                && patterns < MOST_PATTERNS
                && word.length() <= Analysers.LONGEST_WORD
                && word.substring(0, star).codePoints().allMatch(QueryText::isOfAWord);
    }

    /// Letters may come apart from their marks: the vowels of Arabic always do, accents sometimes.
    private static boolean isOfAWord(int c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static @Nullable Field field(String prefix) {
        return switch (prefix) {
            case "type" -> Field.TYPE;
            case "lang" -> Field.LANGUAGE;
            case "container" -> Field.CONTAINER;
            default -> null;
        };
    }

    /// What stands between two blanks, or in quotes, with what stands before it.
    private record Piece(String prefix, String body, boolean quoted, boolean negated, boolean must) {
        boolean isOperator(String... names) {
            return !quoted
                    && !negated
                    && !must
                    && prefix.isEmpty()
                    && List.of(names).contains(body);
        }
    }

    private Piece piece() {
        boolean negated = startsThing("-") || startsThing("!");
        boolean must = !negated && startsThing("+");
        if (negated || must) {
            at++;
        }
        String prefix = prefix();
        if (isOpeningQuote()) {
            return new Piece(prefix, quoted(), true, negated, must);
        }
        return new Piece(prefix, plain(), false, negated, must);
    }

    /// The sign, directly before something that is not a blank nor the sign again.
    private boolean startsThing(String sign) {
        int next = at + sign.length();
        return text.startsWith(sign, at)
                && next < text.length()
                && !isBlank(text.charAt(next))
                && !text.startsWith(sign, next);
    }

    private String prefix() {
        int colon = text.indexOf(':', at);
        if (colon < 0 || colon - at > LONGEST_PREFIX || colon + 1 == text.length() || isBlank(text.charAt(colon + 1))) {
            return "";
        }
        String before = text.substring(at, colon).toLowerCase(Locale.ROOT);
        String prefix = PREFIXES.get(before);
        if (prefix == null) {
            unknownField |= looksLikeAField(before, colon);
            return "";
        }
        at = colon + 1;
        return prefix;
    }

    /// Not `12:30`, not `https://…`, not `C:\\…`.
    private boolean looksLikeAField(String word, int colon) {
        return word.length() >= 2
                && word.codePoints().allMatch(Character::isLetter)
                && !text.startsWith("//", colon + 1)
                && !text.startsWith("\\", colon + 1);
    }

    private boolean isOpeningQuote() {
        return at < text.length() && OPENING_QUOTES.indexOf(text.charAt(at)) >= 0;
    }

    /// The words up to the closing quote, or to the end if there is none.
    private String quoted() {
        int from = ++at;
        while (at < text.length() && CLOSING_QUOTES.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String words = text.substring(from, at);
        at = Math.min(at + 1, text.length());
        return words;
    }

    private String plain() {
        int from = at;
        while (at < text.length() && !isBlank(text.charAt(at)) && (at == from || !isOpeningQuote())) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    /// Brackets part words and mean nothing more.
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '('
                || c == ')'
                || Character.isISOControl(c);
    }
}
