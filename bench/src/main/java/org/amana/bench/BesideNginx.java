package org.amana.bench;

import java.io.IOException;
import java.util.Map;
import org.amana.bench.Comparison.Side;

/// Beside nginx, the better of its two ways to send a file.
record BesideNginx() implements Group {
    @Override
    public void measure(Run run) throws IOException {
        byte[] small = Sizes.content(Sizes.SMALL);
        byte[] large = Sizes.content(Sizes.LARGE);
        Map<String, byte[]> files = Map.of("small", small, "large", large);
        try (Servers.Account amana = run.servers().amana();
                Nginx sendfile = run.servers().nginx(files, true);
                Nginx copying = run.servers().nginx(files, false)) {
            Client.createContainer(amana, "bench");
            Client.put(amana, "/bench/small", small);
            Client.put(amana, "/bench/large", large);
            run.atLeast(
                    0.3,
                    "GET 4 KiB, 64 clients",
                    "/s",
                    new Side("Amana", () -> run.gets(amana, "/bench/small", Sizes.CLIENTS)),
                    better(run, sendfile, copying, "/small", Sizes.CLIENTS));
            run.atLeast(
                    0.6,
                    "GET 8 MiB, 8 clients",
                    "/s",
                    new Side("Amana", () -> run.gets(amana, "/bench/large", Sizes.LARGE_CLIENTS)),
                    better(run, sendfile, copying, "/large", Sizes.LARGE_CLIENTS));
            run.atLeast(
                    0.8,
                    "durable PUT 8 MiB, 8 clients",
                    "/s",
                    new Side("Amana", () -> run.puts(amana, Sizes.LARGE, Sizes.LARGE_CLIENTS)),
                    new Side(
                            "nginx's dav PUT, fsync added",
                            () -> run.puts(sendfile.origin(), "/put/", "", Sizes.LARGE, Sizes.LARGE_CLIENTS)));
        }
    }

    private static Side better(Run run, Nginx sendfile, Nginx copying, String path, int clients) {
        return new Side(
                "nginx",
                () -> Math.max(run.gets(sendfile.origin(), path, clients), run.gets(copying.origin(), path, clients)));
    }
}
