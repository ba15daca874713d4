package org.amana.web.console.view;

import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// A name that someone else chose, set so that it can be read in either direction and cannot lie:
/// - the whole is one `<bdi dir="auto">`, so it does not disturb the sentence around it;
/// - a path whose steps are written in both directions has one for each step, and the steps stand in the direction of
///   the page (else the first letter would turn all of them around, and the file would stand before its folder);
/// - digit runs with separators inside an Arabic name are isolated (else 2018-03-14 reads 14-03-2018) and not broken;
/// - the extension stays in the run, quieter;
/// - bidirectional controls and other invisible characters are shown as `[RLO]`, so an extension cannot be faked.
public final class FileName {
    private static final int LONGEST_EXTENSION = 8;
    private static final int LONGEST_SHORTENED = 120;
    private static final int LONGEST_LINE = 80;
    private static final char FIRST_STRONG = '\u2068';
    private static final char LEFT_TO_RIGHT = '\u2066';
    private static final char POP = '\u2069';

    private static final Set<Byte> STRONG = Set.of(
            Character.DIRECTIONALITY_LEFT_TO_RIGHT,
            Character.DIRECTIONALITY_RIGHT_TO_LEFT,
            Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);

    private FileName() {}

    /// A whole name, or the part of it after the last slash of a listing's prefix.
    public static Markup html(String name) {
        return html(name, new BitSet());
    }

    /// The same with stretches of it marked, as what was searched for.
    ///
    /// @param marked the characters, counted as in the name
    public static Markup html(String name, BitSet marked) {
        return goesBothWays(name) ? path(name, marked) : step(name, marked);
    }

