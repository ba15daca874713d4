package org.amana.server;

import picocli.CommandLine.Command;

/// `amana scrub`: reads every stored byte again.
@Command(
        name = "scrub",
        description =
                "Reads every stored byte again and names the blob and range of what is damaged or gone. Exit status 2 if"
                        + " anything is.",
        mixinStandardHelpOptions = true)
final class ScrubCommand extends LookingCommand {
    @Override
    int look(Inspection inspection, Terminal terminal) {
        return inspection.scrub(terminal);
    }
}
