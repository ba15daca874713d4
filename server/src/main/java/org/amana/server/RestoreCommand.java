package org.amana.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amana.backup.Depot;
import org.amana.backup.ProgressListener;
import org.amana.backup.Restore;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.ShellWord;
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
            description =
                    "The data folder to make (default: ${DEFAULT-VALUE}); it must be empty, not be there, or be what"
                            + " an interrupted restore left.")
    private Path dataFolder;

    @Option(
            names = "--root-key",
            paramLabel = "FILE",
            description = "The root key that the data were written with; needed unless the backup holds it. With --list"
                    + " and --check it shows which backups somebody else has written.")
    private Optional<Path> rootKey;

    @Option(
            names = "--at",
            paramLabel = "NAME",
            description = "Which backup, as --list shows it (default: the newest).")
    private String name = "";

    @Option(
            names = "--list",
            description =
                    "Lists the whole backups there are, and does nothing else. Exit status 2 if what one holds cannot"
                            + " be read, or --root-key shows that somebody else has written one.")
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

    @Option(
            names = "--damaged-too",
            description = "Where an extent is damaged in the backup, put back what can be read of it, and go on. Exit"
                    + " status 2 if one was; amana scrub then names the blobs. Nothing else may be damaged.")
    private boolean damagedToo;

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
            ProgressListener progress = bar::files;
            Restore restore = new Restore(disk, depot, progress);
            return check ? check(restore, bar, terminal) : restore(disk, restore, bar, terminal);
        }
    }

    private int list(Restore restore, String from, Terminal terminal) {
        List<Restore.Listed> backups = restore.list(rootKey);
        if (backups.isEmpty()) {
            terminal.err().println("amana: " + Depots.shown(from) + " holds no whole backup");
        }
        int status = 0;
        for (Restore.Listed each : backups) {
            String begun = String.format(
                    Locale.ROOT, "%s  %tF %<tT UTC", each.name(), each.begun().atOffset(ZoneOffset.UTC));
            switch (each) {
                case Restore.Whole whole -> {
                    terminal.out().println(begun + line(whole));
                    status = whole.foreign() ? DAMAGED : status;
                }
                case Restore.Unreadable damaged -> {
                    terminal.out().println(begun + "  cannot be put back: " + damaged.why());
                    status = DAMAGED;
                }
            }
        }
        return status;
    }

    private static String line(Restore.Whole backup) {
        return String.format(
                Locale.ROOT,
                "  %,d files  %s  ledger of %,d entries%s%s",
                backup.files(),
                ByteSize.ofBytes(backup.bytes()),
                backup.entries(),
                backup.secrets() ? "  with the root key" : "",
                backup.foreign() ? "  not written with this root key: another server's, or changed since" : "");
    }

    private int check(Restore restore, ProgressBar bar, Terminal terminal) {
        Restore.Checked checked;
        try {
            checked = restore.check(name, rootKey);
        } catch (AmanaException e) {
            if (e.code() != ErrorCode.CORRUPT) {
                throw e;
            }
            bar.end();
            terminal.out().println(e.message());
            terminal.out().println("damaged");
            return DAMAGED;
        }
        bar.end();
        switch (checked.seal()) {
            case GIVEN_KEY -> {}
            case OWN_KEY ->
                terminal.out()
                        .println("The seal was checked with the root key that the backup itself brings: whether that is"
                                + " yours shows --root-key FILE.");
            case NOT_CHECKED ->
                terminal.out()
                        .println("The seal was not checked, so somebody else may have written this backup: give"
                                + " --root-key FILE.");
        }
        checked.damaged().forEach(each -> terminal.out().println(each));
        if (!checked.damaged().isEmpty()) {
            terminal.out()
                    .println("While the server's data are whole, amana backup --check-earlier makes a backup without"
                            + " this damage. Otherwise put back another with --at NAME, or, if only files in volumes/"
                            + " are named, this one with --damaged-too.");
        }
        terminal.out().println(checked.damaged().isEmpty() ? "sound" : "damaged");
        return checked.damaged().isEmpty() ? 0 : DAMAGED;
    }

    private int restore(Disk disk, Restore restore, ProgressBar bar, Terminal terminal) {
        Path data = dataFolder.toAbsolutePath().normalize();
        Restore.Result result = restore.run(
                DataFolder.layout(data),
                List.of(DataFolder.volume(data)),
                new Restore.Wish(name, rootKey, head.map(disk::read), giveUp, damagedToo));
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
                            "At least %,d entries that the log had signed are given up; its next entry tells so%n",
                            result.lost());
        }
        if (head.isEmpty()) {
            terminal.out()
                    .println("What the log signed after this backup was made is not known here. Whoever kept a later"
                            + " checkpoint of it will find that the log contradicts it: ask for theirs before the"
                            + " first start, and put the backup back again with --head FILE.");
        }
        placeKey(disk, data, terminal);
        String named = " --data " + ShellWord.of(data);
        if (!result.damaged().isEmpty()) {
            terminal.out().println("Put back though it is damaged, with zeros for what could not be read:");
            result.damaged().forEach(each -> terminal.out().println("  " + each));
            terminal.out().println("Which blobs have lost bytes names amana scrub" + named);
        }
        terminal.out().println("Start it with amana up" + named + "; check it with amana fsck, scrub and verify.");
        return result.damaged().isEmpty() ? 0 : DAMAGED;
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
