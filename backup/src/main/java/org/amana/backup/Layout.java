package org.amana.backup;

import java.nio.file.Path;

/// Where the parts of a data folder lie.
///
/// @param folder the data folder itself; the others are below it
/// @param catalog the catalog's file
/// @param volume the folder of the extents
/// @param ledger the ledger's folder
/// @param lock the file that whoever works on the folder holds
public record Layout(Path folder, Path catalog, Path volume, Path ledger, Path lock) {
    /// How a file of the data folder is called in a manifest.
    String name(Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    Path file(String name) {
        return folder.resolve(name);
    }
}
