package org.amana.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Where a command runs: in a process of its own, or inside the server that holds the data folder.
sealed interface Host {
    Terminal terminal();

    /// Does a piece of the operator's work on the data folder: inside the server that holds it if one runs,
    /// otherwise by opening the folder for as long as the work takes.
    ///
    /// @param arguments the command line, to be sent to the server word for word
    int onData(Path dataFolder, List<String> arguments, Work work);

    /// What a command does with the opened data.
    interface Work {
        int run(Operator operator, Terminal terminal);
    }

    /// A process of its own, started from a shell.
    record Outside(Terminal terminal) implements Host {
        Outside() {
            this(Terminal.ofProcess());
        }

        @Override
        public int onData(Path dataFolder, List<String> arguments, Work work) {
            try {
                Optional<Integer> status = Control.send(dataFolder, arguments, terminal);
                if (status.isPresent()) {
                    return status.get();
                }
            } catch (IOException e) {
                throw new AmanaException(
                        ErrorCode.SERVER_BUSY, "the running server did not carry it out: " + e.getMessage(), e);
            }
            DataFolder.requireData(dataFolder);
            try (Amana amana = Amana.open(AmanaConfig.load(dataFolder, AmanaConfig.Overrides.NONE))) {
                return work.run(amana.operator(), terminal);
            }
        }
    }

    /// Inside the server.
    record Inside(Operator operator, Terminal terminal) implements Host {
        @Override
        public int onData(Path dataFolder, List<String> arguments, Work work) {
            return work.run(operator, terminal);
        }
    }
}
