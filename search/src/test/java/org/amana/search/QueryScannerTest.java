package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.amana.search.QueryScanner.Piece;
import org.amana.search.QueryScanner.Shape;
import org.amana.search.QueryScanner.Sign;
import org.amana.search.SearchResult.Remark;
import org.junit.jupiter.api.Test;

class QueryScannerTest {
    private static List<Piece> pieces(String query) {
        QueryScanner scanner = new QueryScanner(query);
        List<Piece> pieces = new ArrayList<>();
        while (scanner.hasNext()) {
            pieces.add(scanner.next());
        }
        return pieces;
    }

    private static Piece word(String body) {
        return new Piece(Sign.NONE, QueryPrefix.NONE, Shape.WORD, body);
    }

    private static Piece quoted(String body) {
        return new Piece(Sign.NONE, QueryPrefix.NONE, Shape.QUOTED, body);
    }

    @Test
    void signsPrefixesAndQuotesAreNoPartOfWhatTheyStandBefore() {
        assertThat(pieces("  +draft -name:\"berth 9\" autor:haddad  "))
                .containsExactly(
                        new Piece(Sign.MUST, QueryPrefix.NONE, Shape.WORD, "draft"),
                        new Piece(Sign.MUST_NOT, QueryPrefix.NAME, Shape.QUOTED, "berth 9"),
                        new Piece(Sign.NONE, QueryPrefix.AUTHOR, Shape.WORD, "haddad"));
    }

    @Test
    void bracketsArePiecesOfTheirOwn() {
        assertThat(pieces("to:(ana|luis)b"))
                .containsExactly(
                        new Piece(Sign.NONE, QueryPrefix.RECIPIENT, Shape.OPENING_BRACKET, ""),
                        word("ana|luis"),
                        new Piece(Sign.NONE, QueryPrefix.NONE, Shape.CLOSING_BRACKET, ""),
                        word("b"));
    }

    @Test
    void anOperatorHasNothingBeforeIt() {
        assertThat(pieces("AND -AND name:AND \"AND\" and"))
                .extracting(piece -> piece.isOperator("AND"))
                .containsExactly(true, false, false, false, false);
    }

    @Test
    void anApostropheIsNoQuoteAndAQuoteNeedNotBeClosed() {
        assertThat(pieces("don’t ‘two words’ «to the end"))
                .containsExactly(word("don’t"), quoted("two words"), quoted("to the end"));
    }

    @Test
    void whatOnlyLooksLikeAFieldIsAWordAndSaidSoOnceItIsRead() {
        QueryScanner scanner = new QueryScanner("colour:red 12:30");
        assertThat(scanner.remarks()).isEmpty();
        assertThat(scanner.next()).isEqualTo(word("colour:red"));
        assertThat(scanner.remarks()).containsExactly(Remark.UNKNOWN_FIELD);
        scanner.end();
        assertThat(scanner.hasNext()).isFalse();
    }
}
