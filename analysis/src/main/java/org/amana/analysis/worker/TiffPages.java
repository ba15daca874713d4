package org.amana.analysis.worker;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/// Counts the pages of a TIFF by its chain of directories (TIFF 6.0, section 2). The chain of a hostile file may be a
/// ring, which the JDK's reader would follow for ever.
final class TiffPages {
    private static final int FIELD = 12;

    private TiffPages() {}

    /// The number of different directories up to where the chain ends, breaks off or returns; at least 1.
    ///
    /// @param most where to stop counting
    static int count(Path file, int most) throws IOException {
        Set<Long> seen = new HashSet<>();
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            in.setByteOrder(in.readUnsignedShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            in.readUnsignedShort(); // 42
            long directory = in.readUnsignedInt();
            while (directory != 0 && seen.size() < most && seen.add(directory)) {
                in.seek(directory);
                int fields = in.readUnsignedShort();
                in.seek(directory + 2 + (long) fields * FIELD);
                directory = in.readUnsignedInt();
            }
        } catch (EOFException _) {
            // The chain breaks off: what came before it counts.
        }
        return Math.max(1, seen.size());
    }
}
