package org.amana.web.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.amana.kernel.ByteSize;
import org.junit.jupiter.api.Test;

final class NumbersTest {
    private static final char SPACE = '\u00a0';

    @Test
    void numbersAreGrouped() {
        assertThat(Numbers.count(48_213_109)).isEqualTo("48,213,109");
        assertThat(Numbers.signed(514)).isEqualTo("+514");
        assertThat(Numbers.signed(-17)).isEqualTo("\u221217");
        assertThat(Numbers.signed(0)).isEqualTo("0");
    }

    @Test
    void sizesHaveOneDecimalBelowAHundredAndAUnitThatDoesNotBreakAway() {
        assertThat(Numbers.size(0, Lang.EN)).isEqualTo("0" + SPACE + "B");
        assertThat(Numbers.size(999, Lang.EN)).isEqualTo("999" + SPACE + "B");
        assertThat(Numbers.size(1_000, Lang.EN)).isEqualTo("1,000" + SPACE + "B");
        assertThat(Numbers.size(1_024, Lang.EN)).isEqualTo("1" + SPACE + "KiB");
        assertThat(Numbers.size(4_404_019, Lang.EN)).isEqualTo("4.2" + SPACE + "MiB");
        assertThat(Numbers.size(442_381_631_488L, Lang.EN)).isEqualTo("412" + SPACE + "GiB");
        assertThat(Numbers.size((1 << 20) - 1, Lang.EN)).isEqualTo("1.0" + SPACE + "MiB");
        assertThat(Numbers.size(-57L << 40, Lang.EN)).isEqualTo("\u221257" + SPACE + "TiB");
        assertThat(Numbers.size(4_404_019, Lang.AR)).isEqualTo("\u20664.2" + SPACE + "MiB\u2069");
        assertThat(Numbers.size(Long.MAX_VALUE, Lang.EN)).isEqualTo("8" + SPACE + "EiB");
    }

    @Test
    void aLimitHasTheNumberThatItWasDeclaredWith() {
        ByteSize declared = ByteSize.parse("100 GiB");
        for (Lang lang : Lang.values()) {
            assertThat(Numbers.size(declared.bytes(), lang).replace(SPACE, ' ')).contains(declared.toString());
        }
    }

    @Test
    void theSignStandsAtTheLeftOfItsNumberInBothLanguages() {
        assertThat(Numbers.signedSize(1_677_722, Lang.EN)).isEqualTo("+1.6" + SPACE + "MiB");
        assertThat(Numbers.signedSize(-17L << 20, Lang.EN)).isEqualTo("\u221217" + SPACE + "MiB");
        assertThat(Numbers.signedSize(1_677_722, Lang.AR)).isEqualTo("\u2066+1.6" + SPACE + "MiB\u2069");
        assertThat(Numbers.signedSize(17, Lang.AR)).isEqualTo("\u2066+17\u2069" + SPACE + "بايت");
    }

    @Test
    void smallSharesKeepTheirDigits() {
        assertThat(Numbers.percent(.71)).isEqualTo("71%");
        assertThat(Numbers.percent(.0047)).isEqualTo("0.47%");
        assertThat(Numbers.percent(.034)).isEqualTo("3.4%");
        assertThat(Numbers.percent(0)).isEqualTo("0%");
        assertThat(Numbers.percent(1)).isEqualTo("100%");
    }

    @Test
    void onlyCertaintyItselfIsAHundredPercent() {
        assertThat(Numbers.percentage(.999)).isEqualTo(99);
        assertThat(Numbers.percentage(1)).isEqualTo(100);
        assertThat(Numbers.percentage(-1)).isZero();
    }

    @Test
    void datesCarryTheMonthNamesOfTheLevantInArabic() {
        LocalDate day = LocalDate.of(2026, 11, 23);
        assertThat(Dates.date(day, Lang.EN)).isEqualTo("23 November 2026");
        assertThat(Dates.date(day, Lang.AR)).isEqualTo("23 تشرين الثاني 2026");
        assertThat(Dates.shortDay(day, Lang.AR)).isEqualTo("23 ت2");
        assertThat(Dates.shortMoment(Instant.parse("2026-11-23T14:07:31Z"), Lang.EN))
                .isEqualTo("23 Nov, 14:07");
        assertThat(Dates.shortMoment(Instant.parse("2026-11-23T14:07:31Z"), Lang.AR))
                .isEqualTo("23 ت2، 14:07");
        assertThat(Dates.seconds(Instant.parse("2026-11-23T14:07:31Z"))).isEqualTo("14:07:31");
    }

    @Test
    void theFirstLanguageOfTheBrowserThatWeSpeakWins() {
        assertThat(Lang.accepted("fr-FR, ar-LB;q=0.8, en;q=0.5")).isEqualTo(Lang.AR);
        assertThat(Lang.accepted("en-GB,en;q=0.9")).isEqualTo(Lang.EN);
        assertThat(Lang.accepted("arq")).isEqualTo(Lang.EN);
        assertThat(Lang.accepted("")).isEqualTo(Lang.EN);
    }
}
