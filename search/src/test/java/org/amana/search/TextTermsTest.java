package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import org.apache.lucene.index.Term;
import org.junit.jupiter.api.Test;

class TextTermsTest {
    private static final TextTerms TERMS = new TextTerms(Analysers.perField());

    @Test
    void eachWordHasAPlaceOfItsOwn() {
        SortedMap<Integer, List<Term>> places = TERMS.places(Fields.EXACT, "Harbour Master");
        assertThat(places).containsOnlyKeys(0, 1);
        assertThat(places.get(0)).containsExactly(new Term(Fields.EXACT, "harbour"));
        assertThat(places.get(1)).containsExactly(new Term(Fields.EXACT, "master"));
    }

    @Test
    void aWordThatIsTooCommonHasNoneWhereWordsAreStemmed() {
        assertThat(TERMS.has(Fields.ENGLISH, "the")).isFalse();
        assertThat(TERMS.has(Fields.EXACT, "the")).isTrue();
    }

    @Test
    void onlyASingleWordIsOneTerm() {
        assertThat(TERMS.only("Harbour")).contains("harbour");
        assertThat(TERMS.only("harbour master")).isEmpty();
        assertThat(TERMS.only("?!")).isEmpty();
    }

    @Test
    void whatANameWouldBreakIsNotOneTermEverywhere() {
        assertThat(TERMS.isOne("harbour")).isTrue();
        assertThat(TERMS.isOne("scan0045")).isFalse();
    }
}
