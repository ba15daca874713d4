package org.amana.web.console;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.web.console.view.Markup;

/// Marks on a page of a file what was searched for. It is a help for the eye, made of the words alone: case, accents,
/// Arabic vowel signs and the forms of alef do not count, and a word is marked when it begins with what was asked.
final class Marking {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern FIELD = Pattern.compile("(?:^|\\s)(?:-\\S+|\\p{Alpha}+:\\S+)");
    private static final int SHORTEST_BEGINNING = 3;

    private final List<String> asked = new ArrayList<>();

    /// @param query as it was searched: words to leave out and fields are not marked
    Marking(String query) {
        Matcher words = WORD.matcher(FIELD.matcher(query).replaceAll(" "));
        while (words.find()) {
            String word = folded(words.group());
            if (!word.isEmpty() && !word.equals("or")) {
                asked.add(word);
            }
        }
    }

    boolean isEmpty() {
        return asked.isEmpty();
    }

    /// The text as HTML with the hits marked.
    Markup html(String text) {
        StringBuilder out = new StringBuilder(text.length() + 256);
        Matcher words = WORD.matcher(text);
        int from = 0;
        while (words.find()) {
            if (hits(words.group())) {
                out.append(Markup.text(text.substring(from, words.start())).html());
                out.append("<mark>").append(Markup.text(words.group()).html()).append("</mark>");
                from = words.end();
            }
        }
        return new Markup(out.append(Markup.text(text.substring(from)).html()).toString());
    }

    /// Whether a word, or one of the words in a run such as `berth-9,`, was asked for.
    boolean hitsAny(String run) {
        Matcher words = WORD.matcher(run);
        while (words.find()) {
            if (hits(words.group())) {
                return true;
            }
        }
        return false;
    }

    private boolean hits(String word) {
        String folded = folded(word);
        String bare = folded.startsWith("ال") && folded.length() > 4 ? folded.substring(2) : folded;
        return asked.stream().anyMatch(one -> matches(folded, one) || matches(bare, one));
    }

    private static boolean matches(String word, String asked) {
        return word.equals(asked)
                || (asked.length() >= SHORTEST_BEGINNING && word.startsWith(asked))
                || (asked.startsWith("ال") && asked.length() > 4 && word.equals(asked.substring(2)));
    }

    private static String folded(String word) {
        String plain = Normalizer.normalize(word, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(plain.length());
        plain.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK && c != 0x640)
                .map(Marking::letter)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static int letter(int c) {
        return switch (c) {
            case 0x0649 -> 0x064a;
            case 0x0629 -> 0x0647;
            case 0x0671 -> 0x0627;
            default -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c;
        };
    }
}
