package org.amana.analysis.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.amana.analysis.WorkerLimits;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// Office documents that were saved as *Strict Open XML*: the same as the usual ones, but that everything in them is
/// called by other names, which our libraries do not know. They are written anew under the usual names.
/// ISO/IEC 29500-1, and 29500-4 for the names of the transitional form.
final class StrictOffice {
    private static final String STRICT = "http://purl.oclc.org/ooxml/";

    /// The beginning of a name where it is the value of an attribute.
    private static final Pattern NAME =
            Pattern.compile("([\"'])" + Pattern.quote(STRICT) + "([A-Za-z]+)/([A-Za-z/]*)(?=\\1)");

    private static final String RELATIONS = "_rels/.rels";
    private static final int CHUNK = 64 << 10;

    /// Longer than any name.
    private static final int TAIL = 200;

    private final ZipFile zip;
    private final WorkerLimits limits;

    private StrictOffice(ZipFile zip, WorkerLimits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    static boolean mayBe(String type) {
        return type.startsWith("application/vnd.openxmlformats-officedocument.");
    }

    /// The document itself where it is none of these, or it cannot be taken apart: its parser will say that.
    ///
    /// @param place for another document, not there yet
    static Path usual(Path document, Path place, WorkerLimits limits) {
        try (ZipFile zip = ZipFile.builder().setPath(document).get()) {
            StrictOffice strict = new StrictOffice(zip, limits);
            if (strict.isStrict()) {
                strict.write(place);
                return place;
            }
        } catch (IOException | RuntimeException _) {
            // As below.
        }
        return document;
    }

    private boolean isStrict() throws IOException {
        ZipArchiveEntry relations = zip.getEntry(RELATIONS);
        if (relations == null) {
            return false;
        }
        try (InputStream in = ZippedXml.content(zip, relations, limits)) {
            return new String(in.readNBytes(CHUNK), ISO_8859_1).contains(STRICT);
        }
    }

    private void write(Path place) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(place)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.getName().matches("(?i).*\\.(xml|rels)")) {
                    out.putArchiveEntry(new ZipArchiveEntry(entry.getName()));
                    try (InputStream in = ZippedXml.content(zip, entry, limits)) {
                        write(in, out);
                    }
                    out.closeArchiveEntry();
                } else {
                    out.addRawArchiveEntry(entry, zip.getRawInputStream(entry));
                }
            }
        }
    }

    /// Cuts behind the end of an element, where no name runs on; a text so long that there is none has no name in it.
    private static void write(InputStream in, OutputStream out) throws IOException {
        String rest = "";
        while (true) {
            byte[] bytes = in.readNBytes(CHUNK);
            String text = rest + new String(bytes, ISO_8859_1);
            if (bytes.length == 0) {
                out.write(usual(text).getBytes(ISO_8859_1));
                return;
            }
            int end = text.lastIndexOf('>') + 1;
            int cut = end > 0 ? end : Math.max(0, text.length() - TAIL);
            out.write(usual(text.substring(0, cut)).getBytes(ISO_8859_1));
            rest = text.substring(cut);
        }
    }

    private static String usual(String xml) {
        return NAME.matcher(xml).replaceAll(StrictOffice::usual);
    }

    /// `…/officeDocument/extendedProperties` is `…/officeDocument/2006/extended-properties`.
    private static String usual(MatchResult name) {
        String what = name.group(3)
                .replace("extendedProperties", "extended-properties")
                .replace("customProperties", "custom-properties");
        return name.group(1) + "http://schemas.openxmlformats.org/" + name.group(2) + "/2006/" + what;
    }
}
