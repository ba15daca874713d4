package org.amana.analysis.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.amana.analysis.Reason;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;

/// Takes the things out of a 7z archive. Not by Tika, which gives a whole archive up when one entry has no
/// time, and has no limit on the memory that the archive's own header may ask for.
final class SevenZip {
    static final String TYPE = "application/x-7z-compressed";

    private static final int MOST_MEMORY_KIB = 192 << 10;

    private SevenZip() {}

    /// @throws RefusedException if it needs a password, asks for too much memory, or is damaged
    static void take(Path file, Members members) throws IOException {
        try (SevenZFile archive = SevenZFile.builder()
                .setPath(file)
                .setMaxMemoryLimitKiB(MOST_MEMORY_KIB)
                .get()) {
            SevenZArchiveEntry entry = archive.getNextEntry();
            while (entry != null) {
                if (!entry.isDirectory() && !entry.isAntiItem()) {
                    String name = entry.getName();
                    members.take(new Content(archive), name == null ? "" : Facts.clean(name));
                }
                entry = archive.getNextEntry();
            }
        } catch (PasswordRequiredException _) {
            throw new RefusedException(Reason.Kind.PASSWORD);
        } catch (MemoryLimitException _) {
            throw new RefusedException(Reason.Kind.MEMORY);
        }
    }

    /// Of the entry that the archive stands at.
    private static final class Content extends InputStream {
        private final SevenZFile archive;

        Content(SevenZFile archive) {
            this.archive = archive;
        }

        @Override
        public int read() throws IOException {
            return archive.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return archive.read(target, offset, length);
        }
    }
}
