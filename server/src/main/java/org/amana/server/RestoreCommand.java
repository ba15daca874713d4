package org.amana.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amana.backup.Depot;
import org.amana.backup.Progress;
import org.amana.backup.Restore;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.kernel.ByteSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `amana restore`: puts a backup back into an empty folder, lists what there is, or reads one through.
@Command(
        name = "restore",
        description = "Puts a backup back into an empty data folder, every byte checked; amana up then serves it.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    private static final int DAMAGED = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SRC", description = "The folder or container that amana backup was given.")
    private String source;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder to make (default: ${DEFAULT-VALUE}); it must be empty or not be there.")
    private Path dataFolder;

    @Option(
            names = "--root-key",
            paramLabel = "FILE",
            description = "The root key that the data were written with; needed unless the backup holds it.")
    private Optional<Path> rootKey;

    @Option(
            names = "--at",
            paramLabel = "NAME",
            description = "Which backup, as --list shows it (default: the newest).")
    private String name = "";

    @Option(names = "--list", description = "Lists the whole backups there are, and does nothing else.")
    private boolean list;

    @Option(
            names = "--check",
            description = "Reads the backup through and names what is damaged, and does nothing else. Exit status 2 if"
                    + " anything is.")
    private boolean check;

    @Option(
            names = "--head",
            paramLabel = "FILE",
            description = "A checkpoint of the log that somebody kept, as amana verify --save writes it: so that it is"
                    + " noticed if the log had signed more than the backup has.")
    private Optional<Path> head;

    @Option(
            names = "--give-up-entries",
            description =
                    "Go on though the log had signed more entries than the backup has. The log tells so in its next"
                            + " entry; whoever has seen the others can show that they are gone.")
    private boolean giveUp;

    @Override
    public Integer call() {
        if (list && check) {
            throw new ParameterException(spec.commandLine(), "--list and --check: one or the other");
        }
        String from = Depots.required(spec, source);
        Terminal terminal = ((Main) spec.root().userObject()).host().terminal();
        Disk disk = new OsDisk();
        ProgressBar bar = new ProgressBar(
                terminal.out(), terminal.watched(), InstantSource.system(), check ? "Checking" : "Restore");
        try (Depot depot = Depots.openThatIsThere(disk, from)) {
            if (list) {
                return list(new Restore(disk, depot, (_, _, _, _) -> {}), from, terminal);
            }
            Progress progress = bar::files;
            Restore restore = new Restore(disk, depot, progress);
            return check ? check(restore, bar, terminal) : restore(disk, restore, bar, terminal);
        }
    }

    private static int list(Restore restore, String from, Terminal terminal) {
        List<Restore.Listed> whole = restore.list();
        if (whole.isEmpty()) {
            terminal.err().println("amana: " + Depots.shown(from) + " holds no whole backup");
        }
        for (Restore.Listed each : whole) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%s  %tF %<tT UTC  %,d files  %s  ledger of %,d entries%s%n",
                            each.name(),
                            each.begun().atOffset(ZoneOffset.UTC),
                            each.files(),
                            ByteSize.ofBytes(each.bytes()),
                            each.entries(),
                            each.secrets() ? "  with the root key" : "");
        }
        return 0;
    }

    private int check(Restore restore, ProgressBar bar, Terminal terminal) {
        List<String> damaged = restore.check(name);
        bar.end();
        damaged.forEach(each -> terminal.out().println(each));
        terminal.out().println(damaged.isEmpty() ? "sound" : "damaged");
        return damaged.isEmpty() ? 0 : DAMAGED;
    }

    private int restore(Disk disk, Restore restore, ProgressBar bar, Terminal terminal) {
        Path data = dataFolder.toAbsolutePath().normalize();
        Restore.Result result = restore.run(
                DataFolder.layout(data),
                List.of(DataFolder.volume(data)),
                new Restore.Wish(name, rootKey, head.map(disk::read), giveUp));
        bar.end();
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "Backup %s is back in %s: %,d files, %s%n",
                        result.name(),
                        data,
                        result.files(),
                        ByteSize.ofBytes(result.bytes()));
        if (result.lost() > 0) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%,d entries that the log had signed are given up; its next entry tells so%n",
                            result.lost());
        }
        placeKey(disk, data, terminal);
        terminal.out()
                .println("Start it with amana up --data " + data + "; check it with amana fsck, scrub and verify.");
        return 0;
    }

    /// Where the settings that were put back say that the root key lies.
    private void placeKey(Disk disk, Path data, Terminal terminal) {
        Path wanted = AmanaConfig.load(data, AmanaConfig.Overrides.NONE).rootKey();
        if (disk.exists(wanted)) {
            return;
        }
        if (wanted.startsWith(data) && rootKey.isPresent()) {
            disk.replace(wanted, disk.read(rootKey.get()), Access.PRIVATE);
        } else {
            terminal.out().println("The settings say that the root key lies in " + wanted + ": put it there first.");
        }
    }
}
