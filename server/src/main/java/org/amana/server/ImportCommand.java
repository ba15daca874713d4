package org.amana.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `amana import`: takes a folder in over the Blob endpoint of the running server.
@Command(
        name = "import",
        description =
                "Takes a folder in over the Blob API of the running server. What is there already is not sent again.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final int MOST_TOLD = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The folder.")
    private Path folder;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder of the server (default: ${DEFAULT-VALUE}).")
    private Path dataFolder;

    @Option(
            names = "--container",
            paramLabel = "NAME",
            description = "The container it lands in (default: one named after the folder, and its own).")
    private Optional<String> container;

    @Option(
            names = "--replace",
            description = "Put files in the place of what else is there under their names (default: that stays).")
    private boolean replace;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "Take it in with this key, as amana key add printed it (default: the steward's, which does not"
                            + " come back with a backup).")
    private String key = "";

    @Override
    public Integer call() {
        Terminal terminal = ((Main) spec.root().userObject()).host().terminal();
        Connection connection = Connection.require(dataFolder);
        Landing.require(folder, container);
        try (BlobClient client = BlobClient.of(connection, key)) {
            return tell(
                    new FolderImport(client, replace, terminal.out(), terminal.watched(), InstantSource.system())
                            .run(folder, container),
                    terminal);
        }
    }

    static int tell(FolderImport.Result result, Terminal terminal) {
        terminal.out()
                .println("Container " + result.container() + ": " + result.sent() + " taken in, "
                        + (result.replaced() == 0 ? "" : result.replaced() + " replaced, ")
                        + result.unchanged() + " there already"
                        + (result.left().isEmpty() ? "" : ", " + result.left().size() + " not taken in")
                        + (result.failed().isEmpty()
                                ? ""
                                : ", " + result.failed().size() + " failed"));
        result.passedOver()
                .forEach(folder -> terminal.err()
                        .println("  passed over: " + folder + ", a data folder of Amana's, whose keys it holds"));
        list(terminal, result.links(), "passed over: ", ", a link, a socket or the like");
        list(
                terminal,
                result.left(),
                "not taken in: ",
                ", whose name something else has; --replace puts it in its place");
        list(terminal, result.failed(), "", "");
        return result.failed().isEmpty() && result.left().isEmpty() ? 0 : 1;
    }

    private static void list(Terminal terminal, List<?> told, String before, String after) {
        told.stream().limit(MOST_TOLD).forEach(each -> terminal.err().println("  " + before + each + after));
        if (told.size() > MOST_TOLD) {
            terminal.err().println("  " + before + (told.size() - MOST_TOLD) + " more");
        }
    }
}
