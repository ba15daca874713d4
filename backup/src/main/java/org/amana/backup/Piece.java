package org.amana.backup;

import java.nio.file.Path;
import org.amana.durable.Disk;

/// A stretch of a file that is to be copied to a depot.
///
/// @param path of the file below the data folder, as in a manifest
/// @param file where it is read; of a database that is a copy elsewhere
/// @param from the first byte
/// @param to one past the last byte
record Piece(String path, Path file, long from, long to) {
    /// All of a file, as long as it is now.
    static Piece whole(Disk disk, String path, Path file) {
        return new Piece(path, file, 0, disk.size(file));
    }

    /// In bytes.
    long length() {
        return to - from;
    }
}
