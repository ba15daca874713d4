package org.amana.analysis.worker;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import org.amana.analysis.Engine;
import org.amana.analysis.Reason;
import org.amana.analysis.WorkerLimits;

/// Decodes pictures with the JDK's own decoders, or Leptonica's where it has none: header first, refused if too large,
/// subsampled while decoding when more than needed, kept and flagged when the file ends early. A decoder is used once
/// and thrown away.
final class Pictures {
    static final Engine ENGINE = new Engine("ImageIO", System.getProperty("java.version", "25"));

    private static final Set<String> DECODED = Set.of(
            "image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/vnd.wap.wbmp", "image/x-jbig2");

    /// Bytes that a picture and the copies of it may take together.
    private static final long ROOM = Runtime.getRuntime().maxMemory() / 4 * 3;

    private Pictures() {}

    /// What the header says, before anything is decoded.
    ///
    /// @param width as shown, after the turn that the camera noted
    /// @param count pictures in the file: pages of a TIFF, 1 of anything else
    record Header(int width, int height, int count, Turn turn) {}

    /// A decoded picture, upright.
    ///
    /// @param fullWidth of the original, upright; the image may be smaller
    /// @param damaged the file has errors; what could be decoded is there
    record Decoded(BufferedImage image, int fullWidth, int fullHeight, boolean damaged) {}

    static boolean decodes(String type) {
        return DECODED.contains(type) || LeptonicaPictures.decodes(type);
    }

    /// What decodes pictures of this type.
    static Engine engine(String type) {
        return LeptonicaPictures.decodes(type) ? LeptonicaPictures.ENGINE : ENGINE;
    }

