package org.amana.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.amana.testkit.Folders;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `amana bench`: every claim about speed, measured against its peer in the same run.
@Command(
        name = "bench",
        description = "Measures Amana beside its peers in the same run; writes a table to bench/results/.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    @Option(names = "--home", description = "The checkout (default: ${DEFAULT-VALUE}).", defaultValue = ".")
    private Path home;

    @Option(names = "--scratch", description = "A folder on the disk to measure (default: a temporary one).")
    private Path scratch;

    @Option(
            names = "--rounds",
            description = "Rounds of each comparison (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int rounds;

    @Option(names = "--seconds", description = "Length of each load (default: ${DEFAULT-VALUE}).", defaultValue = "5")
    private int seconds;

    @Option(
            names = "--names",
            description = "Names of the large container (default: ${DEFAULT-VALUE}).",
            defaultValue = "1000000")
    private int names;

    @Option(names = "--azurite", required = true, description = "Azurite's main program, installed from npm.")
    private Path azurite;

    @Option(names = "--only", split = ",", description = "Some of: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Group.Name> only = EnumSet.allOf(Group.Name.class);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = scratch == null ? Files.createTempDirectory("amana-bench") : Files.createDirectories(scratch);
        Servers servers = new Servers(home.toAbsolutePath().normalize(), folder.toAbsolutePath());
        Run run = new Run(servers, rounds, Duration.ofSeconds(seconds));
        for (Group.Name name : only) {
            name.group(azurite, names).measure(run);
        }
        Results.write(home.resolve("bench/results"), run.rows(), run.sections());
        if (scratch == null) {
            Folders.delete(folder); // not if something was thrown, so that it can be looked at
        }
        return run.met() ? 0 : 1;
    }
}
