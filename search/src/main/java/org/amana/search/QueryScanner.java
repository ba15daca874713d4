package org.amana.search;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.search.SearchResult.Remark;

/// Takes a query apart, from its beginning to its end: what stands between two blanks or in quotes, with what
/// stands before it, and brackets. What they are together is for [QueryText] to read.
final class QueryScanner {
    /// Double ones and pointed ones, either way round.
    private static final String QUOTES = "\"“”„«»‹›";

    private static final Pattern QUOTED = Pattern.compile("[" + QUOTES + "][^" + QUOTES + "]*[" + QUOTES + "]?");

    /// Single ones look like apostrophes and like the letter ‘ayn: they are quotes only in pairs around
    /// words.
    private static final Pattern SINGLE =
            Pattern.compile("[‘‚](?=\\S)([^‘’‚]*(?:[\\p{L}\\p{N}][’][\\p{L}][^‘’‚]*)*)[’‘](?![\\p{L}\\p{N}])");

    /// What other search engines understand: a letter left open, words that are alike, weights, words near
    /// one another, ranges and regular expressions. Questions and addresses are none of it.
    private static final Pattern SIGNS = Pattern.compile(String.join(
            "|",
            "(?<!\\S)(?!\\S*(?:://|=))\\S*[\\p{L}\\p{N}]\\?[\\p{L}\\p{N}]",
            "[\\p{L}\\p{N}\"]~[\\d.]*(?![\\p{L}\\p{N}])",
            "[\\p{L}\\p{N}\"]\\^[\\d.]+(?![\\p{L}\\p{N}])",
            "(?<!\\S)(?i:w|pre|near|within)/\\d+(?!\\S)",
            "\\[\\S+ TO \\S+\\]",
            "(?<!\\S)/\\S*[\\[*+?|^$\\\\]\\S*/(?!\\S)"));

    private final String text;
    private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    private int at;

    QueryScanner(String text) {
        this.text = text;
        if (SIGNS.matcher(QUOTED.matcher(text).replaceAll("\"")).find()) {
            remarks.add(Remark.UNKNOWN_SIGN);
        }
    }

    /// The sign before a piece.
    enum Sign {
        NONE,
        MUST,
        MUST_NOT
    }

    /// What a piece is.
    enum Shape {
        WORD,
        QUOTED,
        OPENING_BRACKET,
        CLOSING_BRACKET
    }

    /// @param body the word, or what stands in the quotes; empty of brackets
    record Piece(Sign sign, QueryPrefix prefix, Shape shape, String body) {
        private static final Piece CLOSING = new Piece(Sign.NONE, QueryPrefix.NONE, Shape.CLOSING_BRACKET, "");

        /// Whether it is one of these words, with nothing before it.
        boolean isOperator(String... names) {
            return shape == Shape.WORD
                    && sign == Sign.NONE
                    && prefix == QueryPrefix.NONE
                    && List.of(names).contains(body);
        }
    }

    /// Whether there is another piece.
    boolean hasNext() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    /// The next piece; only if there is one.
    Piece next() {
        if (text.charAt(at) == ')') {
            at++;
            return Piece.CLOSING;
        }
        Sign sign = sign();
        QueryPrefix prefix = prefix();
        if (text.charAt(at) == '(') {
            at++;
            return new Piece(sign, prefix, Shape.OPENING_BRACKET, "");
        }
        if (isQuote()) {
            return new Piece(sign, prefix, Shape.QUOTED, quoted());
        }
        Matcher single = SINGLE.matcher(text).region(at, text.length()).useTransparentBounds(true);
        if (single.lookingAt()) {
            at = single.end();
            return new Piece(sign, prefix, Shape.QUOTED, single.group(1));
        }
        return new Piece(sign, prefix, Shape.WORD, word());
    }

    /// Leaves the rest unread.
    void end() {
        at = text.length();
    }

    /// What of that which was taken apart so far means something elsewhere, and nothing here.
    Set<Remark> remarks() {
        return remarks;
    }

    private Sign sign() {
        Sign sign = startsThing("-") || startsThing("!") ? Sign.MUST_NOT : startsThing("+") ? Sign.MUST : Sign.NONE;
        if (sign != Sign.NONE) {
            at++;
        }
        return sign;
    }

    /// The sign, directly before something that is not a blank nor the sign again.
    private boolean startsThing(String sign) {
        int next = at + sign.length();
        return text.startsWith(sign, at)
                && next < text.length()
                && !isBlank(text.charAt(next))
                && text.charAt(next) != ')'
                && !text.startsWith(sign, next);
    }

    private QueryPrefix prefix() {
        int colon = text.indexOf(':', at);
        if (colon < 0
                || colon - at > QueryPrefix.LONGEST
                || colon + 1 == text.length()
                || isBlank(text.charAt(colon + 1))
                || text.charAt(colon + 1) == ')') {
            return QueryPrefix.NONE;
        }
        String before = text.substring(at, colon).toLowerCase(Locale.ROOT);
        QueryPrefix prefix = QueryPrefix.of(before);
        if (prefix != QueryPrefix.NONE) {
            at = colon + 1;
        } else if (looksLikeAField(before, colon)) {
            remarks.add(Remark.UNKNOWN_FIELD);
        }
        return prefix;
    }

    /// Not `12:30`, not `https://…`, not `C:\\…`.
    private boolean looksLikeAField(String word, int colon) {
        return word.length() >= 2
                && word.codePoints().allMatch(Character::isLetter)
                && !text.startsWith("//", colon + 1)
                && !text.startsWith("\\", colon + 1);
    }

    private boolean isQuote() {
        return QUOTES.indexOf(text.charAt(at)) >= 0;
    }

    /// The words up to the closing quote, or to the end if there is none.
    private String quoted() {
        int from = ++at;
        while (at < text.length() && QUOTES.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String words = text.substring(from, at);
        at = Math.min(at + 1, text.length());
        skipNearness();
        return words;
    }

    /// How far apart the words of a phrase may stand, for other search engines: no word of its own.
    private void skipNearness() {
        if (at < text.length() && text.charAt(at) == '~') {
            at++;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        }
    }

    private String word() {
        int from = at;
        while (at < text.length()
                && !isBlank(text.charAt(at))
                && !isBracket(text.charAt(at))
                && (at == from || !isQuote())) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean isBracket(char c) {
        return c == '(' || c == ')';
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }
}
