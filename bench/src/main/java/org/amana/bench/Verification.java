package org.amana.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amana.verifier.Main;

/// Verifies the log of a data folder whose server has stopped, in this process.
final class Verification {
    private Verification() {}

    /// @return the verifier's exit status
    static int run(Path data, String key) {
        PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        return Main.run(List.of("--dir", log(data).toString(), "--key", key), quiet, System.err);
    }

    /// How many entries the checkpoint promises.
    static long entries(Path data) {
        try {
            return Long.parseLong(
                    Files.readAllLines(log(data).resolve("checkpoint")).get(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(Path data) {
        return data.resolve("ledger").resolve("public");
    }
}
