package org.amana.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.amana.backup.Backup;
import org.amana.backup.Depot;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `amana backup`: copies the data to another place, while the server runs or without one.
@Command(
        name = "backup",
        description = {
            "Copies all data to DEST while the server runs: a consistent backup, which amana restore puts back.",
            "A further backup to the same place copies only what is new. The ledger tells of each before a byte leaves."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DEST",
            description =
                    "A folder, best on another machine's disk; or the address of a container of an Azure Blob server"
                            + " with a SAS that may read, write, list and delete.")
    private String destination;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path dataFolder;

    @Option(
            names = "--with-root-key",
            description = "Put the root key and the clients' keys in: whoever has the backup can then read everything."
                    + " Without, keep root.key elsewhere; the data are noise without it.")
    private boolean withRootKey;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description =
                    "Remove all backups but the newest N from DEST afterwards (default: none is removed). What was"
                            + " erased since an older backup is still in that one.")
    private int keep = Integer.MAX_VALUE;

    @Option(
            names = "--check-earlier",
            description = "Read the newest backup in DEST through first, and copy anew what of it is damaged. Otherwise"
                    + " what is there is built on unread.")
    private boolean checkEarlier;

    @Override
    public Integer call() {
        if (keep < 1) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "--keep: at least 1 backup, not " + keep);
        }
        Path data = dataFolder.toAbsolutePath().normalize();
        String where = Depots.required(spec, destination);
        Depots.requireOutside(data, where);
        return ((Main) spec.root().userObject())
                .host()
                .onData(data, () -> arguments(data, where), (operator, terminal) -> {
                    ProgressBar bar =
                            new ProgressBar(terminal.out(), terminal.watched(), InstantSource.system(), "Backup");
                    try (Depot depot = Depots.open(new OsDisk(), where)) {
                        Backup.Result result = operator.backup(depot, withRootKey, keep, checkEarlier, bar::files);
                        bar.end();
                        tell(result, where, terminal);
                        return 0;
                    }
                });
    }

    /// The command line as the server is to read it: where this process stands is not where the server does.
    private List<String> arguments(Path data, String where) {
        List<String> arguments = new ArrayList<>(List.of("backup", where, "--data", data.toString()));
        if (withRootKey) {
            arguments.add("--with-root-key");
        }
        if (checkEarlier) {
            arguments.add("--check-earlier");
        }
        if (keep != Integer.MAX_VALUE) {
            arguments.addAll(List.of("--keep", Integer.toString(keep)));
        }
        return arguments;
    }

    private void tell(Backup.Result result, String where, Terminal terminal) {
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "Backup %s in %s: %,d files, %s, of which %s were new%n",
                        result.name(),
                        Depots.shown(where),
                        result.files(),
                        ByteSize.ofBytes(result.bytes()),
                        ByteSize.ofBytes(result.copied()));
        for (String manifest : result.unsealed()) {
            terminal.out()
                    .println(manifest + " was not written with this root key: nothing of it is used. Somebody else"
                            + " writes there.");
        }
        result.damaged().forEach(terminal.out()::println);
        if (!result.damaged().isEmpty()) {
            terminal.out()
                    .println("This backup has none of that: what it needs of it was copied anew. Earlier ones stay"
                            + " damaged; --keep N removes them.");
        }
        if (result.removed() > 0) {
            terminal.out().printf(Locale.ROOT, "%,d objects of older backups were removed%n", result.removed());
        }
        terminal.out()
                .println(
                        withRootKey
                                ? "It holds the root key: whoever has it can read everything."
                                : "It does not hold the root key: keep that elsewhere, for the backup is noise without"
                                        + " it.");
    }
}
