package org.amana.analysis.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amana.analysis.Page;
import org.amana.analysis.PageCodec;
import org.amana.analysis.WorkerLimits;

/// Reads files of a test as a worker does, in this process.
record Readings(Path folder) {
    private static final WorkerLimits LIMITS = WorkerLimits.DEFAULT;
    private static final Extractor EXTRACTOR = new Extractor(LIMITS, new Languages(), new Films(LIMITS));

    String text(String name, byte[] bytes) throws Exception {
        return String.join(
                "\n",
                pages(read(name, bytes).getFirst()).stream().map(Page::text).toList());
    }

    List<Extraction> read(String name, byte[] bytes) throws IOException {
        return read(EXTRACTOR, name, bytes);
    }

    List<Extraction> read(WorkerLimits limits, String name, byte[] bytes) throws IOException {
        return read(new Extractor(limits, new Languages(), new Films(limits)), name, bytes);
    }

    private List<Extraction> read(Extractor extractor, String name, byte[] bytes) throws IOException {
        Path place = Files.createTempDirectory(folder, "file");
        Files.write(place.resolve("0"), bytes);
        try (Opened opened = new Opened(place, name)) {
            return extractor.read(opened, "");
        }
    }

    static List<Page> pages(Extraction extraction) throws Exception {
        List<Page> pages = new ArrayList<>();
        for (byte[] page : extraction.encodedPages()) {
            pages.add(PageCodec.decode(page));
        }
        return pages;
    }

    static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
