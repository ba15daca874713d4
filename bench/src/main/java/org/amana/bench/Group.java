package org.amana.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Claims that are measured together, over the same servers.
interface Group {
    void measure(Run run) throws IOException;

    /// The groups by the names that `--only` knows.
    enum Name {
        FILES,
        NOTHING,
        NGINX,
        LEDGER,
        AZURITE,
        LISTING,
        IDLE,
        STEADY,
        GROWTH;

        /// @param azurite Azurite's main program
        /// @param names of the large container; the growth is measured with ten times as many
        Group group(Path azurite, int names) {
            return switch (this) {
                case FILES -> new BesideFiles();
                case NOTHING -> new BesideNothing();
                case NGINX -> new BesideNginx();
                case LEDGER -> new LedgerCost();
                case AZURITE -> new BesideAzurite(azurite);
                case LISTING -> new ManyNames(names);
                case IDLE -> new Idle();
                case STEADY -> new Steady();
                case GROWTH -> new Growth(names * 10);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
