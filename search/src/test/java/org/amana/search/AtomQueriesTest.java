package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.amana.search.Asked.Atom;
import org.amana.search.Asked.Form;
import org.amana.search.Asked.Where;
import org.amana.search.AtomQueries.Place;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomQueriesTest {
    private static final AtomQueries ATOMS = new AtomQueries(new TextTerms(Analysers.perField()));

    @Test
    void aWordIsLookedForInTextAndBesideIt() {
        assertThat(fields(ATOMS.of(word("harbour"), Place.TEXT)))
                .containsExactlyInAnyOrder(Fields.EXACT, Fields.ENGLISH, Fields.SPANISH, Fields.JOINED);
        assertThat(fields(ATOMS.of(word("harbour"), Place.BESIDE)))
                .containsExactlyInAnyOrder(
                        Fields.NAME, Fields.PARTS, Fields.TITLE, Fields.AUTHOR, Fields.RECIPIENT, Fields.ABOUT);
    }

    @Test
    void anArabicPhraseIsStemmedAndAnEnglishOneIsNot() {
        assertThat(fields(ATOMS.of(phrase("لجنة الميناء"), Place.TEXT))).contains(Fields.ARABIC);
        assertThat(fields(ATOMS.of(phrase("harbour master"), Place.TEXT))).containsExactly(Fields.EXACT);
    }

    @Test
    void whatIsAskedOfNamesAloneIsNotLookedForInTexts() {
        Atom named = new Atom(Form.WORD, "harbour", Where.NAME);
        assertThat(Combined.isNothing(ATOMS.of(named, Place.TEXT))).isTrue();
        assertThat(fields(ATOMS.of(named, Place.EVERYWHERE)))
                .containsExactlyInAnyOrder(Fields.NAME, Fields.PARTS, Fields.TITLE);
    }

    @Test
    void aSignHasNoWords() {
        assertThat(ATOMS.sounds(word("?"))).isFalse();
        assertThat(ATOMS.sounds(word("the"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"the", "de", "في"})
    void whatALanguageOfItsScriptLeavesOutIsCommon(String word) {
        assertThat(ATOMS.isCommon(word(word))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"harbour", "Sea", "hay", "?"})
    void whatTellsSomethingInAnotherIsNot(String word) {
        assertThat(ATOMS.isCommon(word(word))).isFalse();
    }

    @Test
    void aPatternIsNeverCommonNorWrittenInOne() {
        Atom pattern = new Atom(Form.PATTERN, "the*", Where.ANYWHERE);
        assertThat(ATOMS.isCommon(pattern)).isFalse();
        assertThat(Combined.isNothing(ATOMS.inOne(pattern))).isTrue();
    }

    private static Atom word(String text) {
        return new Atom(Form.WORD, text, Where.ANYWHERE);
    }

    private static Atom phrase(String text) {
        return new Atom(Form.PHRASE, text, Where.ANYWHERE);
    }

    private static Set<String> fields(Query query) {
        Set<String> fields = new TreeSet<>();
        query.visit(new QueryVisitor() {
            @Override
            public void consumeTerms(Query of, Term... terms) {
                for (Term term : terms) {
                    fields.add(term.field());
                }
            }
        });
        return fields;
    }
}
