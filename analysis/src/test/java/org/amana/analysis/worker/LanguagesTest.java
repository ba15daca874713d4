package org.amana.analysis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.analysis.Language;
import org.junit.jupiter.api.Test;

class LanguagesTest {
    private final Languages languages = new Languages();

    @Test
    void aHandfulOfWordsIsInNoLanguage() {
        assertThat(languages.of("bullet point 1 bullet point 2 bullet point 3").determined())
                .isFalse();
        assertThat(languages.of("Invoice 4711, Acme Harbour Company").determined())
                .isFalse();
        assertThat(languages.of("TIKA ".repeat(40)).determined()).isFalse();
        assertThat(languages.of("Рейс Москва Одесса Ялта Сочи").determined()).isFalse();
        assertThat(languages.of("").determined()).isFalse();
    }

    @Test
    void aSentenceOrTwoAreInTheirs() {
        assertThat(languages
                        .of("The pilot came aboard at noon, and the harbour master counted eleven barges that lay along"
                                + " the quay.")
                        .code())
                .isEqualTo("en");
        assertThat(languages
                        .of("El práctico subió a bordo al mediodía, y el capitán del puerto contó once barcazas a lo"
                                + " largo del muelle.")
                        .code())
                .isEqualTo("es");
    }

    @Test
    void whereTheScriptSaysMuchFewerWordsDo() {
        assertThat(languages.of("تقرير عن حالة الميناء في بيروت").code()).isEqualTo("ar");
        assertThat(languages.of("דוח על מצב הנמל בעיר חיפה").code()).isEqualTo("he");
    }

    @Test
    void aTextIsInTheLanguageOfItsScriptAndAsSurelyAsThereIsOfIt() {
        Language language = languages.of(
                "وصلت السفينة الكبيرة إلى ميناء بيروت في صباح يوم الاثنين (MV Saint Lucia, Valletta, IMO 9300001)");
        assertThat(language.code()).isEqualTo("ar");
        assertThat(language.confidence()).isBetween(60, 80);
    }

    @Test
    void whoTriesALanguageIsToldTheLikeliest() {
        assertThat(languages.guess("El capitán del puerto contó once barcazas").code())
                .isEqualTo("es");
    }
}
