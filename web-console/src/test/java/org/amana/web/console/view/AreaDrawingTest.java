package org.amana.web.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.amana.web.console.view.AreaDrawing.Series;
import org.junit.jupiter.api.Test;

final class AreaDrawingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 5, 24);

    @Test
    void theZeroLineIsAlwaysThereAndHeightsAreRound() {
        assertThat(heights(1_396L << 40)).containsExactly("0", "0.5", "1", "1.5");
        assertThat(heights(412L << 30)).containsExactly("0", "200", "400", "600");
        assertThat(heights(1_024)).containsExactly("0", "0.3", "0.6", "0.9", "1.2");
        assertThat(heights(0)).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void noHeightIsAboveThePlotAndNoneBelow() {
        Series top = series("c1", 1, 5, 3_000, 7);
        Series under = series("c2", 10, 0, 44, 2);
        String paint =
                new AreaDrawing(days(4), List.of(top, under), Lang.EN).paint().html();
        Matcher numbers = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)").matcher(paint);
        int points = 0;
        while (numbers.find()) {
            assertThat(Double.parseDouble(numbers.group(1))).isBetween(0.0, 1_000.0);
            assertThat(Double.parseDouble(numbers.group(2))).isBetween(0.0, 300.0);
            points++;
        }
        assertThat(points).isGreaterThan(20);
    }

    @Test
    void labelsOfThinBandsDoNotLieOnEachOther() {
        List<Series> series = List.of(series("c1", 1), series("c2", 1), series("c3", 1), series("c4", 1_000_000));
        List<Integer> places = new AreaDrawing(days(1), series, Lang.EN)
                .labels().stream()
                        .map(label -> Integer.parseInt(label.css().replaceAll("^v-(\\d+) .*", "$1")))
                        .toList();
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i - 1) - places.get(i)).as("%s", places).isGreaterThanOrEqualTo(24);
        }
        assertThat(places.getFirst()).isLessThanOrEqualTo(200);
    }

    @Test
    void atMostSevenDaysAreNamedTheFirstAndTheLastAmongThem() {
        AreaDrawing drawing = new AreaDrawing(days(184), List.of(flat(184)), Lang.EN);
        assertThat(drawing.dayTicks()).hasSize(7);
        assertThat(drawing.dayTicks().getFirst().text()).isEqualTo("24 May");
        assertThat(drawing.dayTicks().getLast().text()).isEqualTo("23 Nov");
        assertThat(drawing.dayTicks().getLast().css()).isEqualTo("x v-200");
    }

    @Test
    void aSingleDayIsDrawnToo() {
        assertThat(new AreaDrawing(days(1), List.of(series("c1", 5)), Lang.EN)
                        .paint()
                        .html())
                .contains("L0.0 ");
    }

    @Test
    void aSeriesOfAnotherLengthIsAMistake() {
        assertThatThrownBy(() -> new AreaDrawing(days(3), List.of(series("c1", 1, 2)), Lang.EN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void placesAreClassesAndTheSheetHasThemAll() {
        assertThat(Place.first(40.5)).isEqualTo("v-81");
        assertThat(Place.second(140)).isEqualTo("w-200");
        assertThat(PlaceSheet.css()).contains(".v-81{--v:40.5}", ".w-200{--w:100}", ".v-0{--v:0}");
    }

    private static List<String> heights(long most) {
        return new AreaDrawing(days(1), List.of(series("c1", most)), Lang.EN)
                .heights().stream().map(AreaChart.Tick::text).toList();
    }

    private static List<LocalDate> days(int count) {
        return DAY.datesUntil(DAY.plusDays(count)).toList();
    }

    private static Series series(String colour, long... values) {
        return new Series(
                Markup.text(colour), colour, LongStream.of(values).boxed().toList());
    }

    private static Series flat(int count) {
        return new Series(
                Markup.text("x"), "c1", Stream.generate(() -> 7L).limit(count).toList());
    }
}
