package org.amana.bench;

import java.io.IOException;
import org.amana.bench.Comparison.Side;

/// Small requests beside servers that do nothing but HTTP.
record BesideNothing() implements Group {
    @Override
    public void measure(Run run) throws IOException {
        try (Servers.Account amana = run.servers().amana();
                Peer nothing = run.servers().java(NothingStored.class);
                Peer jetty = run.servers().java(BareJetty.class, "" + Sizes.SMALL)) {
            Client.createContainer(amana, "bench");
            Client.put(amana, "/bench/small", Sizes.content(Sizes.SMALL));
            // Reading first: what was put is read by machine for a while, which would be measured with it.
            run.atLeast(
                    0.7,
                    "GET 4 KiB, 64 clients",
                    "/s",
                    new Side("Amana", () -> run.gets(amana, "/bench/small", Sizes.CLIENTS)),
                    new Side("bare Jetty", () -> run.gets(jetty.origin(), "/small", Sizes.CLIENTS)));
            run.atLeast(
                    0.5,
                    "durable PUT 4 KiB, 64 clients",
                    "/s",
                    new Side("Amana", () -> run.puts(amana, Sizes.SMALL, Sizes.CLIENTS)),
                    new Side(
                            "its HTTP server, nothing stored",
                            () -> run.puts(nothing.origin(), "/", "", Sizes.SMALL, Sizes.CLIENTS)));
        }
    }
}
