package org.amana.web.console.view;

/// One step on the way down to where one is.
public record Crumb(Markup name, String href) {}
