package org.amana.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/// The log: one line an event on standard error, warnings and worse from libraries, everything from us at `INFO`.
final class Logging {
    private static final String SETTINGS = """
            handlers = java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level = ALL
            java.util.logging.ConsoleHandler.formatter = java.util.logging.SimpleFormatter
            java.util.logging.SimpleFormatter.format = %1$tFT%1$tT.%1$tL %4$-7s %3$s: %5$s%6$s%n
            .level = WARNING
            # What a client gets wrong is told to the client; whoever means harm could fill the log with it.
            org.eclipse.jetty.http.level = SEVERE
            # That vectors are compared without the incubating Vector API is our choice: docs/adr/0005.
            org.apache.lucene.internal.vectorization.level = SEVERE
            org.amana.level = INFO
            """;

    private Logging() {}

    /// Applies the settings, unless the operator gave a file of their own with `-Djava.util.logging.config.file`.
    static void configure() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try {
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new AssertionError("the settings are a constant", e);
        }
    }
}
