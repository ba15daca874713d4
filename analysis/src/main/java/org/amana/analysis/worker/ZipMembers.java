package org.amana.analysis.worker;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// Takes the things out of a ZIP archive one by one, by its directory. Not by Tika, which gives up at the first that is
/// locked, or packed in a way that it does not know.
final class ZipMembers {
    private ZipMembers() {}

    /// @return whether it has a directory; without one (it was cut off, for example), nothing is taken
    static boolean take(Path archive, Charset names, Members members) throws IOException {
        try (ZipFile zip = open(archive, names)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                if (!entry.isDirectory()) {
                    members.take(
                            ZipNames.TYPE,
                            Facts.clean(nameOf(entry)),
                            Math.max(0, entry.getSize()),
                            () -> zip.getInputStream(entry));
                }
            }
            return true;
        } catch (NoDirectoryException _) {
            return false;
        }
    }

    private static String nameOf(ZipArchiveEntry entry) {
        String name = entry.getName();
        return name.contains("/") ? name : name.replace('\\', '/');
    }

    private static ZipFile open(Path archive, Charset names) throws NoDirectoryException {
        try {
            return ZipFile.builder()
                    .setPath(archive)
                    .setCharset(names)
                    .setIgnoreLocalFileHeader(true)
                    .get();
        } catch (IOException | RuntimeException e) {
            throw new NoDirectoryException(e);
        }
    }

    private static final class NoDirectoryException extends IOException {
        private static final long serialVersionUID = 1;

        NoDirectoryException(Exception cause) {
            super(cause);
        }
    }
}
