package org.amana.web.console.view;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws amounts of bytes by day, one series on the other: from numbers to a path and to places for labels. The first
/// series lies on top, "everything else" (if there is one) comes last and lies at the bottom.
public final class AreaDrawing {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 300;
    private static final int MOST_DAY_TICKS = 7;

    /// The least distance between two labels at the end of series, in percent of the height.
    private static final double LABEL_GAP = 13;

    private final List<LocalDate> days;
    private final List<Series> series;
    private final long top;
    private final int power;
    private final int gridLines;
    private final Lang lang;

    /// @param values one for each day
    public record Series(Markup name, String colour, List<Long> values) {
        public Series {
            values = List.copyOf(values);
        }

        public long last() {
            return values.getLast();
        }
    }

    public AreaDrawing(List<LocalDate> days, List<Series> series, Lang lang) {
        if (days.isEmpty() || series.stream().anyMatch(one -> one.values().size() != days.size())) {
            throw new IllegalArgumentException("a series needs one value for each of the " + days.size() + " days");
        }
        this.days = List.copyOf(days);
        this.series = List.copyOf(series);
        this.lang = lang;
        // Below four bytes the grid lines would not be whole.
        long most = 4;
        for (int day = 0; day < days.size(); day++) {
            most = Math.max(most, below(0, day));
        }
        this.power = Numbers.power(most);
        Axis axis = Axis.over(most / Math.pow(1024, power));
        this.gridLines = axis.lines();
        this.top = Math.round(axis.top() * Math.pow(1024, power));
    }

    public Markup paint() {
        StringBuilder out = new StringBuilder();
        for (int line = 1; line <= gridLines; line++) {
            double y = HEIGHT - (double) HEIGHT * line / gridLines;
            out.append(String.format(Locale.ROOT, "<path class=\"grid-line\" d=\"M0 %.1fH%d\"/>", y, WIDTH));
        }
        for (int one = series.size() - 1; one >= 0; one--) {
            String css = series.get(one).colour();
            out.append("<path class=\"area ").append(css).append("\" d=\"").append(outline(one));
            out.append("\"/><path class=\"edge ").append(css).append(one == 0 ? " top-edge" : "");
            out.append("\" d=\"").append(line(one)).append("\"/>");
        }
        return new Markup(out.append("<path class=\"base-line\" d=\"M0 ")
                .append(HEIGHT)
                .append("H")
                .append(WIDTH)
                .append("\"/>")
                .toString());
    }

    public List<AreaChart.Tick> heights() {
        List<AreaChart.Tick> ticks = new ArrayList<>();
        for (int line = 0; line <= gridLines; line++) {
            long value = Math.round((double) top * line / gridLines);
            ticks.add(new AreaChart.Tick(Place.first(100.0 * line / gridLines), Numbers.scaled(value, power)));
        }
        return ticks;
    }

    /// At most seven days; every second one is hidden on narrow pages.
    public List<AreaChart.Tick> dayTicks() {
        int count = Math.min(MOST_DAY_TICKS, days.size());
        List<AreaChart.Tick> ticks = new ArrayList<>();
        for (int tick = 0; tick < count; tick++) {
            int day = count == 1 ? 0 : Math.round((float) tick * (days.size() - 1) / (count - 1));
            String css = (tick == 0 ? "x from " : tick % 2 == 1 ? "x odd " : "x ") + Place.first(x(day) * 100 / WIDTH);
            ticks.add(new AreaChart.Tick(css, Dates.shortDay(days.get(day), lang)));
        }
        return ticks;
    }

    /// Each label stands in the middle of its band at the right end, moved apart where bands are thin.
    public List<AreaChart.Label> labels() {
        int last = days.size() - 1;
        double[] places = new double[series.size()];
        double floor = -LABEL_GAP / 2;
        for (int one = series.size() - 1; one >= 0; one--) {
            double middle = 100.0 * (below(one, last) + below(one + 1, last)) / 2 / top;
            places[one] = Math.max(middle, floor + LABEL_GAP);
            floor = places[one];
        }
        double ceiling = 100 + LABEL_GAP;
        for (int one = 0; one < places.length; one++) {
            places[one] = Math.max(0, Math.min(places[one], ceiling - LABEL_GAP));
            ceiling = places[one];
        }
        List<AreaChart.Label> labels = new ArrayList<>();
        for (int one = 0; one < places.length; one++) {
            Series what = series.get(one);
            labels.add(new AreaChart.Label(
                    Place.first(places[one]) + " " + what.colour(), what.name(), Numbers.size(what.last(), lang)));
        }
        return labels;
    }

    /// The place of an event: its day, and a little above the curve there.
    public String eventPlace(LocalDate date) {
        int day = Math.clamp(ChronoUnit.DAYS.between(days.getFirst(), date), 0, days.size() - 1);
        double height = Math.min(100, 100.0 * below(0, day) / top + 10);
        return Place.first(x(day) * 100 / WIDTH) + " " + Place.second(height);
    }

    public String unit() {
        return Numbers.unit(power, lang);
    }

    private String outline(int one) {
        StringBuilder path = new StringBuilder(line(one));
        for (int day = days.size() - 1; day >= 0; day--) {
            path.append(String.format(Locale.ROOT, "L%.1f %.1f", x(day), y(below(one + 1, day))));
        }
        return path.append('Z').toString();
    }

    private String line(int one) {
        StringBuilder path = new StringBuilder();
        for (int day = 0; day < days.size(); day++) {
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", day == 0 ? "M" : "L", x(day), y(below(one, day))));
        }
        if (days.size() == 1) {
            path.append("L0.0 ").append(String.format(Locale.ROOT, "%.1f", y(below(one, 0))));
        }
        return path.toString();
    }

    /// The sum of this series and all that lie under it.
    private long below(int one, int day) {
        long sum = 0;
        for (int under = one; under < series.size(); under++) {
            sum += series.get(under).values().get(day);
        }
        return sum;
    }

    private double x(int day) {
        return days.size() == 1 ? WIDTH : (double) WIDTH * day / (days.size() - 1);
    }

    private double y(long value) {
        return HEIGHT - (double) HEIGHT * value / top;
    }

    /// The highest value of the axis, with three or four grid lines at round numbers.
    private record Axis(double top, int lines) {
        private static final double[] TOPS = {1.2, 1.5, 2, 3, 4, 6, 8, 12};
        private static final int[] LINES = {4, 3, 4, 3, 4, 3, 4, 4};

        static Axis over(double most) {
            double magnitude = Math.pow(10, Math.floor(Math.log10(most)));
            int choice = 0;
            while (TOPS[choice] * magnitude < most) {
                choice++;
            }
            return new Axis(TOPS[choice] * magnitude, LINES[choice]);
        }
    }
}
