package org.amana.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
import org.amana.search.QueryScanner.Piece;
import org.amana.search.QueryScanner.Shape;
import org.amana.search.QueryScanner.Sign;
import org.amana.search.SearchResult.Remark;

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

    private final QueryScanner scanner;
    private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    private int atoms;
    private int patterns;

    private QueryText(String text) {
        this.scanner = new QueryScanner(text);
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
        List<Clause> clauses = new ArrayList<>();
        List<Node> without = new ArrayList<>();
        List<Narrow> narrow = new ArrayList<>();
        for (Clause clause : sideBySide(0, QueryPrefix.NONE)) {
            switch (clause.node()) {
                case Narrow field -> narrow.add(field);
                case Not(Narrow field) -> narrow.add(new Narrow(field.field(), field.value(), false));
                case Not(Node node) -> without.add(node);
                case Atom _, All _, Any _ -> clauses.add(clause);
            }
        }
        remarks.addAll(scanner.remarks());
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
    /// @param before what stands before the bracket; it holds for what has no prefix of its own
    private List<Clause> sideBySide(int depth, QueryPrefix before) {
        List<Operand> operands = new ArrayList<>();
        Joint joint = Joint.NONE;
        boolean negate = false;
        while (scanner.hasNext()) {
            Piece piece = scanner.next();
            if (piece.shape() == Shape.CLOSING_BRACKET) {
                if (depth > 0) {
                    break;
                }
            } else if (piece.isOperator("AND", "&&")) {
                joint = operands.isEmpty() ? Joint.NONE : Joint.AND;
            } else if (piece.isOperator("OR", "||", "|")) {
                joint = operands.isEmpty() ? Joint.NONE : Joint.OR;
            } else if (piece.isOperator("NOT")) {
                negate = !negate;
            } else if (atoms >= MOST_ATOMS || depth >= DEEPEST) {
                remarks.add(Remark.SHORTENED);
                scanner.end();
            } else {
                Operand operand = operand(piece, depth, piece.prefix() == QueryPrefix.NONE ? before : piece.prefix());
                if (!operand.isEmpty()) {
                    boolean negated = negate != (piece.sign() == Sign.MUST_NOT);
                    join(operands, joint, negated ? operand.negated() : operand);
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

    private Operand operand(Piece piece, int depth, QueryPrefix prefix) {
        boolean must = piece.sign() == Sign.MUST;
        if (piece.shape() == Shape.OPENING_BRACKET) {
            Operand inside = new Operand(sideBySide(depth + 1, prefix));
            return must && !inside.isEmpty() ? inside.required() : inside;
        }
        atoms++;
        return switch (prefix) {
            case NONE -> Operand.of(atom(piece, Where.ANYWHERE), must);
            case NAME -> Operand.of(atom(piece, Where.NAME), must);
            case AUTHOR -> Operand.of(atom(piece, Where.AUTHOR), must);
            case RECIPIENT -> Operand.of(atom(piece, Where.RECIPIENT), must);
            case TYPE -> narrow(Field.TYPE, piece);
            case LANGUAGE -> narrow(Field.LANGUAGE, piece);
            case CONTAINER -> narrow(Field.CONTAINER, piece);
        };
    }

    private static Operand narrow(Field field, Piece piece) {
        return Operand.of(new Narrow(field, piece.body().strip(), true), true);
    }

    private Atom atom(Piece piece, Where where) {
        String body = piece.body();
        if (piece.shape() == Shape.QUOTED) {
            return new Atom(Form.PHRASE, body, where);
        }
        if (isPattern(body)) {
            patterns++;
            return new Atom(Form.PATTERN, body, where);
        }
        if (body.indexOf('*') >= 0 && body.codePoints().anyMatch(QueryText::isOfAWord)) {
            remarks.add(Remark.STAR_LEFT_OUT);
        }
        return new Atom(Form.WORD, body.replace('*', ' '), where);
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
}
