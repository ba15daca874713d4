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

    /// How a file of the ledger is called in a manifest.
    ///
    /// @param path below the ledger's folder
    String inLedger(String path) {
        return name(ledger) + "/" + path;
    }

    /// Whether what is called so in a manifest is a file of the ledger.
    boolean isInLedger(String name) {
        return name.startsWith(inLedger(""));
    }

    Path file(String name) {
        return folder.resolve(name);
    }
}
