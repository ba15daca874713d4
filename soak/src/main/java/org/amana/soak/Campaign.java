package org.amana.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Something bad done to a server many times, and what became of it.
interface Campaign {
    /// For its servers: a start is not to look after Debian packages, and the compiler that takes its time is of no use
    /// to a server that lives for seconds.
    Map<String, String> ENVIRONMENT = Map.of("AMANA_NO_INSTALL", "1", "AMANA_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

    /// Compaction every second and small extents, so that what takes hours in a quiet house happens in a campaign.
    String BUSY_HOUSE = """
            extents.size=16 MiB
            extents.retention=1s
            compaction.every=1s
            """;

    /// Writes the settings of a server that is to be started.
    static void configure(Path data, String settings) {
        try {
            Files.createDirectories(data);
            Files.writeString(data.resolve("amana.conf"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The name that picks it on the command line.
    String name();

    /// Does it all; ends early at the first finding, since what follows could be its consequence.
    Outcome run() throws InterruptedException;

    /// @param figures what was done and measured, in the order to be told
    /// @param findings what must not be; empty when all is well
    record Outcome(Map<String, String> figures, List<String> findings) {
        public Outcome {
            figures = new LinkedHashMap<>(figures);
            findings = List.copyOf(findings);
        }

        boolean sound() {
            return findings.isEmpty();
        }
    }
}
