package org.amana.web.console.view;

/// One of at most five figures over a page: what it is, how much, and what it compares with.
public record StripFigure(String label, String figure, String beside) {}
