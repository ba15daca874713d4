package org.amana.analysis.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Counts the passes of a JPEG without decoding it: markers `FF DA` (ITU-T T.81, B.2).
final class JpegScans {
    private static final int MARKER = 0xFF;
    private static final int START_OF_SCAN = 0xDA;

    private JpegScans() {}

    /// Stops counting above `enough`.
    static int count(Path file, int enough) throws IOException {
        int scans = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 << 10)) {
            int before = 0;
            int next = in.read();
            while (next >= 0 && scans <= enough) {
                // Inside coded data FF is always followed by 00, so this finds markers only (and, at worst, counts the
                // thumbnail inside a header too).
                if (before == MARKER && next == START_OF_SCAN) {
                    scans++;
                }
                before = next;
                next = in.read();
            }
        }
        return scans;
    }
}
