package org.amana.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amana.durable.OsDisk;
import org.amana.ledger.SignedHead;
import org.amana.verifier.Checkpoint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `amana verify`: the auditor's command, with this machine's log and key filled in when none is named.
@Command(
        name = "verify",
        description =
                "Checks the use ledger, offline: signature, every tile, every entry, times, purposes, sums. Exit status 0 sound, 2 evidence of misbehaviour with its place, 3 incomplete data.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--dir", paramLabel = "DIR", description = "A log in a folder (default: the data folder's own).")
    private String folder = "";

    @Option(names = "--url", paramLabel = "URL", description = "A log at an address.")
    private String url = "";

    @Option(names = "--proof", paramLabel = "FILE", description = "One entry, from a proof document.")
    private String proof = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The log's verifier key, or a file that holds it (default: that of the data folder).")
    private String key = "";

    @Option(
            names = "--since",
            paramLabel = "FILE",
            description = "A checkpoint kept from an earlier check: nothing it promised may be gone.")
    private String since = "";

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Keep the checkpoint, if all is sound, for the next --since.")
    private String save = "";

    @Option(names = "--json", description = "The report for programs.")
    private boolean json;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path dataFolder;

    @Override
    public Integer call() {
        requireFile("--proof", proof);
        requireFile("--since", since);
        Terminal terminal = ((Main) spec.root().userObject()).host().terminal();
        return org.amana.verifier.Main.run(arguments(), terminal.out(), terminal.err());
    }

    /// Else a name that was mistyped would look like a log whose data are missing.
    private void requireFile(String option, String file) {
        if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "amana: " + option + ": there is no file " + file + " to read");
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        boolean own = folder.isEmpty() && url.isEmpty() && proof.isEmpty();
        if (own) {
            arguments.addAll(List.of("--dir", DataFolder.publicLog(dataFolder).toString()));
        }
        if (own || key.isEmpty()) {
            DataFolder.requireData(dataFolder);
            // Read before the log is: what was signed by now must be there then.
            SignedHead head = SignedHead.of(new OsDisk(), DataFolder.ledger(dataFolder));
            if (own) {
                Checkpoint signed = head.checkpoint();
                arguments.addAll(List.of("--signed", signed.size() + ":" + signed.root()));
            }
            if (key.isEmpty()) {
                arguments.addAll(List.of("--key", head.key().toString()));
            }
        }
        Map.of("--dir", folder, "--url", url, "--proof", proof, "--key", key, "--since", since, "--save", save)
                .forEach((option, value) -> {
                    if (!value.isEmpty()) {
                        arguments.addAll(List.of(option, value));
                    }
                });
        if (json) {
            arguments.add("--json");
        }
        return arguments;
    }
}
