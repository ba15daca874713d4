package org.amana.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.amana.kernel.AmanaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `amana up`: starts the server, takes a folder in, waits until it is read, tells how to connect, and serves
/// until it is told to stop.
@Command(
        name = "up",
        description = "Starts the server on embedded defaults; takes FOLDER in and analyses it; prints how to connect.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "A folder to take in; it lands in a container named after it.")
    private Optional<Path> folder;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path dataFolder;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the console and the public ledger (default: 8080; 0 takes a free one).")
    private Optional<Integer> consolePort;

    @Option(
            names = "--blob-port",
            paramLabel = "N",
            description = "Port of the Blob endpoint (default: 10000; 0 takes a free one).")
    private Optional<Integer> blobPort;

    @Option(
            names = "--blob-https-port",
            paramLabel = "N",
            description = "Port of the Blob endpoint with TLS (default: that of the endpoint in the clear + 443;"
                    + " 0 takes a free one).")
    private Optional<Integer> httpsPort;

    @Option(
            names = "--web-port",
            paramLabel = "N",
            description = "Port of the static websites (default: none are served; 0 takes a free one).")
    private Optional<Integer> webPort;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "The address to listen on (default: 127.0.0.1).")
    private Optional<String> bind;

    @Option(
            names = "--container",
            paramLabel = "NAME",
            description = "The container FOLDER lands in (default: one named after the folder, and its own).")
    private Optional<String> container;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "Take FOLDER in with this key, as amana key add printed it (default: the steward's, which does not"
                            + " come back with a backup).")
    private String key = "";

    @Option(
            names = "--dev",
            description =
                    "Also serve the emulator's well-known account and those in AMANA_DEV_ACCOUNTS (name:key[:key2];...). Loopback only.")
    private boolean development;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = ((Main) spec.root().userObject()).host().terminal();
        AmanaConfig config = AmanaConfig.load(
                dataFolder.toAbsolutePath().normalize(),
                new AmanaConfig.Overrides(consolePort, blobPort, httpsPort, webPort, bind, development));
        folder.ifPresent(it -> Landing.require(it, container));
        CountDownLatch stopped = new CountDownLatch(1);
        try (Amana amana = Amana.open(config)) {
            Thread stopping = new Thread(() -> stop(amana, stopped, terminal), "stop");
            Runtime.getRuntime().addShutdownHook(stopping);
            try {
                serve(amana, config, terminal);
                stopped.await();
                return 0;
            } finally {
                forget(stopping);
            }
        }
    }

    private void serve(Amana amana, AmanaConfig config, Terminal terminal) throws IOException, InterruptedException {
        boolean first = Connection.read(config.dataFolder()).isEmpty();
        Connection connection = amana.serve();
        if (config.development()) {
            terminal.err().println("amana: --dev serves keys that everybody knows; never put data here that matters");
        }
        if (folder.isPresent() && takeIn(folder.get(), connection, terminal) == 0) {
            new AnalysisWatch(amana.operator()::analysisProgress, terminal, InstantSource.system()).untilDone();
        }
        Lapses lapses = amana.operator().lapses();
        new Welcome(connection, dataFolder, lapses.keyForTheSteward(), first || terminal.watched())
                .print(terminal.out());
        lapses.lines().forEach(line -> terminal.err().println("amana: " + line));
        amana.operator().clockBehind().ifPresent(line -> terminal.err().println("amana: " + line));
        SitePolicyCommand.refusesAll(amana.operator().policiesInForce())
                .ifPresent(line -> terminal.err().println("amana: " + line));
    }

    /// A command that ends by itself ends with its own status.
    private static void forget(Thread stopping) {
        try {
            Runtime.getRuntime().removeShutdownHook(stopping);
        } catch (IllegalStateException _) {
            // It is at work: a signal came.
        }
    }

    private int takeIn(Path folder, Connection connection, Terminal terminal) {
        if (key.isEmpty() && connection.stewardship().isEmpty()) {
            terminal.err()
                    .println("amana: " + folder + " is not taken in, since no key of the steward's is known that is in"
                            + " force: make one as told below, then amana import " + folder + " --key KEY");
            return 1;
        }
        try (BlobClient client = BlobClient.of(connection, key)) {
            return ImportCommand.tell(
                    new FolderImport(client, false, terminal.out(), terminal.watched(), InstantSource.system())
                            .run(folder, container),
                    terminal);
        } catch (AmanaException e) {
            terminal.err().println("amana: " + folder + " is not taken in: " + e.message());
            return 1;
        }
    }

    /// Runs on SIGTERM and Ctrl-C: closes everything in order and ends the process with status 0, since stopping
    /// a server that was asked to stop is no failure.
    private static void stop(Amana amana, CountDownLatch stopped, Terminal terminal) {
        try {
            tellLastRequests(amana.requests(), terminal);
            amana.close();
            terminal.out().flush();
            stopped.countDown();
            Runtime.getRuntime().halt(0);
        } catch (AmanaException e) {
            halt("while stopping: " + e.message(), terminal);
        } catch (RuntimeException e) {
            halt("while stopping: " + e, terminal);
        }
    }

    private static void tellLastRequests(long requests, Terminal terminal) {
        if (requests > 0) {
            terminal.err()
                    .println("amana: stopping; " + (requests == 1 ? "1 request is" : requests + " requests are")
                            + " under way, with " + Doors.GRACE.toSeconds() + " seconds to end");
        }
    }

    private static void halt(String reason, Terminal terminal) {
        terminal.err().println("amana: " + reason);
        terminal.err().flush();
        Runtime.getRuntime().halt(1);
    }
}
