package org.amana.bench;

import java.io.IOException;
import java.util.Map;
import org.amana.bench.Comparison.Side;

/// Reads beside nginx, which sends the same bytes from a file: no signature, no decision, no log, no key.
record BesideNginx() implements Group {
    @Override
    public void measure(Run run) throws IOException {
        byte[] small = Sizes.content(Sizes.SMALL);
        byte[] large = Sizes.content(Sizes.LARGE);
        try (Servers.Account amana = run.servers().amana();
                Peer nginx = run.servers().nginx(Map.of("small", small, "large", large))) {
            Client.createContainer(amana, "bench");
            Client.put(amana, "/bench/small", small);
            Client.put(amana, "/bench/large", large);
            run.atLeast(
                    0.15,
                    "GET 4 KiB, 64 clients",
                    "/s",
                    new Side("Amana", () -> run.gets(amana, "/bench/small", Sizes.CLIENTS)),
                    new Side("nginx", () -> run.gets(nginx.origin(), "/small", Sizes.CLIENTS)));
            run.atLeast(
                    0.5,
                    "GET 8 MiB, 8 clients",
                    "/s",
                    new Side("Amana", () -> run.gets(amana, "/bench/large", Sizes.LARGE_CLIENTS)),
                    new Side("nginx", () -> run.gets(nginx.origin(), "/large", Sizes.LARGE_CLIENTS)));
        }
    }
}
