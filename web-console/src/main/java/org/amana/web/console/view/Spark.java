package org.amana.web.console.view;

import java.util.List;
import java.util.Locale;

/// A small line of one number a day, from zero.
public record Spark(List<Long> values) {
    private static final int WIDTH = 88;
    private static final double TOP = 2.8;
    private static final double FOOT = 19.5;

    public Spark {
        values = List.copyOf(values);
    }

    public Markup svg() {
        long most = Math.max(1, values.stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            double x = values.size() == 1 ? WIDTH : (double) WIDTH * i / (values.size() - 1);
            double y = FOOT - (FOOT - TOP) * values.get(i) / most;
            points.append(String.format(Locale.ROOT, "%s%.1f,%.1f", i == 0 ? "" : " ", x, y));
        }
        return new Markup("<svg class=\"spark\" viewBox=\"0 0 88 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\""
                + " focusable=\"false\"><path class=\"foot-line\" d=\"M0 19.5h88\"/><polyline points=\"" + points
                + "\"/></svg>");
    }
}
