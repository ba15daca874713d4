package org.amana.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.search.Asked.All;
import org.amana.search.Asked.Any;
import org.amana.search.Asked.Atom;
import org.amana.search.Asked.Clause;
import org.amana.search.Asked.Field;
import org.amana.search.Asked.Form;
import org.amana.search.Asked.Narrow;
import org.amana.search.Asked.Node;
import org.amana.search.Asked.Not;
import org.amana.search.Asked.Where;
import org.amana.search.SearchResult.Remark;
import org.jspecify.annotations.Nullable;

/// Reads what people type into a search box. Everything can be read: what is not one of the forms below is words.
///
/// ```
/// dredging berth        words; most of them must be there, on one page
/// "berth 9"  «الرصيف 9»  the words one after the other; must be there
/// +draft  -draft        must, must not be there; NOT is the same as -
/// a OR b   a | b        either; AND, && between two things make both a must
/// (a OR b) AND -(c d)   what stands in brackets is one thing; side by side in it, all of it
/// conc*   c*n           the rest of a word is open; two letters must come first
/// name:minutes          in the file's name or title
/// author:haddad         who wrote or sent it (from: is the same); to: who it was sent to
/// type:pdf lang:ar container:letters   what the file is, and where
/// ```
///
/// What must and what must not be there is asked of the file as a whole, not of one page. OR binds more closely than
/// AND and than standing side by side. A bracket that nothing binds is as if it were not there.
///
/// The prefixes are understood in English, Spanish and Arabic. Another word before a colon is looked for as a word, and
/// the answer says that it is no field; so it does of a star that opens no word, and of signs that mean something
/// elsewhere: `?`, `~`, `^2`, `w/5`, `[a TO b]`, `/a+/`.
///
/// Bounds: [SearchRequest#MAX_QUERY_LENGTH] characters, [#MOST_ATOMS] things to look for, [#MOST_PATTERNS] patterns,
/// [#DEEPEST] brackets in one another. What lies beyond is left out and said so.
final class QueryText {
    static final int MOST_ATOMS = 32;
    static final int MOST_PATTERNS = 4;
    static final int DEEPEST = 16;

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
    /// Double ones and pointed ones, either way round.
    private static final String QUOTES = "\"“”„«»‹›";

    private static final Pattern QUOTED = Pattern.compile("[" + QUOTES + "][^" + QUOTES + "]*[" + QUOTES + "]?");

    /// Single ones look like apostrophes and like the letter ‘ayn: they are quotes only in pairs around words.
    private static final Pattern SINGLE =
            Pattern.compile("[‘‚](?=\\S)([^‘’‚]*(?:[\\p{L}\\p{N}][’][\\p{L}][^‘’‚]*)*)[’‘](?![\\p{L}\\p{N}])");

    /// What other search engines understand: a letter left open, words that are alike, weights, words near one
    /// another, ranges and regular expressions. Questions and addresses are none of it.
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
    private int atoms;
    private int patterns;

    /// The field before the bracket that is being read; it holds for what has none of its own.
    private String fieldOfBracket = "";

    private QueryText(String text) {
        this.text = text;
    }

    /// What the query asks for. Never fails.
    static Asked read(String query) {
        int end = Math.min(query.length(), SearchRequest.MAX_QUERY_LENGTH);
        QueryText reader = new QueryText(query.substring(0, end));
        if (end < query.length()) {
            reader.remarks.add(Remark.SHORTENED);
        }
        return reader.asked();
    }

    private Asked asked() {
        if (SIGNS.matcher(QUOTED.matcher(text).replaceAll("\"")).find()) {
            remarks.add(Remark.UNKNOWN_SIGN);
        }
        List<Clause> clauses = new ArrayList<>();
        List<Node> without = new ArrayList<>();
        List<Narrow> narrow = new ArrayList<>();
        for (Clause clause : sideBySide(0)) {
            switch (clause.node()) {
                case Narrow field -> narrow.add(field);
                case Not(Narrow field) -> narrow.add(new Narrow(field.field(), field.value(), false));
                case Not(Node node) -> without.add(node);
                case Atom _, All _, Any _ -> clauses.add(clause);
            }
        }
        return new Asked(clauses, without, narrow, remarks);
    }

    /// The operator between the last thing and the next one.
    private enum Joint {
        NONE,
        AND,
        OR
    }

