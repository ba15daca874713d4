package org.amana.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amana.testkit.Command;
import org.amana.testkit.StartedServer;

/// rclone as Debian has it, with the configuration that `amana connect rclone` prints; its remote is `amana`.
record Rclone(Path config) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// @param folder where to write the configuration
    static Rclone of(StartedServer server, StartedServer.Key key, Path folder) throws IOException {
        String printed = server.amana("connect", "rclone", "--purpose", key.purpose())
                .expectSuccess()
                .output();
        Path file = folder.resolve("rclone-" + key.purpose() + ".conf");
        return new Rclone(Files.writeString(file, printed.substring(printed.indexOf('['))));
    }

    /// For programs that run rclone themselves. It tries once, so that a fault is not hidden by a retry.
    Map<String, String> environment() {
        return Map.of("RCLONE_CONFIG", config.toString(), "RCLONE_RETRIES", "1", "RCLONE_LOW_LEVEL_RETRIES", "1");
    }

    Command.Result run(String... arguments) {
        List<String> line = new ArrayList<>(List.of("rclone"));
        line.addAll(List.of(arguments));
        return Command.run(PATIENCE, environment(), line);
    }

    /// Runs it and returns what it printed; a failure if it did.
    String tell(String... arguments) {
        return run(arguments).expectSuccess().output();
    }
}
