package org.amana.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.amana.testkit.Machine;
import org.amana.testkit.StartedServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `amana soak`: every campaign at length, its figures written down.
@Command(
        name = "soak",
        description = "Runs the long campaigns against the packaged server; writes their figures to bench/results/.",
        mixinStandardHelpOptions = true)
public final class Soak implements Callable<Integer> {
    @Option(
            names = "--only",
            split = ",",
            description = "Some of: kills, flips, damage, full, fsync, model, power, races (default: all).",
            defaultValue = "kills,flips,damage,full,fsync,model,power,races")
    private Set<String> only;

    @Option(names = "--kills", description = "How often to kill (default: ${DEFAULT-VALUE}).", defaultValue = "1000")
    private int kills;

    @Option(names = "--flips", description = "Bits to flip (default: ${DEFAULT-VALUE}).", defaultValue = "200")
    private int flips;

    @Option(
            names = "--fills",
            description = "How often to fill the disk (default: ${DEFAULT-VALUE}).",
            defaultValue = "6")
    private int fills;

    @Option(
            names = "--damages",
            description = "Other files to damage (default: ${DEFAULT-VALUE}).",
            defaultValue = "90")
    private int damages;

    @Option(
            names = "--failures",
            description = "How many syncs are to fail (default: ${DEFAULT-VALUE}).",
            defaultValue = "24")
    private int failures;

    @Option(
            names = "--operations",
            description = "Operations to ask of the server and of its model (default: ${DEFAULT-VALUE}).",
            defaultValue = "1000000")
    private long operations;

    @Option(
            names = "--points",
            description = "Moments at which to cut the power (default: ${DEFAULT-VALUE}).",
            defaultValue = "10000")
    private int points;

    @Option(
            names = "--races",
            description = "Races of many clients for one thing (default: ${DEFAULT-VALUE}).",
            defaultValue = "400")
    private int races;

    @Option(names = "--seed", description = "Repeats the choices of an earlier run (default: a new one).")
    private long seed = Instant.now().getEpochSecond();

    @Option(names = "--scratch", description = "A folder for the data (default: a temporary one).")
    private Path scratch;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Soak()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = scratch == null ? Files.createTempDirectory("amana-soak") : Files.createDirectories(scratch);
        System.out.println("seed " + seed + ", data in " + folder);
        List<SoakReport.Part> parts = new ArrayList<>();
        for (Campaign campaign : campaigns(folder.toAbsolutePath())) {
            if (only.contains(campaign.name())) {
                Instant start = Instant.now();
                Campaign.Outcome outcome = campaign.run();
                parts.add(new SoakReport.Part(campaign.name(), Duration.between(start, Instant.now()), outcome));
                outcome.findings().forEach(finding -> System.out.println(campaign.name() + ": FOUND " + finding));
            }
        }
        Path written = new SoakReport(Machine.words(), seed, parts)
                .write(StartedServer.home().resolve("bench/results"), LocalDate.now(ZoneOffset.UTC));
        System.out.println("written: " + written);
        return parts.stream().allMatch(part -> part.outcome().sound()) ? 0 : 1;
    }

    private List<Campaign> campaigns(Path folder) {
        Progress progress = System.out::println;
        return List.of(
                new KillCampaign(folder.resolve("kills"), seed, kills, progress),
                new FlipCampaign(folder.resolve("flips"), seed, flips, progress),
                new DamageCampaign(folder.resolve("damage"), seed, damages, progress),
                new FullDiskCampaign(folder.resolve("full"), seed, fills, progress),
                new FailedSyncCampaign(folder.resolve("fsync"), seed, failures, progress),
                new ModelCampaign(
                        folder.resolve("model"),
                        seed,
                        operations,
                        Runtime.getRuntime().availableProcessors(),
                        progress),
                new PowerCampaign(folder.resolve("power"), seed, points, progress),
                new RaceCampaign(folder.resolve("races"), seed, races, progress));
    }
}
