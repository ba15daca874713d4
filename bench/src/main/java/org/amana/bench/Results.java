package org.amana.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.amana.testkit.Machine;

/// Writes a run's table with the machine it was taken on.
final class Results {
    private Results() {}

    static void write(Path folder, List<String> rows, List<String> sections) throws IOException {
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>();
        lines.add("# " + LocalDate.now(ZoneOffset.UTC));
        lines.add("");
        lines.add(Machine.words()
                + " Medians over the rounds; a ratio is the median of the ratios of the pairs. Server and load"
                + " generator share the machine.");
        lines.add("");
        lines.add("| what | Amana | beside | ratio | asked | met |");
        lines.add("|---|---|---|---|---|---|");
        lines.addAll(rows);
        lines.addAll(sections);
        Path file = folder.resolve(LocalDate.now(ZoneOffset.UTC) + ".md");
        Files.writeString(file, String.join("\n", lines) + "\n");
        System.out.println("written: " + file);
    }
}
