package org.amana.server;

import java.nio.file.Files;
import java.nio.file.Path;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Where everything lies in the data folder.
final class DataFolder {
    private DataFolder() {}

    /// @throws AmanaException `CONFIGURATION` when nothing was ever stored there
    static void requireData(Path folder) {
        if (!Files.exists(catalog(folder))) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    folder + " holds no data of Amana's: name the folder with --data, or start with amana up");
        }
    }

    static Path lock(Path folder) {
        return folder.resolve("amana.lock");
    }

    static Path catalog(Path folder) {
        return folder.resolve("catalog.db");
    }

    static Path volume(Path folder) {
        return folder.resolve("volumes").resolve("v1");
    }

    static Path ledger(Path folder) {
        return folder.resolve("ledger");
    }

    static Path publicLog(Path folder) {
        return ledger(folder).resolve("public");
    }

    static Path index(Path folder) {
        return folder.resolve("index");
    }

    static Path work(Path folder) {
        return folder.resolve("work");
    }
}
