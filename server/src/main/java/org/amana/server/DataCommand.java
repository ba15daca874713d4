package org.amana.server;

import java.nio.file.Path;
import java.util.concurrent.Callable;
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
        return host().onData(
                        dataFolder.toAbsolutePath(),
                        spec.root().commandLine().getParseResult().originalArgs(),
                        this::run);
    }

    abstract int run(Amana amana, Terminal terminal);

    private Host host() {
        return ((Main) spec.root().userObject()).host();
    }
}
