package org.amana.server;

import java.util.Locale;
import picocli.CommandLine.Command;

/// `amana progress`: how far the machines have read.
@Command(name = "progress", description = "Tells how far the analysis is.", mixinStandardHelpOptions = true)
final class ProgressCommand extends LookingCommand {
    @Override
    int look(Inspection inspection, Terminal terminal) {
        AnalysisWatch.Work work = inspection.analysisProgress();
        terminal.out()
                .printf(Locale.ROOT, "done %d waiting %d parked %d%n", work.done(), work.waiting(), work.parked());
        return 0;
    }
}
