package org.amana.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A run's figures with the machine they were taken on, as a page for `bench/results/`.
record SoakReport(long seed, List<Part> parts) {
    record Part(String campaign, Duration took, Campaign.Outcome outcome) {}

    void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        String day = LocalDate.now(ZoneOffset.UTC).toString();
        lines.add("# Soak, " + day);
        lines.add("");
        lines.add(machine() + " Seed " + seed + ". Server and clients share the machine.");
        for (Part part : parts) {
            lines.add("");
            lines.add("## " + part.campaign());
            lines.add("");
            lines.add("| | |");
            lines.add("|---|---|");
            part.outcome().figures().forEach((what, figure) -> lines.add("| " + what + " | " + figure + " |"));
            lines.add("| took | " + part.took().toMinutes() + " min "
                    + part.took().toSecondsPart() + " s |");
            lines.add("| found | "
                    + (part.outcome().sound()
                            ? "nothing"
                            : part.outcome().findings().size()) + " |");
            part.outcome().findings().forEach(finding -> lines.add("\n```\n" + finding + "\n```"));
        }
        Files.createDirectories(folder);
        Path file = folder.resolve("soak-" + day + ".md");
        Files.writeString(file, String.join("\n", lines) + "\n");
        System.out.println("written: " + file);
    }

    private static String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
        return Runtime.getRuntime().availableProcessors() + " cores (" + processor + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", Java "
                + Runtime.version() + ".";
    }
}