    private static Markup path(String name, BitSet marked) {
        StringBuilder out = new StringBuilder(name.length() + 128).append("<span class=\"path\">");
        int from = 0;
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', from)) {
            out.append(
                    step(name.substring(from, slash), marked.get(from, slash)).html());
            marked(name, slash, slash + 1, marked, out);
            from = slash + 1;
        }
        String last = name.substring(from);
        out.append(
                last.isEmpty()
                        ? ""
                        : step(last, marked.get(from, name.length())).html());
        return new Markup(out.append("</span>").toString());
    }

    private static Markup step(String name, BitSet marked) {
        boolean arabic = hasArabic(name);
        int dot = extension(name);
        StringBuilder out = new StringBuilder(name.length() + 64);
        out.append("<bdi class=\"fname\"").append(arabic ? " lang=\"ar\"" : "").append(" dir=\"auto\">");
        run(name, 0, dot, arabic, marked, out);
        if (dot < name.length()) {
            out.append("<span class=\"ext\">");
            run(name, dot, name.length(), false, marked, out);
            out.append("</span>");
        }
        return new Markup(out.append("</bdi>").toString());
    }

    /// The same in a line among many: what is too long for one is cut short in the middle, before it is marked up, and
    /// keeps its beginning and its extension.
    public static Markup shortened(String name) {
        int characters = name.codePointCount(0, name.length());
        if (characters <= LONGEST_SHORTENED) {
            return html(name);
        }
        int half = LONGEST_SHORTENED / 2;
        return html(name.substring(0, name.offsetByCodePoints(0, half))
                + "\u2026"
                + name.substring(name.offsetByCodePoints(name.length(), -half)));
    }

    /// The name for plain text (titles, labels): invisible characters shown, the whole isolated.
    public static String text(String name) {
        return FIRST_STRONG + shown(name, _ -> false) + POP;
    }

    /// The beginning of any text, for the title of a window: on one line, isolated, invisible characters shown.
    public static String line(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        boolean whole = line.codePointCount(0, line.length()) <= LONGEST_LINE;
        return text(whole ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE)) + "\u2026");
    }

    /// Any text with its invisible characters shown, for where it is not marked up: a title, a person's name. White
    /// space stays, and so do isolates that end where they should, which sentences within sentences have and which
    /// turn nothing around.
    public static String visible(String text) {
        boolean isolates = hasWholeIsolates(text);
        return shown(text, c -> (isolates && (isIsolate(c) || c == POP)) || c == '\n' || c == '\r' || c == '\t');
    }

    /// @param kept the characters that stay as they are, whatever they are
    private static String shown(String text, IntPredicate kept) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        text.codePoints().forEach(c -> {
            String shown = kept.test(c) ? "" : shown(c);
            if (shown.isEmpty()) {
                out.appendCodePoint(c);
            } else {
                out.append(shown);
            }
        });
        return out.toString();
    }

    /// Those that our own words begin with.
    private static boolean isIsolate(int c) {
        return c == FIRST_STRONG || c == LEFT_TO_RIGHT;
    }

    private static boolean hasWholeIsolates(String text) {
        int open = 0;
        for (int i = 0; i < text.length() && open >= 0; i++) {
            char c = text.charAt(i);
            open += isIsolate(c) ? 1 : c == POP ? -1 : 0;
        }
        return open == 0;
    }

    private static void run(String name, int from, int to, boolean arabic, BitSet marked, StringBuilder out) {
        int at = from;
        while (at < to) {
            int end = arabic ? Math.min(to, digits(name, at)) : at;
            if (end > at) {
                out.append("<bdi dir=\"ltr\">");
                marked(name, at, end, marked, out);
                out.append("</bdi>");
                at = end;
                continue;
            }
            int next = at + 1;
            while (next < to && !(arabic && digits(name, next) > next)) {
                next++;
            }
            marked(name, at, next, marked, out);
            at = next;
        }
    }

    /// Characters that stay in one run, with marks around those that are marked.
    private static void marked(String name, int from, int to, BitSet marked, StringBuilder out) {
        boolean open = false;
        for (int at = from; at < to; ) {
            if (marked.get(at) != open) {
                open = !open;
                out.append(open ? "<mark>" : "</mark>");
            }
            int c = name.codePointAt(at);
            String shown = shown(c);
            out.append(shown.isEmpty() ? Markup.escape(Character.toString(c)) : seen(shown));
            at += Character.charCount(c);
        }
        out.append(open ? "</mark>" : "");
    }

    private static String seen(String shown) {
        return "<span class=\"seen\">" + shown + "</span>";
    }

    /// The end of a run such as `2018-03-14` that starts here: digits with single separators between them. A plain
    /// number is no such run; it reads the same in both directions.
    private static int digits(String text, int start) {
        boolean begins = start == 0 || !isAsciiDigit(text.charAt(start - 1));
        if (!begins || !isAsciiDigit(text.charAt(start))) {
            return start;
        }
        int at = start;
        boolean separated = false;
        while (at < text.length()) {
            if (isAsciiDigit(text.charAt(at))) {
                at++;
            } else if (isSeparator(text.charAt(at)) && at + 1 < text.length() && isAsciiDigit(text.charAt(at + 1))) {
                separated = true;
                at++;
            } else {
                break;
            }
        }
        return separated ? at : start;
    }

    private static boolean isAsciiDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '.' || c == '/' || c == '_' || c == ':' || c == ',';
    }

    private static int extension(String name) {
        int dot = name.lastIndexOf('.');
        boolean real = dot > 0 && dot < name.length() - 1 && name.length() - dot - 1 <= LONGEST_EXTENSION;
        return real && name.substring(dot + 1).codePoints().allMatch(Character::isLetterOrDigit) ? dot : name.length();
    }

    /// Whether it is a path with steps in both directions, each by its first letter.
    private static boolean goesBothWays(String name) {
        return name.indexOf('/') >= 0
                && Stream.of(name.split("/", -1))
                                .map(FileName::isLeftToRight)
                                .flatMap(Optional::stream)
                                .distinct()
                                .count()
                        > 1;
    }

    /// Nothing where no letter says so.
    private static Optional<Boolean> isLeftToRight(String step) {
        return step.codePoints()
                .mapToObj(Character::getDirectionality)
                .filter(STRONG::contains)
                .findFirst()
                .map(one -> one == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
    }

    private static boolean hasArabic(String name) {
        return name.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC);
    }

    /// The visible name of a character that cannot be seen; empty if it can.
    private static String shown(int c) {
        return switch (c) {
            case 0x061c -> "[ALM]";
            case 0x200b -> "[ZWSP]";
            case 0x200e -> "[LRM]";
            case 0x200f -> "[RLM]";
            case 0x202a -> "[LRE]";
            case 0x202b -> "[RLE]";
            case 0x202c -> "[PDF]";
            case 0x202d -> "[LRO]";
            case 0x202e -> "[RLO]";
            case 0x2066 -> "[LRI]";
            case 0x2067 -> "[RLI]";
            case 0x2068 -> "[FSI]";
            case 0x2069 -> "[PDI]";
            case 0xfeff -> "[BOM]";
            // The joiners are letters' business in Arabic and emoji, and harmless.
            case 0x200c, 0x200d -> "";
            default -> hidden(c) ? String.format(Locale.ROOT, "[U+%04X]", c) : "";
        };
    }

    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
