package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MarkingTest {
    @Test
    void whatWasSearchedForIsMarkedWhateverItsCaseAndAccents() {
        assertThat(new Marking("dragage poste")
                        .html("Objet : Dragages, POSTE 9 <x>")
                        .html())
                .isEqualTo("Objet : <mark>Dragages</mark>, <mark>POSTE</mark> 9 &lt;x&gt;");
        assertThat(new Marking("nino").hitsAny("NIÑO")).isTrue();
    }

    @Test
    void arabicIsMarkedWithoutItsSignsAndItsArticle() {
        Marking marking = new Marking("الرصيف ٩ إمتياز");
        assertThat(marking.hitsAny("رَصِيف")).isTrue();
        assertThat(marking.hitsAny("الرصيف")).isTrue();
        assertThat(marking.hitsAny("امتياز")).isTrue();
        assertThat(marking.hitsAny("9")).isTrue();
        assertThat(marking.hitsAny("مرفأ")).isFalse();
    }

    @Test
    void shortWordsAreMarkedWholeOnly() {
        assertThat(new Marking("an").hitsAny("another")).isFalse();
        assertThat(new Marking("an").hitsAny("an")).isTrue();
    }

    @Test
    void wordsToLeaveOutAndFieldsAreNotMarked() {
        assertThat(new Marking("-secret name:report").isEmpty()).isTrue();
        assertThat(new Marking("").isEmpty()).isTrue();
    }
}
