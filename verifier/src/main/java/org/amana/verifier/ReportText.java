package org.amana.verifier;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A report in the two forms that people and programs read.
final class ReportText {
    private static final String LIMIT =
            "A ledger proves what passed the gate. It cannot prove that a declared purpose was honest, nor that no copy "
                    + "existed before;\nnor, while no witness signs it, that everybody is shown the same log: keep its "
                    + "checkpoint (--save), and compare it with others'.";

    private final Report report;

    ReportText(Report report) {
        this.report = report;
    }

    String forPeople() {
        StringBuilder text = new StringBuilder();
        report.checkpoint().ifPresent(checkpoint -> {
            text.append(line("Log", checkpoint.origin()));
            text.append(line("Entries", figure(checkpoint.size())));
            text.append(line("Root", checkpoint.root().toString()));
        });
        Totals totals = report.totals();
        if (!totals.kinds().isEmpty()) {
            text.append(line("Kinds", kinds(totals)));
            text.append(
                    line("Accesses", figure(totals.allowed()) + " allowed, " + figure(totals.denied()) + " denied"));
            text.append(line(
                    "Bytes",
                    figure(totals.in()) + " in, " + figure(totals.out()) + " out, " + figure(totals.storedInAll())
                            + " stored in " + figure(totals.stored().size())
                            + (totals.stored().size() == 1 ? " container" : " containers")));
        }
        text.append(line("Checked", String.format(Locale.ROOT, "in %.2f s", seconds())));
        report.findings().forEach(finding -> text.append(line("EVIDENCE", finding.toString())));
        if (report.moreFindings() > 0) {
            text.append(line("EVIDENCE", "and " + figure(report.moreFindings()) + " more"));
        }
        report.missing().forEach(missing -> text.append(line("NOT READ", missing)));
        report.notes().forEach(note -> text.append(line("Note", note)));
        return text.append('\n')
                .append(verdict())
                .append('\n')
                .append(LIMIT)
                .append('\n')
                .toString();
    }

    String forPrograms() {
        Totals totals = report.totals();
        Map<String, Long> kinds = new TreeMap<>();
        totals.kinds().forEach((kind, count) -> kinds.put(kind.label(), count));
        StringBuilder json = new StringBuilder("{\n");
        json.append("  \"verdict\": ")
                .append(quote(report.verdict().name().toLowerCase(Locale.ROOT)))
                .append(",\n");
        json.append("  \"exitCode\": ").append(report.verdict().exitCode()).append(",\n");
        report.checkpoint()
                .ifPresent(checkpoint -> json.append("  \"origin\": ")
                        .append(quote(checkpoint.origin()))
                        .append(",\n  \"size\": ")
                        .append(checkpoint.size())
                        .append(",\n  \"root\": ")
                        .append(quote(checkpoint.root().toString()))
                        .append(",\n"));
        json.append("  \"kinds\": ").append(numbers(kinds)).append(",\n");
        json.append("  \"allowed\": ").append(totals.allowed()).append(",\n");
        json.append("  \"denied\": ").append(totals.denied()).append(",\n");
        json.append("  \"in\": ").append(totals.in()).append(",\n");
        json.append("  \"out\": ").append(totals.out()).append(",\n");
        json.append("  \"stored\": ").append(totals.storedInAll()).append(",\n");
        json.append("  \"units\": ").append(numbers(totals.units())).append(",\n");
        json.append("  \"boxes\": ").append(numbers(totals.stored())).append(",\n");
        json.append("  \"findings\": ").append(findings()).append(",\n");
        json.append("  \"moreFindings\": ").append(report.moreFindings()).append(",\n");
        json.append("  \"missing\": ").append(texts(report.missing())).append(",\n");
        json.append("  \"notes\": ").append(texts(report.notes())).append(",\n");
        json.append("  \"seconds\": ")
                .append(String.format(Locale.ROOT, "%.3f", seconds()))
                .append('\n');
        return json.append("}\n").toString();
    }

    private String verdict() {
        return switch (report.verdict()) {
            case SOUND -> "SOUND. Every tile, every entry and every sum is what the signed checkpoint promises.";
            case MISBEHAVIOUR -> "EVIDENCE OF MISBEHAVIOUR. This log is not what its keeper promises; see above.";
            case INCOMPLETE -> "INCOMPLETE. Not everything could be read, so nothing is proved.";
        };
    }

    private double seconds() {
        return report.took().toMillis() / 1_000.0;
    }

    private static String kinds(Totals totals) {
        return new TreeMap<>(totals.kinds())
                .entrySet().stream()
                        .map(count ->
                                figure(count.getValue()) + " " + count.getKey().label())
                        .collect(Collectors.joining(", "));
    }

    private String findings() {
        return report.findings().stream()
                .map(finding -> "{\"place\": " + quote(finding.place())
                        + (finding.index() == Finding.NO_ENTRY ? "" : ", \"index\": " + finding.index())
                        + ", \"what\": " + quote(finding.what()) + "}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String numbers(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                .map(number -> quote(number.getKey()) + ": " + number.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String texts(List<String> texts) {
        return texts.stream().map(ReportText::quote).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quote(String text) {
        return JsonText.quote(text);
    }

    /// Names of files and words of a server are a stranger's: they must not move the cursor of whoever reads this.
    private static String line(String head, String text) {
        return String.format(Locale.ROOT, "%-10s %s%n", head, text.replaceAll("\\p{Cntrl}|\\p{Cf}", "?"));
    }

    private static String figure(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
