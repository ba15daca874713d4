package org.amana.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A run's figures with the machine they were taken on, for the day's page in `bench/results/`. What the page says of
/// campaigns that were not run this time stays.
///
/// @param machine in words
record SoakReport(String machine, long seed, List<Part> parts) {
    record Part(String campaign, Duration took, Campaign.Outcome outcome) {}

    /// Writes the day's page, or what is new into the one that is there.
    ///
    /// @return its file
    Path write(Path folder, LocalDate day) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("soak-" + day + ".md");
        SoakPage page = Files.exists(file)
                ? SoakPage.parse(Files.readString(file))
                : new SoakPage(
                        "# Soak, " + day + "\n\n" + machine + " Server and clients share the machine.", List.of());
        boolean sameMachine = page.introduction().contains(machine);
        for (Part part : parts) {
            page = page.with(section(part, sameMachine));
        }
        Files.writeString(file, page.text());
        return file;
    }

    private SoakPage.Section section(Part part, boolean sameMachine) {
        List<String> lines = new ArrayList<>();
        lines.add("| | |");
        lines.add("|---|---|");
        part.outcome().figures().forEach((what, figure) -> lines.add("| " + what + " | " + figure + " |"));
        if (!sameMachine) {
            lines.add("| on | " + machine + " |");
        }
        lines.add("| took | " + part.took().toMinutes() + " min " + part.took().toSecondsPart() + " s |");
        lines.add("| found | "
                + (part.outcome().sound()
                        ? "nothing"
                        : part.outcome().findings().size()) + " |");
        part.outcome().findings().forEach(finding -> lines.add("\n```\n" + finding + "\n```"));
        return new SoakPage.Section(part.campaign() + ", seed " + seed, String.join("\n", lines));
    }
}
