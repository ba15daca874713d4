package org.amana.server;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A command on a data folder: carried out inside the server that holds it, or on the opened folder when none
/// runs.
abstract class DataCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder (default: ${DEFAULT-VALUE}).",
            defaultValue = "data")
    private Path dataFolder;

    @Override
    public final Integer call() {
        return carryOut(
                host(),
                dataFolder.toAbsolutePath(),
                () -> arguments(spec.root().commandLine().getParseResult().originalArgs()));
    }

    /// @param arguments makes the command line that a server is sent
    /// @return the exit status
    int carryOut(Host host, Path folder, Supplier<List<String>> arguments) {
        return host.onData(folder, arguments, this::run);
    }

    abstract int run(Operator operator, Terminal terminal);

    /// The command line as a server is sent it, which has another working folder: what it is to know of the caller's
    /// files has to stand in it.
    List<String> arguments(List<String> given) {
        return given;
    }

    /// The command with those above it: `amana key add`.
    final String name() {
        return spec.qualifiedName();
    }

    /// What a command line needs to mean this data folder, too: ` --data DIR`, or nothing for the default.
    final String onThisData() {
        return DataFolder.option(dataFolder);
    }

    private Host host() {
        return ((Main) spec.root().userObject()).host();
    }
}
