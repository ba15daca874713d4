package org.amana.web.console.view;

/// One figure of a strip: what it counts, the figure, and what it is compared with (a share, a change, a date).
///
/// @param href where what it counts is listed, empty where that is nowhere
public record StripFigure(String label, String figure, String beside, String href) {
    /// One whose parts are listed nowhere.
    public StripFigure(String label, String figure, String beside) {
        this(label, figure, beside, "");
    }
}
