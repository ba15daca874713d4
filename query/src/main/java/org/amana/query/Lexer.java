package org.amana.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a statement into words, signs and literals.
final class Lexer {
    enum Kind {
        WORD,
        /// A name in double quotes, or in backticks or brackets.
        NAME,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    record Token(Kind kind, String text, int position) {
        boolean is(String word) {
            return (kind == Kind.WORD || kind == Kind.SIGN)
                    && text.toUpperCase(Locale.ROOT).equals(word);
        }
    }

    private static final List<String> SIGNS = List.of(
            "<>", "!=", "<=", ">=", "||", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", ",", ".", "[", "]", ";");

    private final String sql;
    private int at;

    Lexer(String sql) {
        this.sql = sql;
    }

    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
                at++;
            }
            if (at == sql.length()) {
                tokens.add(new Token(Kind.END, "", at));
                return tokens;
            }
            tokens.add(next(sql.charAt(at)));
        }
    }

    private Token next(char c) {
        int start = at;
        if (c == '\'' || c == '"' || c == '`') {
            return new Token(c == '\'' ? Kind.TEXT : Kind.NAME, quoted(c), start);
        }
        if (Character.isLetter(c) || c == '_') {
            while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
                at++;
            }
            return new Token(Kind.WORD, sql.substring(start, at), start);
        }
        if (c >= '0' && c <= '9') {
            return new Token(Kind.NUMBER, number(), start);
        }
        for (String sign : SIGNS) {
            if (sql.startsWith(sign, at)) {
                at += sign.length();
                return new Token(Kind.SIGN, sign, start);
            }
        }
        throw new QueryException("InvalidQueryExpression", "the character " + c + " has no meaning here", start);
    }

    /// A quote inside is written twice.
    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        int start = at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c != quote) {
                text.append(c);
            } else if (at < sql.length() && sql.charAt(at) == quote) {
                text.append(c);
                at++;
            } else {
                return text.toString();
            }
        }
        throw new QueryException("InvalidQueryExpression", "a " + quote + " is not closed", start);
    }

    private String number() {
        int start = at;
        while (at < sql.length() && isOfNumber(sql.charAt(at), sql.charAt(at - (at > start ? 1 : 0)))) {
            at++;
        }
        return sql.substring(start, at);
    }

    private static boolean isOfNumber(char c, char before) {
        boolean exponent = before == 'e' || before == 'E';
        return (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || (exponent && (c == '+' || c == '-'));
    }
}
