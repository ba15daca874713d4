package org.amana.analysis.worker;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amana.analysis.Reason;
import org.amana.analysis.WorkerLimits;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tesseract.ResultIterator;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;
import org.jspecify.annotations.Nullable;

/// Tesseract, in this process and on one thread (`OMP_THREAD_LIMIT=1` is set for the process: with four threads it is
/// five to seven times slower). One engine is live at a time; it is made anew when the languages change.
final class Recogniser implements AutoCloseable {
    static final String NAME = "Tesseract";

    /// Lets Tesseract estimate the dots per inch from the letters it sees.
    static final int UNKNOWN_RESOLUTION = 0;

    private static final String ORIENTATION_DATA = "osd";
    private static final String SUFFIX = ".traineddata";

    private final String tessdata;
    private final List<String> installed;
    private @Nullable TessBaseAPI engine;
    private String engineLanguages = "";
    private @Nullable TessBaseAPI orientation;

    Recogniser(WorkerLimits limits) {
        this.tessdata = limits.tessdata();
        List<String> data = dataIn(Path.of(tessdata));
        this.installed = limits.languages().stream().filter(data::contains).toList();
    }

    /// Those of the wanted languages whose data is there, the likeliest first.
    List<String> installed() {
        return installed;
    }

    /// One recognised word, in pixels of the image.
    ///
    /// @param startsLine whether a new line begins with it
    /// @param startsBlock whether a new paragraph begins with it
    record Seen(
            String text,
            int left,
            int top,
            int right,
            int bottom,
            float confidence,
            boolean startsLine,
            boolean startsBlock) {}

    /// How the text on an image lies, and in which script.
    ///
    /// @param degrees how far it is turned counter-clockwise from upright
    /// @param script Tesseract's name, such as `Latin` or `Arabic`
    record Lie(int degrees, float degreesConfidence, String script, float scriptConfidence) {
        static final Lie UNKNOWN = new Lie(0, 0, "", 0);
    }

    /// Recognises the words of a grey image, in reading order (right to left where the script is).
    ///
    /// @param languages Tesseract's names joined by `+`
    List<Seen> recognise(BufferedImage grey, String languages, int dotsPerInch) {
        TessBaseAPI api = engine(languages);
        try (BytePointer pixels = pixels(grey)) {
            api.SetImage(pixels, grey.getWidth(), grey.getHeight(), 1, grey.getWidth());
            if (dotsPerInch != UNKNOWN_RESOLUTION) {
                api.SetSourceResolution(dotsPerInch);
            }
            if (api.Recognize(null) != 0) {
                throw new RefusedException(Reason.Kind.NO_PICTURE);
            }
            return words(api);
        } finally {
            api.Clear();
        }
    }

    /// Which way the text lies; [Lie#UNKNOWN] when there is too little of it or the data for it is not installed.
    Lie lie(BufferedImage grey, int dotsPerInch) {
        TessBaseAPI api = orientation();
        if (api == null) {
            return Lie.UNKNOWN;
        }
        int[] degrees = new int[1];
        float[] confidence = new float[1];
        float[] scriptConfidence = new float[1];
        try (BytePointer pixels = pixels(grey);
                org.bytedeco.javacpp.PointerPointer<BytePointer> script = new org.bytedeco.javacpp.PointerPointer<>(1);
                org.bytedeco.javacpp.IntPointer degreesOut = new org.bytedeco.javacpp.IntPointer(degrees);
                org.bytedeco.javacpp.FloatPointer confidenceOut = new org.bytedeco.javacpp.FloatPointer(confidence);
                org.bytedeco.javacpp.FloatPointer scriptOut = new org.bytedeco.javacpp.FloatPointer(scriptConfidence)) {
            api.SetImage(pixels, grey.getWidth(), grey.getHeight(), 1, grey.getWidth());
            if (dotsPerInch != UNKNOWN_RESOLUTION) {
                api.SetSourceResolution(dotsPerInch);
            }
            if (!api.DetectOrientationScript(degreesOut, confidenceOut, script, scriptOut)) {
                return Lie.UNKNOWN;
            }
            BytePointer name = script.get(BytePointer.class, 0);
            return new Lie(
                    degreesOut.get(), confidenceOut.get(), name == null ? "" : name.getString(), scriptOut.get());
        } finally {
            api.Clear();
        }
    }

    static String version() {
        try (BytePointer version = TessBaseAPI.Version()) {
            return version.getString();
        }
    }

    private static List<Seen> words(TessBaseAPI api) {
        List<Seen> words = new ArrayList<>();
        try (ResultIterator results = api.GetIterator()) {
            if (results == null || results.isNull()) {
                return words;
            }
            int[] left = new int[1];
            int[] top = new int[1];
            int[] right = new int[1];
            int[] bottom = new int[1];
            int level = tesseract.RIL_WORD;
            do {
                String text = text(results, level);
                if (!text.isBlank() && results.BoundingBox(level, left, top, right, bottom)) {
                    words.add(new Seen(
                            text.strip(),
                            left[0],
                            top[0],
                            right[0],
                            bottom[0],
                            results.Confidence(level),
                            results.IsAtBeginningOf(tesseract.RIL_TEXTLINE),
                            results.IsAtBeginningOf(tesseract.RIL_PARA)));
                }
            } while (results.Next(level));
        }
        return words;
    }

    private static String text(ResultIterator results, int level) {
        try (BytePointer text = results.GetUTF8Text(level)) {
            return text == null || text.isNull() ? "" : text.getString(java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private TessBaseAPI engine(String languages) {
        TessBaseAPI known = engine;
        if (known != null && engineLanguages.equals(languages)) {
            return known;
        }
        if (known != null) {
            known.End();
            known.close();
        }
        known = started(languages, tesseract.OEM_LSTM_ONLY);
        known.SetPageSegMode(tesseract.PSM_AUTO);
        engine = known;
        engineLanguages = languages;
        return known;
    }

    private @Nullable TessBaseAPI orientation() {
        if (orientation == null && Files.exists(Path.of(tessdata, ORIENTATION_DATA + SUFFIX))) {
            orientation = started(ORIENTATION_DATA, tesseract.OEM_TESSERACT_ONLY);
            orientation.SetPageSegMode(tesseract.PSM_OSD_ONLY);
        }
        return orientation;
    }

    private TessBaseAPI started(String languages, int mode) {
        TessBaseAPI api = new TessBaseAPI();
        if (api.Init(tessdata, languages, mode) != 0) {
            api.close();
            throw new RefusedException(Reason.Kind.LANGUAGE_UNUSABLE, languages);
        }
        api.SetVariable("debug_file", "/dev/null");
        // Tesseract takes lines of Arabic, with their many dots, for noise and drops them whole: of 64 words on a clean
        // page it kept 29 to 52, and 62 to 64 with this. Real noise is dropped later, by its confidence.
        api.SetVariable("textord_noise_rejrows", "0");
        return api;
    }

    private static BytePointer pixels(BufferedImage grey) {
        byte[] data = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        return new BytePointer(data);
    }

    private static List<String> dataIn(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                names.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        } catch (IOException _) {
            // No folder, no languages: the caller says so.
            names.clear();
        }
        return names;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.End();
            engine.close();
        }
        if (orientation != null) {
            orientation.End();
            orientation.close();
        }
    }
}
