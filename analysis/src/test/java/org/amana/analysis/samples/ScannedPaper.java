package org.amana.analysis.samples;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.WritableRaster;
import java.io.File;
import java.io.IOException;
import java.util.Random;

/// A sheet of paper with text on it as a scanner sees it: slightly turned, a little soft, grey towards the edges, with
/// the noise of the sensor and a few specks.
final class ScannedPaper {
    private static final int GREYS = 16;

    private final int dotsPerInch;
    private final Random random;

    ScannedPaper(int dotsPerInch, long seed) {
        this.dotsPerInch = dotsPerInch;
        this.random = new Random(seed);
    }

    /// @param points size of the letters
    /// @param degrees how far the sheet lies askew
    BufferedImage scan(String text, File font, float points, double degrees, double widthInches, double heightInches)
            throws IOException {
        BufferedImage sheet = new BufferedImage(
                (int) (widthInches * dotsPerInch), (int) (heightInches * dotsPerInch), BufferedImage.TYPE_BYTE_GRAY);
        write(sheet, text, font, points, degrees);
        return noisy(soft(sheet));
    }

    private void write(BufferedImage sheet, String text, File file, float points, double degrees) throws IOException {
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setColor(new Color(236, 236, 236));
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.transform(AffineTransform.getRotateInstance(
                Math.toRadians(degrees), sheet.getWidth() / 2.0, sheet.getHeight() / 2.0));
        graphics.setColor(new Color(38, 38, 38));
        Font font = font(file).deriveFont(points * dotsPerInch / 72);
        FontRenderContext context = graphics.getFontRenderContext();
        float margin = 0.9f * dotsPerInch;
        float y = 1.1f * dotsPerInch;
        for (String line : text.lines().toList()) {
            if (!line.isBlank()) {
                TextLayout layout = new TextLayout(line, font, context);
                float x = layout.isLeftToRight() ? margin : sheet.getWidth() - margin - layout.getAdvance();
                layout.draw(graphics, x, y);
            }
            y += points * 1.62f * dotsPerInch / 72;
        }
        graphics.dispose();
    }

    private static BufferedImage soft(BufferedImage sheet) {
        float edge = 0.06f;
        float middle = 1 - 4 * edge;
        float[] weights = {0, edge, 0, edge, middle, edge, 0, edge, 0};
        return new ConvolveOp(new Kernel(3, 3, weights), ConvolveOp.EDGE_NO_OP, null).filter(sheet, null);
    }

    private BufferedImage noisy(BufferedImage sheet) {
        WritableRaster raster = sheet.getRaster();
        int width = sheet.getWidth();
        int height = sheet.getHeight();
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, line);
            for (int x = 0; x < width; x++) {
                double shade = 10 * Math.pow(Math.abs(2.0 * x / width - 1), 3);
                double value = line[x] - shade + random.nextGaussian() * 3.5;
                line[x] = quantised(random.nextInt(60_000) == 0 ? 70 : value);
            }
            raster.setPixels(0, y, width, 1, line);
        }
        return sheet;
    }

    /// In few greys, as an office scanner stores them; the files stay small.
    private static int quantised(double value) {
        int step = 255 / (GREYS - 1);
        return Math.clamp(Math.round(value / step) * step, 0, 255);
    }

    private static Font font(File file) throws IOException {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (FontFormatException e) {
            throw new IOException(e);
        }
    }
}
