package org.amana.search;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// Of a text only what people write in pieces or in one, in one: `email` for e-mail, `obrien` for O'Brien, and
/// `96170123456` for +961-70-123456. A number that has blanks, points or hyphens in it is one of [#FEWEST_DIGITS]
/// letters and digits or more; so are those of books and bank accounts, with the letters they have.
///
/// The English `'s` joins nothing.
final class JoinedWords extends Tokenizer {
    private static final int FEWEST_DIGITS = 7;

    /// An IBAN of 34 characters has eight blanks.
    private static final int LONGEST = 60;

    private static final String PIECE = "[\\p{L}\\p{M}\\p{N}]++";
    private static final String HYPHEN = "[-\u2010\u2011]";
    private static final String BLANK = "[ \u00A0]";
    private static final String ACCOUNT =
            "[A-Z]{2}\\d{2}(?:" + BLANK + "[A-Z0-9]{4}){2,7}+(?:" + BLANK + "[A-Z0-9]{1,3})?+";
    private static final String NUMBER =
            "(?:[A-Z]{2}(?=\\d))?+\\d++(?:(?:" + HYPHEN + "|" + BLANK + "|\\.)\\d++){1,12}+(?:" + HYPHEN + "[Xx])?+";
    private static final String WORD =
            PIECE + "(?:" + HYPHEN + PIECE + "|['’＇](?![sS](?![\\p{L}\\p{M}\\p{N}]))" + PIECE + "){1,12}+";
    private static final Pattern JOINED = Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])(?:(?<number>" + ACCOUNT + "|"
            + NUMBER + ")|" + WORD + ")(?![\\p{L}\\p{M}\\p{N}])");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]");

    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}]++|[^\\p{L}\\p{M}\\p{N}]+$");

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute place = addAttribute(OffsetAttribute.class);
    private Matcher found = JOINED.matcher("");
    private int length;

    /// The whole of `text` in one, whatever signs stand around it; empty if it is none of these.
    static String of(String text) {
        Matcher whole = JOINED.matcher(AROUND.matcher(text).replaceAll(""));
        return whole.matches() ? joined(whole) : "";
    }

    private static String joined(Matcher found) {
        boolean number = found.group("number") != null;
        String joined = BETWEEN.matcher(found.group()).replaceAll("");
        boolean fits = joined.length() <= LONGEST && (!number || joined.length() >= FEWEST_DIGITS);
        return fits ? joined : "";
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        String text = input.readAllAsString();
        length = text.length();
        found = JOINED.matcher(text);
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        while (found.find()) {
            String joined = joined(found);
            if (!joined.isEmpty()) {
                term.append(joined);
                place.setOffset(correctOffset(found.start()), correctOffset(found.end()));
                return true;
            }
        }
        return false;
    }

    @Override
    public void end() throws IOException {
        super.end();
        place.setOffset(correctOffset(length), correctOffset(length));
    }
}