    /// What stands side by side, up to the closing bracket or the end.
    ///
    /// @param depth how many brackets are open
    private List<Clause> sideBySide(int depth) {
        List<Operand> operands = new ArrayList<>();
        Joint joint = Joint.NONE;
        boolean negate = false;
        while (skipBlanks()) {
            if (text.charAt(at) == ')') {
                at++;
                if (depth > 0) {
                    break;
                }
                continue;
            }
            Piece piece = piece();
            if (piece.isOperator("AND", "&&")) {
                joint = operands.isEmpty() ? Joint.NONE : Joint.AND;
            } else if (piece.isOperator("OR", "||", "|")) {
                joint = operands.isEmpty() ? Joint.NONE : Joint.OR;
            } else if (piece.isOperator("NOT")) {
                negate = !negate;
            } else if (atoms >= MOST_ATOMS || depth >= DEEPEST) {
                remarks.add(Remark.SHORTENED);
                at = text.length();
            } else {
                Operand operand = operand(piece, depth);
                if (!operand.isEmpty()) {
                    join(operands, joint, negate == piece.negated ? operand : operand.negated());
                }
                joint = Joint.NONE;
                negate = false;
            }
        }
        return operands.stream().flatMap(operand -> operand.clauses().stream()).toList();
    }

    /// What an operator binds: one thing, or what stands in a bracket.
    private record Operand(List<Clause> clauses) {
        static Operand of(Node node, boolean required) {
            return new Operand(List.of(new Clause(node, required)));
        }

        boolean isEmpty() {
            return clauses.isEmpty();
        }

        boolean isRequired() {
            return clauses.size() > 1 || clauses.getFirst().required();
        }

        Node node() {
            return clauses.size() == 1
                    ? clauses.getFirst().node()
                    : new All(clauses.stream().map(Clause::node).toList());
        }

        Operand required() {
            return of(node(), true);
        }

        Operand negated() {
            return node() instanceof Not(Node twice) ? of(twice, false) : of(new Not(node()), true);
        }

        Operand or(Operand other) {
            return of(Any.of(node(), other.node()), isRequired() || other.isRequired());
        }
    }

    private static void join(List<Operand> operands, Joint joint, Operand next) {
        switch (joint) {
            case NONE -> operands.add(next);
            case AND -> {
                operands.add(operands.removeLast().required());
                operands.add(next.required());
            }
            case OR -> operands.add(operands.removeLast().or(next));
        }
    }

    private Operand operand(Piece piece, int depth) {
        if (piece.bracket) {
            String field = fieldOfBracket;
            fieldOfBracket = piece.prefix;
            Operand inside = new Operand(sideBySide(depth + 1));
            fieldOfBracket = field;
            return piece.must && !inside.isEmpty() ? inside.required() : inside;
        }
        atoms++;
        Field field = field(piece.prefix);
        return field == null
                ? Operand.of(atom(piece), piece.must)
                : Operand.of(new Narrow(field, piece.body.strip(), true), true);
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
        if (piece.body.indexOf('*') >= 0 && piece.body.codePoints().anyMatch(QueryText::isOfAWord)) {
            remarks.add(Remark.STAR_LEFT_OUT);
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

    /// What stands between two blanks, or in quotes, with what stands before it; or the opening of a bracket.
    ///
    /// @param bare true if no sign, quote or field of its own stands before it
    private record Piece(
            String prefix, String body, boolean bare, boolean quoted, boolean bracket, boolean negated, boolean must) {
        boolean isOperator(String... names) {
            return bare && List.of(names).contains(body);
        }
    }

    private Piece piece() {
        boolean negated = startsThing("-") || startsThing("!");
        boolean must = !negated && startsThing("+");
        if (negated || must) {
            at++;
        }
        String own = prefix();
        String prefix = own.isEmpty() ? fieldOfBracket : own;
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            return new Piece(prefix, "", false, false, true, negated, must);
        }
        if (isOpeningQuote()) {
            return new Piece(prefix, quoted(), false, true, false, negated, must);
        }
        Matcher single = SINGLE.matcher(text).region(at, text.length()).useTransparentBounds(true);
        if (single.lookingAt()) {
            at = single.end();
            return new Piece(prefix, single.group(1), false, true, false, negated, must);
        }
        boolean bare = own.isEmpty() && !negated && !must;
        return new Piece(prefix, plain(), bare, false, false, negated, must);
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

    private String prefix() {
        int colon = text.indexOf(':', at);
        if (colon < 0
                || colon - at > LONGEST_PREFIX
                || colon + 1 == text.length()
                || isBlank(text.charAt(colon + 1))
                || text.charAt(colon + 1) == ')') {
            return "";
        }
        String before = text.substring(at, colon).toLowerCase(Locale.ROOT);
        String prefix = PREFIXES.get(before);
        if (prefix == null) {
            if (looksLikeAField(before, colon)) {
                remarks.add(Remark.UNKNOWN_FIELD);
            }
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
        return at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0;
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

    private String plain() {
        int from = at;
        while (at < text.length()
                && !isBlank(text.charAt(at))
                && !isBracket(text.charAt(at))
                && (at == from || !isOpeningQuote())) {
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

    private static boolean isBracket(char c) {
        return c == '(' || c == ')';
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }
}
