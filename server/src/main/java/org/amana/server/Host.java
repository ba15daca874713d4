package org.amana.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.amana.durable.FileTrouble;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Where a command runs: in a process of its own, or inside the server that holds the data folder.
sealed interface Host {
    Terminal terminal();

    /// Does a piece of the operator's work on the data folder: inside the server that holds it if one runs,
    /// otherwise by opening the folder for as long as the work takes.
    ///
    /// @param arguments makes the command line that a server is sent; not asked inside one
    int onData(Path dataFolder, Supplier<List<String>> arguments, Work work);

    /// The same for work that changes nothing: where no server runs, no more is opened than is looked at.
    int lookAt(Path dataFolder, Supplier<List<String>> arguments, Look look);

    /// Does the work inside the server that holds the data folder; empty if none runs.
    ///
    /// @param arguments the command line, to be sent to the server word for word
    Optional<Integer> inServer(Path dataFolder, List<String> arguments, Work work);

    /// What a command does with the opened data.
    interface Work {
        int run(Operator operator, Terminal terminal);
    }

    /// What a command does that changes nothing.
    interface Look {
        int run(Inspection inspection, Terminal terminal);
    }

    /// A process of its own, started from a shell.
    record Outside(Terminal terminal) implements Host {
        Outside() {
            this(Terminal.ofProcess());
        }

        @Override
        public Optional<Integer> inServer(Path dataFolder, List<String> arguments, Work work) {
            DataFolder.requireNoFile(dataFolder);
            try {
                return Control.send(dataFolder, arguments, terminal);
            } catch (AccessDeniedException e) {
                throw new AmanaException(
                        ErrorCode.CONFIGURATION,
                        "cannot find out whether a server runs: "
                                + FileTrouble.told(dataFolder.resolve(Control.FILE_NAME), "read", e),
                        e);
            } catch (IOException e) {
                throw new AmanaException(
                        ErrorCode.SERVER_BUSY,
                        "the running server did not carry it out to the end: "
                                + (e instanceof EOFException ? "it went away" : e.getMessage()),
                        e);
            }
        }

        @Override
        public int onData(Path dataFolder, Supplier<List<String>> arguments, Work work) {
            Optional<Integer> status = inServer(dataFolder, arguments.get(), work);
            if (status.isPresent()) {
                return status.get();
            }
            DataFolder.requireData(dataFolder);
            try (Amana amana = Amana.open(AmanaConfig.load(dataFolder, AmanaConfig.Overrides.NONE))) {
                return work.run(amana.operator(), terminal);
            }
        }

        @Override
        public int lookAt(Path dataFolder, Supplier<List<String>> arguments, Look look) {
            Optional<Integer> status = inServer(dataFolder, arguments.get(), look::run);
            if (status.isPresent()) {
                return status.get();
            }
            DataFolder.requireData(dataFolder);
            try (StillFolder still = StillFolder.open(AmanaConfig.load(dataFolder, AmanaConfig.Overrides.NONE))) {
                return look.run(still, terminal);
            }
        }
    }

    /// Inside the server.
    record Inside(Operator operator, Terminal terminal) implements Host {
        @Override
        public Optional<Integer> inServer(Path dataFolder, List<String> arguments, Work work) {
            return Optional.of(work.run(operator, terminal));
        }

        @Override
        public int onData(Path dataFolder, Supplier<List<String>> arguments, Work work) {
            return work.run(operator, terminal);
        }

        @Override
        public int lookAt(Path dataFolder, Supplier<List<String>> arguments, Look look) {
            return look.run(operator, terminal);
        }
    }
}
