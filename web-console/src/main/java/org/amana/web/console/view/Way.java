package org.amana.web.console.view;

/// A link with its text.
///
/// @param href empty where there is no way
public record Way(String href, String text) {
    public static final Way NONE = new Way("", "");
}