    /// @throws RefusedException if it has too many pixels or passes, or no header that can be read
    static Header header(Path file, String type, WorkerLimits limits) throws IOException {
        if (LeptonicaPictures.decodes(type)) {
            LeptonicaPictures.Size size = LeptonicaPictures.size(file, type);
            check(size.width(), size.height(), limits);
            return header(size.width(), size.height(), 1, turn(file));
        }
        try (ImageInputStream in = open(file)) {
            ImageReader reader = reader(in);
            try {
                Turn turn = turn(file);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                check(width, height, limits);
                checkScans(file, reader, limits);
                int count = paged(reader) ? TiffPages.count(file, limits.pages()) : 1;
                return header(width, height, count, turn);
            } catch (IOException | RuntimeException e) {
                throw Failures.refused(Reason.of(Reason.Kind.NO_PICTURE), e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Header header(int width, int height, int count, Turn turn) {
        return turn.swaps() ? new Header(height, width, count, turn) : new Header(width, height, count, turn);
    }

    /// Decodes picture `number` (from 1), no finer than it takes to have about `wantedPixels`.
    static Decoded decode(Path file, String type, int number, long wantedPixels, WorkerLimits limits)
            throws IOException {
        Header header = header(file, type, limits);
        if (number > header.count()) {
            throw new RefusedException(Reason.Kind.NO_PAGE, number);
        }
        if (LeptonicaPictures.decodes(type)) {
            int step = step((long) header.width() * header.height(), wantedPixels);
            BufferedImage image = LeptonicaPictures.decode(file, type, step);
            return new Decoded(header.turn().apply(image), header.width(), header.height(), false);
        }
        try (ImageInputStream in = open(file)) {
            ImageReader reader = reader(in);
            try {
                return decode(reader, number - 1, wantedPixels, header.turn(), limits);
            } catch (IOException | RuntimeException e) {
                throw Failures.refused(Reason.of(Reason.Kind.NO_PICTURE), e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Decoded decode(ImageReader reader, int index, long wantedPixels, Turn turn, WorkerLimits limits)
            throws IOException {
        int width = reader.getWidth(index);
        int height = reader.getHeight(index);
        check(width, height, limits);
        long pixels = (long) width * height;
        int step = fitting(step(pixels, wantedPixels), pixels, bytesOfPixel(reader, index, turn), ROOM);
        boolean[] damaged = {false};
        reader.addIIOReadWarningListener((_, _) -> damaged[0] = true);
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        BufferedImage image = read(reader, index, parameters, width, height, step, damaged);
        BufferedImage upright = turn.apply(image);
        return new Decoded(upright, turn.swaps() ? height : width, turn.swaps() ? width : height, damaged[0]);
    }

    private static BufferedImage read(
            ImageReader reader,
            int index,
            ImageReadParam parameters,
            int width,
            int height,
            int step,
            boolean[] damaged)
            throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(index);
        if (types == null || !types.hasNext()) {
            return FourColours.toRgb(raster(reader, index, parameters));
        }
        // Decoding into an image of our own keeps the lines that came before an error.
        BufferedImage destination =
                types.next().createBufferedImage(Math.ceilDiv(width, step), Math.ceilDiv(height, step));
        parameters.setDestination(destination);
        boolean[] lines = {false};
        reader.addIIOReadUpdateListener(new FirstLine(() -> lines[0] = true));
        try {
            return reader.read(index, parameters);
        } catch (IOException | RuntimeException e) {
            if (!lines[0]) {
                throw e;
            }
            damaged[0] = true;
            return destination;
        }
    }

    private static Raster raster(ImageReader reader, int index, ImageReadParam parameters) throws IOException {
        if (!reader.canReadRaster()) {
            throw new IIOException("its colours are of a kind that is not decoded here");
        }
        return reader.readRaster(index, parameters);
    }

    /// Reading every nth pixel keeps twice as many as wanted in each direction, so that scaling down can still average.
    static int step(long pixels, long wantedPixels) {
        return Math.max(1, (int) Math.floor(Math.sqrt(pixels / (wantedPixels * 4.0))));
    }

    /// A step as wide or wider, so that the picture and what is made of it have room.
    static int fitting(int step, long pixels, long bytesOfPixel, long room) {
        int wide = step;
        while (pixels / ((long) wide * wide) * bytesOfPixel > room) {
            wide++;
        }
        return wide;
    }

    /// What a decoded pixel takes, that of a turned copy and of a grey or a half-sized one included.
    private static long bytesOfPixel(ImageReader reader, int index, Turn turn) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(index);
        long decoded = 8; // four colours and what they come to in three
        if (types != null && types.hasNext()) {
            ImageTypeSpecifier type = types.next();
            int size = DataBuffer.getDataTypeSize(type.getSampleModel().getDataType());
            decoded = Math.max(1, (long) type.getSampleModel().getNumDataElements() * size / Byte.SIZE);
        }
        return (turn == Turn.NONE ? decoded : 2 * decoded) + 1;
    }

    private static void check(int width, int height, WorkerLimits limits) {
        if (width <= 0 || height <= 0) {
            throw new RefusedException(Reason.Kind.NO_SIZE);
        }
        if ((long) width * height > limits.pixels() || Math.max(width, height) > 1 << 20) {
            throw new RefusedException(Reason.Kind.PIXELS, width, height, limits.pixels() / 1_000_000);
        }
    }

    private static void checkScans(Path file, ImageReader reader, WorkerLimits limits) throws IOException {
        if (reader.getFormatName().equalsIgnoreCase("jpeg") && JpegScans.count(file, limits.scans()) > limits.scans()) {
            throw new RefusedException(Reason.Kind.BOMB_PASSES, limits.scans());
        }
    }

    private static boolean paged(ImageReader reader) throws IOException {
        return reader.getFormatName().toLowerCase(java.util.Locale.ROOT).startsWith("tif");
    }

    private static Turn turn(Path file) {
        try {
            ExifIFD0Directory exif =
                    ImageMetadataReader.readMetadata(file.toFile()).getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer orientation = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return orientation == null ? Turn.NONE : Turn.ofExif(orientation);
        } catch (ImageProcessingException | IOException | RuntimeException _) {
            // Without a readable note the picture is taken as it lies.
            return Turn.NONE;
        }
    }

    private static ImageInputStream open(Path file) throws IOException {
        ImageInputStream in = ImageIO.createImageInputStream(file.toFile());
        if (in == null) {
            throw new IOException("cannot open the picture");
        }
        return in;
    }

    private static ImageReader reader(ImageInputStream in) {
        List<ImageReader> readers = new java.util.ArrayList<>();
        ImageIO.getImageReaders(in).forEachRemaining(readers::add);
        if (readers.isEmpty()) {
            throw new RefusedException(Reason.Kind.NO_PICTURE);
        }
        ImageReader reader = readers.getFirst();
        reader.setInput(in, false, true);
        return reader;
    }
}
