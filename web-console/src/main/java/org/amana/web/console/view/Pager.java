package org.amana.web.console.view;

/// The way to the neighbours of a page of rows.
///
/// @param told what is shown of how many
/// @param back link to the page before, empty on the first
/// @param next link to the page after, empty on the last
public record Pager(String told, String back, String backText, String next, String nextText) {
    /// Of a list that is there whole.
    public static final Pager NONE = new Pager("", "", "", "", "");

    public boolean isEmpty() {
        return told.isEmpty() && back.isEmpty() && next.isEmpty();
    }
}
