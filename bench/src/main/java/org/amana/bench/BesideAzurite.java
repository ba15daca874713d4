package org.amana.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import org.amana.bench.Comparison.Side;

/// Beside the emulator that most people would otherwise use: on disk, but it never syncs.
///
/// @param program Azurite's main program
record BesideAzurite(Path program) implements Group {
    private static final int PAGE = 5_000;

    @Override
    public void measure(Run run) throws IOException {
        try (Servers.Account amana = run.servers().amana();
                Servers.Account azurite = run.servers().azurite(program)) {
            for (Servers.Account server : new Servers.Account[] {amana, azurite}) {
                Client.createContainer(server, "bench");
                Client.put(server, "/bench/small", Sizes.content(Sizes.SMALL));
                Client.put(server, "/bench/medium", Sizes.content(Sizes.MEDIUM));
                Client.createContainer(server, "names");
                Client.fill(server, "names", PAGE, "");
            }
            new Pair(run, amana, azurite)
                    .atLeast(6, "GET 4 KiB, 64 clients", s -> run.gets(s, "/bench/small", Sizes.CLIENTS))
                    .atLeast(1.5, "GET 4 MiB, 8 clients", s -> run.gets(s, "/bench/medium", Sizes.LARGE_CLIENTS))
                    .atLeast(10, "list 5,000 names", s -> run.gets(s, "/names?restype=container&comp=list", 1))
                    .atLeast(10, "PUT 4 KiB, 64 clients", s -> run.puts(s, Sizes.SMALL, Sizes.CLIENTS))
                    .atLeast(1.5, "PUT 4 MiB, 8 clients", s -> run.puts(s, Sizes.MEDIUM, Sizes.LARGE_CLIENTS));
        }
    }

    /// The same measurement of both.
    private record Pair(Run run, Servers.Account amana, Servers.Account azurite) {
        Pair atLeast(double target, String name, ToDoubleFunction<Servers.Account> measure) {
            run.atLeast(
                    target,
                    name,
                    "/s",
                    new Side("Amana", () -> measure.applyAsDouble(amana)),
                    new Side("Azurite", () -> measure.applyAsDouble(azurite)));
            return this;
        }
    }
}
