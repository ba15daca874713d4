package org.amana.analysis.worker;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import org.amana.analysis.Box;

/// How a picture must be turned or mirrored to stand upright; the eight ways of Exif 2.32, tag 0x0112.
enum Turn {
    NONE(false),
    MIRROR(false),
    HALF(false),
    MIRROR_HALF(false),
    /// Mirrored along the diagonal.
    TRANSPOSE(true),
    /// A quarter clockwise.
    RIGHT(true),
    TRANSVERSE(true),
    /// A quarter counter-clockwise.
    LEFT(true);

    private final boolean swaps;

    Turn(boolean swaps) {
        this.swaps = swaps;
    }

    /// Whether width and height change places.
    boolean swaps() {
        return swaps;
    }

    static Turn ofExif(int orientation) {
        return orientation >= 1 && orientation <= 8 ? values()[orientation - 1] : NONE;
    }

    /// The turn that sets upright what lies turned by so many degrees counter-clockwise.
    static Turn ofDegrees(int degrees) {
        return switch (Math.floorMod(degrees, 360)) {
            case 90 -> RIGHT;
            case 180 -> HALF;
            case 270 -> LEFT;
            default -> NONE;
        };
    }

    BufferedImage apply(BufferedImage image) {
        if (this == NONE) {
            return image;
        }
        int width = swaps ? image.getHeight() : image.getWidth();
        int height = swaps ? image.getWidth() : image.getHeight();
        int type = image.getType() == BufferedImage.TYPE_BYTE_GRAY
                ? BufferedImage.TYPE_BYTE_GRAY
                : BufferedImage.TYPE_INT_RGB;
        BufferedImage turned = new BufferedImage(width, height, type);
        var graphics = turned.createGraphics();
        graphics.drawImage(
                image,
                new AffineTransformOp(
                        transform(image.getWidth(), image.getHeight()), AffineTransformOp.TYPE_NEAREST_NEIGHBOR),
                0,
                0);
        graphics.dispose();
        return turned;
    }

    /// Where a box of the turned picture lies in the picture before it was turned. Only for [#NONE], [#RIGHT], [#HALF]
    /// and [#LEFT].
    ///
    /// @param width of the picture before it was turned
    Box undo(Box box, int width, int height) {
        return switch (this) {
            case RIGHT -> new Box(box.top(), Math.max(0, height - box.right()), box.height(), box.width());
            case HALF ->
                new Box(
                        Math.max(0, width - box.right()),
                        Math.max(0, height - box.bottom()),
                        box.width(),
                        box.height());
            case LEFT -> new Box(Math.max(0, width - box.bottom()), box.left(), box.height(), box.width());
            case NONE, MIRROR, MIRROR_HALF, TRANSPOSE, TRANSVERSE -> box;
        };
    }

    private AffineTransform transform(int width, int height) {
        return switch (this) {
            case NONE -> new AffineTransform();
            case MIRROR -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case HALF -> new AffineTransform(-1, 0, 0, -1, width, height);
            case MIRROR_HALF -> new AffineTransform(1, 0, 0, -1, 0, height);
            case TRANSPOSE -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case RIGHT -> new AffineTransform(0, 1, -1, 0, height, 0);
            case TRANSVERSE -> new AffineTransform(0, -1, -1, 0, height, width);
            case LEFT -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    }
}
