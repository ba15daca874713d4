package org.amana.bench;

import java.io.IOException;
import org.amana.bench.Comparison.Side;

/// What recording every access costs: the same server with a ledger that records nothing. See [LedgerOff].
record LedgerCost() implements Group {
    @Override
    public void measure(Run run) throws IOException {
        try (Servers.Account recording = run.servers().amana();
                Servers.Account silent = run.servers().amanaWithoutLedger()) {
            for (Servers.Account server : new Servers.Account[] {recording, silent}) {
                Client.createContainer(server, "bench");
                Client.put(server, "/bench/small", Sizes.content(Sizes.SMALL));
                Client.put(server, "/bench/large", Sizes.content(Sizes.LARGE));
            }
            gain(run, 1.10, "GET 8 MiB, 8 clients", silent, recording, "/bench/large", Sizes.LARGE_CLIENTS);
            gain(run, 1.25, "GET 4 KiB, 64 clients", silent, recording, "/bench/small", Sizes.CLIENTS);
        }
    }

    private static void gain(
            Run run,
            double most,
            String name,
            Servers.Account silent,
            Servers.Account recording,
            String path,
            int clients) {
        run.atMost(
                most,
                name + ", ledger off",
                "/s",
                new Side("ledger off", () -> run.gets(silent, path, clients)),
                new Side("ledger on", () -> run.gets(recording, path, clients)));
    }
}
