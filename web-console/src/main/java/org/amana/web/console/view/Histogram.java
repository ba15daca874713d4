package org.amana.web.console.view;

import java.util.List;
import java.util.Locale;

/// Counts by year, the chosen years in colour.
public record Histogram(List<Column> columns) {
    public record Column(int year, long count, boolean chosen) {}

    public Histogram {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a histogram needs a column");
        }
    }

    public int first() {
        return columns.getFirst().year();
    }

    public int last() {
        return columns.getLast().year();
    }

    public Markup svg() {
        long most = Math.max(1, columns.stream().mapToLong(Column::count).max().orElse(1));
        double width = 100.0 / columns.size();
        StringBuilder out = new StringBuilder("<svg class=\"years\" viewBox=\"0 0 100 36\" preserveAspectRatio=\"none\""
                + " aria-hidden=\"true\" focusable=\"false\">");
        for (int i = 0; i < columns.size(); i++) {
            double height = Math.max(1.5, 36.0 * columns.get(i).count() / most);
            out.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"%s/>",
                    i * width,
                    36 - height,
                    Math.max(0.5, width - 1),
                    height,
                    columns.get(i).chosen() ? " class=\"on\"" : ""));
        }
        return new Markup(out.append("</svg>").toString());
    }
}
