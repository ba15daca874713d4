package org.amana.analysis.worker;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.amana.analysis.Engine;
import org.amana.analysis.Reason;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/// Pictures that the JDK has no decoder for and Leptonica, which Tesseract brings along, has: WebP and JPEG 2000. Only
/// still pictures: of an animation the first one.
final class LeptonicaPictures {
    static final Engine ENGINE = new Engine("Leptonica", version());

    private static final String WEBP = "image/webp";
    private static final Set<String> JPEG_2000 = Set.of("image/jp2", "image/jpx", "image/x-jp2-codestream");

    /// JPEG 2000 can be decoded at half, quarter … of its size, at a fraction of the cost.
    private static final int COARSEST_REDUCTION = 16;

    private LeptonicaPictures() {}

    static boolean decodes(String type) {
        return type.equals(WEBP) || JPEG_2000.contains(type);
    }

    record Size(int width, int height) {}

    /// @throws RefusedException if the header cannot be read
    static Size size(Path file, String type) throws IOException {
        if (JPEG_2000.contains(type)) {
            Optional<Size> told = Jp2Boxes.size(file);
            if (told.isPresent()) {
                return told.get();
            }
        }
        quiet();
        int[] width = new int[1];
        int[] height = new int[1];
        int[] ignored = new int[1];
        int failed = type.equals(WEBP)
                ? leptonica.readHeaderWebP(file.toString(), width, height, ignored)
                : leptonica.readHeaderJp2k(file.toString(), width, height, ignored, new int[1], new int[1]);
        if (failed != 0) {
            throw new RefusedException(Reason.Kind.NO_PICTURE);
        }
        return new Size(width[0], height[0]);
    }

    /// @param step only every so-manieth pixel is wanted, in both directions
    static BufferedImage decode(Path file, String type, int step) throws IOException {
        quiet();
        int reduction = Integer.highestOneBit(Math.min(step, COARSEST_REDUCTION));
        boolean webp = type.equals(WEBP);
        PIX read = webp
                ? leptonica.pixRead(file.toString())
                : leptonica.pixReadJp2k(file.toString(), reduction, null, 0, 0);
        if (read == null || read.isNull()) {
            throw new RefusedException(Reason.Kind.NO_PICTURE);
        }
        try {
            return image(read, Math.max(1, webp ? step : step / reduction));
        } finally {
            leptonica.pixDestroy(read);
        }
    }

    private static BufferedImage image(PIX pix, int step) throws IOException {
        // Where nothing is drawn, paper is white.
        PIX opaque = pix.spp() == 4 ? leptonica.pixAlphaBlendUniform(pix, 0xFFFFFF00) : leptonica.pixClone(pix);
        PIX colours = leptonica.pixConvertTo32(opaque);
        leptonica.pixDestroy(opaque);
        if (colours == null || colours.isNull()) {
            throw new IOException("a picture of a depth that is not known");
        }
        try {
            return sampled(colours, step);
        } finally {
            leptonica.pixDestroy(colours);
        }
    }

    /// Leptonica keeps a pixel as one word, red in the highest byte.
    private static BufferedImage sampled(PIX pix, int step) {
        int width = Math.ceilDiv(pix.w(), step);
        int height = Math.ceilDiv(pix.h(), step);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] line = new int[pix.wpl()];
        int[] rgb = new int[width];
        for (int y = 0; y < height; y++) {
            pix.data().position((long) y * step * pix.wpl()).get(line);
            for (int x = 0; x < width; x++) {
                rgb[x] = line[x * step] >>> 8;
            }
            image.setRGB(0, y, width, 1, rgb, 0, width);
        }
        return image;
    }

    /// It prints what it dislikes otherwise.
    private static void quiet() {
        leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
    }

    private static String version() {
        try (BytePointer version = leptonica.getLeptonicaVersion()) {
            return version.getString().replace("leptonica-", "").strip();
        }
    }
}
