package org.amana.analysis.worker;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import javax.imageio.IIOException;

/// Pictures for print, in cyan, magenta, yellow and black, as Adobe's programs write them into JPEG (inverted). The
/// colours are near enough to recognise a page by; no profile is applied.
final class FourColours {
    private FourColours() {}

    static BufferedImage toRgb(Raster raster) throws IIOException {
        if (raster.getNumBands() != 4) {
            throw new IIOException("its colours are of a kind that is not decoded here");
        }
        int width = raster.getWidth();
        int height = raster.getHeight();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] line = new int[width * 4];
        int[] rgb = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, line);
            for (int x = 0; x < width; x++) {
                int black = line[4 * x + 3];
                rgb[x] = ((line[4 * x] * black / 255) << 16)
                        | ((line[4 * x + 1] * black / 255) << 8)
                        | (line[4 * x + 2] * black / 255);
            }
            image.setRGB(0, y, width, 1, rgb, 0, width);
        }
        return image;
    }
}
