package org.amana.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.testkit.Command;

/// Makes one sync of a server fail, through a small library that is loaded before the C library's own: so SQLite's
/// syncs are reached as well as Java's. The source is `failing-sync.c`.
///
/// @param library compiled
/// @param trigger there once a sync is to fail
record FailingSync(Path library, Path trigger) {
    private static final String SOURCE = "failing-sync.c";

    /// Compiles the library; empty when this machine has no C compiler.
    static Optional<FailingSync> compile(Path folder) {
        try {
            Files.createDirectories(folder);
            Path source = folder.resolve(SOURCE);
            try (InputStream in = FailingSync.class.getResourceAsStream(SOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("missing resource " + SOURCE);
                }
                Files.write(source, in.readAllBytes());
            }
            Path library = folder.resolve("failing-sync.so");
            List<String> line =
                    List.of("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString(), "-ldl");
            Command.run(Duration.ofMinutes(1), Map.of(), line).expectSuccess();
            return Optional.of(new FailingSync(library, folder.resolve("fail-sync")));
        } catch (UncheckedIOException e) {
            return Optional.empty(); // there is no program named cc
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// For the server's process.
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Campaign.ENVIRONMENT);
        environment.put("LD_PRELOAD", library.toString());
        environment.put("SOAK_FAIL_SYNC", trigger.toString());
        return environment;
    }

    /// From now on the next sync of a path that contains `part` fails.
    void arm(String part) {
        try {
            Path temporary = trigger.resolveSibling("arming");
            Files.writeString(temporary, part);
            Files.move(temporary, trigger);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// When a sync failed; empty if none did. Afterwards none fails until armed again.
    Optional<Instant> disarm() {
        try {
            Files.deleteIfExists(trigger);
            Path at = trigger.resolveSibling(trigger.getFileName() + ".at");
            if (!Files.exists(at)) {
                return Optional.empty();
            }
            long nanos = Long.parseLong(Files.readString(at));
            Files.delete(at);
            return Optional.of(Instant.ofEpochSecond(0, nanos));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
