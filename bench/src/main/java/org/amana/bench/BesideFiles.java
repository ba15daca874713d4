package org.amana.bench;

import java.io.IOException;
import org.amana.bench.Comparison.Side;

/// Small durable writes beside the plain way of doing them.
record BesideFiles() implements Group {
    @Override
    public void measure(Run run) throws IOException {
        try (Servers.Account amana = run.servers().amana();
                Peer files = run.servers().filePerObject()) {
            Client.createContainer(amana, "bench");
            run.atLeast(
                    2,
                    "durable PUT 4 KiB, 64 clients",
                    "/s",
                    new Side("Amana", () -> run.puts(amana, Sizes.SMALL, Sizes.CLIENTS)),
                    new Side(
                            "one file per object, fsync",
                            () -> run.puts(files.origin(), "/", "", Sizes.SMALL, Sizes.CLIENTS)));
        }
    }
}
