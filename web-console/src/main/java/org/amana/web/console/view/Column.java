package org.amana.web.console.view;

/// The head of a column by which rows can be ordered.
///
/// @param href  leads to the rows in the order of this column, or the other way round where they are in it
/// @param order `ascending` or `descending`; empty where the rows are ordered by another column
public record Column(String text, String href, String order) {}
