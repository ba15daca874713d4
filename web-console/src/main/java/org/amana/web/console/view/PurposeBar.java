package org.amana.web.console.view;

/// The purpose of the session: id, name, how much of the day's limit is used.
///
/// @param id    such as `P-31`
/// @param spent a sentence such as "412 GiB of 2 TiB today"
/// @param over  the purpose has ended or expired
public record PurposeBar(String id, String title, String spent, Bar used, boolean over) {
    /// From here the meter turns to the colour of care.
    private static final double NEAR = 80;

    public String css() {
        return over ? "purpose over" : used.percent() >= NEAR ? "purpose near" : "purpose";
    }
}
