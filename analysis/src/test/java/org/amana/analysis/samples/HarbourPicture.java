package org.amana.analysis.samples;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/// A picture like a photograph, without a letter on it: evening sky, hills, sea with the reflection of the sun, a mole
/// with a lighthouse whose beam turns.
final class HarbourPicture {
    private final int width;
    private final int height;
    private final long seed;

    HarbourPicture(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        this.seed = seed;
    }

    /// @param seconds since the beam began to turn
    BufferedImage draw(double seconds) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int horizon = height * 11 / 20;
        graphics.setPaint(new GradientPaint(0, 0, new Color(38, 44, 84), 0, horizon, new Color(240, 156, 96)));
        graphics.fillRect(0, 0, width, horizon);
        graphics.setPaint(
                new RadialGradientPaint(width * 0.33f, horizon, width * 0.3f, new float[] {0, 0.15f, 1}, new Color[] {
                    new Color(255, 240, 200), new Color(255, 205, 130, 190), new Color(255, 180, 110, 0)
                }));
        graphics.fillRect(0, 0, width, horizon);
        hills(graphics, horizon);
        sea(graphics, horizon, seconds);
        mole(graphics, horizon, seconds);
        graphics.dispose();
        grain(image);
        return image;
    }

    private void hills(Graphics2D graphics, int horizon) {
        Random random = new Random(seed);
        for (int layer = 0; layer < 3; layer++) {
            Path2D hill = new Path2D.Double();
            hill.moveTo(0, horizon);
            double phase = random.nextDouble() * 6;
            for (int x = 0; x <= width; x += 4) {
                double t = (double) x / width;
                double rise = Math.sin(phase + t * 5) + 0.5 * Math.sin(phase * 2 + t * 13) + 0.2 * Math.sin(t * 37);
                hill.lineTo(x, horizon - height * (0.10 - layer * 0.028) * (1 + 0.35 * rise));
            }
            hill.lineTo(width, horizon);
            graphics.setColor(new Color(86 - layer * 24, 66 - layer * 16, 90 - layer * 20));
            graphics.fill(hill);
        }
    }

    private void sea(Graphics2D graphics, int horizon, double seconds) {
        graphics.setPaint(new GradientPaint(0, horizon, new Color(196, 128, 92), 0, height, new Color(20, 30, 52)));
        graphics.fillRect(0, horizon, width, height - horizon);
        Random random = new Random(seed + 1);
        for (int wave = 0; wave < 2_600; wave++) {
            double depth = Math.pow(random.nextDouble(), 1.6);
            double y = horizon + depth * (height - horizon);
            double length = width * (0.004 + 0.03 * depth);
            double x = (random.nextDouble() * 1.1 * width + seconds * 9 * (0.3 + depth)) % (width * 1.1) - width * 0.05;
            double glow = Math.exp(-Math.pow((x - width * 0.33) / (width * (0.05 + 0.14 * depth)), 2));
            int light = (int) (30 + 200 * glow);
            graphics.setColor(new Color(Math.min(255, light + 30), (int) (light * 0.8), (int) (light * 0.55), 90));
            graphics.fillOval((int) x, (int) y, (int) length, (int) Math.max(1, height * 0.004 * depth));
        }
    }

    private void mole(Graphics2D graphics, int horizon, double seconds) {
        int foot = horizon + height / 40;
        int x = width * 7 / 10;
        graphics.setColor(new Color(28, 24, 34));
        Path2D mole = new Path2D.Double();
        mole.moveTo(width, foot - height / 90.0);
        mole.lineTo(x - width / 30.0, foot);
        mole.lineTo(x - width / 22.0, foot + height / 45.0);
        mole.lineTo(width, foot + height / 18.0);
        graphics.fill(mole);
        int tower = height / 4;
        graphics.setColor(new Color(52, 44, 54));
        Path2D light = new Path2D.Double();
        light.moveTo(x - width / 90.0, foot);
        light.lineTo(x - width / 140.0, foot - tower);
        light.lineTo(x + width / 140.0, foot - tower);
        light.lineTo(x + width / 90.0, foot);
        graphics.fill(light);
        graphics.fillRect(x - width / 100, foot - tower - height / 60, width / 50, height / 60);
        beam(graphics, x, foot - tower - height / 36, seconds);
    }

    private void beam(Graphics2D graphics, int x, int y, double seconds) {
        double angle = seconds * Math.PI / 2 + 0.4;
        double reach = width * 0.5 * Math.cos(angle);
        Path2D beam = new Path2D.Double();
        beam.moveTo(x, y);
        beam.lineTo(x + reach, y - height * 0.05);
        beam.lineTo(x + reach, y + height * 0.01);
        beam.closePath();
        graphics.setColor(new Color(255, 244, 200, 60));
        graphics.fill(beam);
        graphics.setPaint(new RadialGradientPaint(x, y, width / 40f, new float[] {0, 1}, new Color[] {
            new Color(255, 250, 225), new Color(255, 240, 190, 0)
        }));
        graphics.fillOval(x - width / 40, y - width / 40, width / 20, width / 20);
    }

    private void grain(BufferedImage image) {
        Random random = new Random(seed + 2);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = image.getRGB(x, y);
                int grain = (int) (random.nextGaussian() * 3);
                image.setRGB(
                        x,
                        y,
                        Math.clamp(((rgb >> 16) & 255) + grain, 0, 255) << 16
                                | Math.clamp(((rgb >> 8) & 255) + grain, 0, 255) << 8
                                | Math.clamp((rgb & 255) + grain, 0, 255));
            }
        }
    }
}
