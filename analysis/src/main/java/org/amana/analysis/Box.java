package org.amana.analysis;

/// A rectangle on a page, in the pixels of [Page#width()] × [Page#height()], origin at the top left.
public record Box(int left, int top, int width, int height) {

    /// No edge lies further out than this: far above any page, low enough that sums of two never overflow.
    public static final int MAX_COORDINATE = 1 << 20;

    public Box {
        if (left < 0 || top < 0 || width < 0 || height < 0) {
            throw new IllegalArgumentException("box " + left + "," + top + " " + width + "×" + height);
        }
        if (left > MAX_COORDINATE || top > MAX_COORDINATE || width > MAX_COORDINATE || height > MAX_COORDINATE) {
            throw new IllegalArgumentException("box " + left + "," + top + " " + width + "×" + height);
        }
    }

    public int right() {
        return left + width;
    }

    public int bottom() {
        return top + height;
    }
}
