package org.amana.web.console.view;

import java.util.List;

/// A stacked area chart: paint in an SVG that stretches, labels as text placed by percentage around it.
///
/// @param title    the finding, a sentence with its numbers
/// @param measure  measure, unit, grouping and span
/// @param shape    the same for someone who cannot see it: what rises from where to where
/// @param paint    the inside of the SVG, 1,000 by 300 units
/// @param events   numbered places on the curve, explained under it
public record AreaChart(
        String title,
        String measure,
        String shape,
        Markup paint,
        List<Tick> heights,
        List<Tick> days,
        List<Label> labels,
        List<Event> events) {
    public AreaChart {
        heights = List.copyOf(heights);
        days = List.copyOf(days);
        labels = List.copyOf(labels);
        events = List.copyOf(events);
    }

    /// A text on an axis; `css` holds its place.
    public record Tick(String css, String text) {}

    /// The name and last value of a series, at its end.
    public record Label(String css, Markup name, String value) {}

    public record Event(String css, int number, Markup told) {}
}
