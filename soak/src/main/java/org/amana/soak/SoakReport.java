package org.amana.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.amana.testkit.Machine;

/// A run's figures with the machine they were taken on, as a page for `bench/results/`.
record SoakReport(long seed, List<Part> parts) {
    record Part(String campaign, Duration took, Campaign.Outcome outcome) {}

    void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        String day = LocalDate.now(ZoneOffset.UTC).toString();
        lines.add("# Soak, " + day);
        lines.add("");
        lines.add(Machine.words() + " Seed " + seed + ". Server and clients share the machine.");
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
}
