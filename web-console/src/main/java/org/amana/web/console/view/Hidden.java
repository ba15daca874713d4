package org.amana.web.console.view;

/// A field of a form that nobody sees.
public record Hidden(String name, String value) {}
