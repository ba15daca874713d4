package org.amana.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Which languages' data for Tesseract are installed, and where. More are added by installing their packages
/// (`tesseract-ocr-fra`), and used from the next start on.
///
/// @param languages Tesseract's names: English, Spanish and Arabic first, then by name
record TesseractData(String folder, List<String> languages) {
    private static final Path PACKAGES = Path.of("/usr/share/tesseract-ocr");
    private static final String SUFFIX = ".traineddata";

    /// Tells how a page lies and in which script, not what stands on it.
    private static final String ORIENTATION = "osd";

    private static final List<String> FIRST = List.of("eng", "spa", "ara");

    /// What Debian's packages have put on this machine; the newest version of the data if there are several.
    static TesseractData installed() {
        try (Stream<Path> versions = Files.list(PACKAGES)) {
            return versions.map(version -> version.resolve("tessdata"))
                    .filter(Files::isDirectory)
                    .max(Path::compareTo)
                    .map(TesseractData::in)
                    .orElse(none());
        } catch (IOException _) {
            return none();
        }
    }

    static TesseractData in(Path folder) {
        List<String> languages = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> !name.equals(ORIENTATION))
                    .sorted()
                    .forEach(languages::add);
        } catch (IOException _) {
            return none();
        }
        List<String> ordered = new ArrayList<>(FIRST);
        ordered.retainAll(languages);
        languages.removeAll(ordered);
        ordered.addAll(languages);
        return new TesseractData(folder.toString(), ordered);
    }

    /// Whether the data is there that tells how a page lies (`tesseract-ocr-osd`). Without it, pages that stand
    /// on their head are not set upright.
    static boolean tellsOrientation(Path folder) {
        return Files.exists(folder.resolve(ORIENTATION + SUFFIX));
    }

    private static TesseractData none() {
        return new TesseractData(WorkerLimits.DEFAULT.tessdata(), List.of());
    }

    WorkerLimits into(WorkerLimits limits) {
        return new WorkerLimits(
                limits.input(),
                limits.pixels(),
                limits.scans(),
                limits.textCharacters(),
                limits.pages(),
                limits.depth(),
                limits.children(),
                limits.unpacked(),
                limits.ratio(),
                folder,
                languages);
    }
}
