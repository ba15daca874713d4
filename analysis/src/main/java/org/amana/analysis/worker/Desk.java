package org.amana.analysis.worker;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.amana.analysis.Engine;
import org.amana.analysis.Engines;
import org.amana.analysis.Page;
import org.amana.analysis.Reason;
import org.amana.analysis.WorkerLimits;
import org.amana.analysis.worker.Opened.Item;
import org.apache.pdfbox.rendering.ImageType;

/// What a worker can do with the file that lies on it.
final class Desk implements AutoCloseable {

    /// Tesseract's models were trained at about this resolution.
    private static final int READING_DOTS_PER_INCH = 300;

    /// A4 at 300 dots an inch is 8.7 million; finer helps nobody.
    private static final long MOST_READING_PIXELS = 25_000_000;

    /// Below this a picture is enlarged before reading: its letters are too small for the models.
    private static final int SMALL_SIDE = 600;

    private final WorkerLimits limits;
    private final Languages languages = new Languages();
    private final Films films;
    private final Extractor extractor;
    private final Types types = new Types();
    private final Recogniser recogniser;
    private final PageReader reader;

    Desk(WorkerLimits limits) {
        this.limits = limits;
        this.films = new Films(limits);
        this.extractor = new Extractor(limits, languages, films);
        this.recogniser = new Recogniser(limits);
        this.reader = new PageReader(recogniser, languages);
    }

    Engines engines() {
        return new Engines(
                List.of(
                        TikaParsers.ENGINE,
                        PdfPages.ENGINE,
                        Pictures.ENGINE,
                        Languages.ENGINE,
                        new Engine(Recogniser.NAME, Recogniser.version())),
                recogniser.installed());
    }

    List<Extraction> extract(Opened opened, String charset) throws IOException {
        return extractor.read(opened, charset);
    }

    /// Draws page `number` of the file or of something inside it, so that neither side is longer than `longest`.
    Pictures.Decoded picture(Opened opened, String part, int number, int longest) throws IOException {
        Item item = item(opened, part);
        Pictures.Decoded decoded = decode(item, number, (long) longest * longest);
        return new Pictures.Decoded(
                Drawing.fit(decoded.image(), longest), decoded.fullWidth(), decoded.fullHeight(), decoded.damaged());
    }

    /// Recognises the characters on page `number` of the file or of something inside it.
    Page read(Opened opened, String part, int number) throws IOException {
        Item item = item(opened, part);
        if (types.of(item.path(), item.name()).type().equals(PdfPages.TYPE)) {
            try (PdfPages pdf = PdfPages.open(item.path())) {
                BufferedImage grey = pdf.draw(number, READING_DOTS_PER_INCH, MOST_READING_PIXELS, ImageType.GRAY);
                int width = grey.getWidth() * PdfPages.DOTS_PER_INCH / READING_DOTS_PER_INCH;
                int height = grey.getHeight() * PdfPages.DOTS_PER_INCH / READING_DOTS_PER_INCH;
                Page seen = reader.read(number, grey, Math.max(1, width), Math.max(1, height), READING_DOTS_PER_INCH);
                Budget budget = new Budget(limits, Files.size(item.path()));
                return pdf.layer(number, budget, languages)
                        .map(layer -> Layered.of(seen, layer, languages))
                        .orElse(seen);
            }
        }
        Pictures.Decoded decoded = decode(item, number, MOST_READING_PIXELS);
        BufferedImage grey = readable(decoded.image());
        return reader.read(number, grey, decoded.fullWidth(), decoded.fullHeight(), Recogniser.UNKNOWN_RESOLUTION);
    }

    /// Something inside is only there once the file was taken apart.
    private Item item(Opened opened, String part) throws IOException {
        if (!opened.has(part)) {
            extractor.read(opened, "");
        }
        if (!opened.has(part)) {
            throw new RefusedException(Reason.Kind.NO_PART, part);
        }
        return opened.item(part);
    }

    private Pictures.Decoded decode(Item item, int number, long wantedPixels) throws IOException {
        String type = types.of(item.path(), item.name()).type();
        if (type.equals(PdfPages.TYPE)) {
            try (PdfPages pdf = PdfPages.open(item.path())) {
                BufferedImage page = pdf.draw(number, PdfPages.DOTS_PER_INCH, wantedPixels * 4, ImageType.RGB);
                return new Pictures.Decoded(page, page.getWidth(), page.getHeight(), false);
            } catch (IOException | RuntimeException e) {
                throw Failures.refused(PdfPages.TYPE, e);
            }
        }
        if (Films.plays(type)) {
            BufferedImage still = films.still(item.path());
            return new Pictures.Decoded(still, still.getWidth(), still.getHeight(), false);
        }
        if (Pictures.decodes(type)) {
            return Pictures.decode(item.path(), type, number, wantedPixels, limits);
        }
        throw new RefusedException(Reason.Kind.NO_ENGINE, type);
    }

    private static BufferedImage readable(BufferedImage image) {
        int longest = Math.max(image.getWidth(), image.getHeight());
        double factor = longest < SMALL_SIDE ? 2 : 1;
        return Drawing.scale(image, factor, BufferedImage.TYPE_BYTE_GRAY);
    }

    @Override
    public void close() {
        recogniser.close();
    }
}
