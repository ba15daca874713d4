package org.amana.web.console.view;

/// The way to the neighbours of a page of rows.
///
/// @param told  what is shown of how many
/// @param first link to the first page, empty where that is no other than the page before, or this one
/// @param back  link to the page before, empty on the first
/// @param next  link to the page after, empty on the last
public record Pager(String told, String first, String back, String backText, String next, String nextText) {
    /// Of a list that is there whole.
    public static final Pager NONE = new Pager("", "", "", "", "");

    public Pager(String told, String back, String backText, String next, String nextText) {
        this(told, "", back, backText, next, nextText);
    }

    public boolean isEmpty() {
        return told.isEmpty() && first.isEmpty() && back.isEmpty() && next.isEmpty();
    }
}
