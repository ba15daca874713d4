package org.amana.server;

import picocli.CommandLine.Command;

/// `amana fsck`: checks the structure.
@Command(
        name = "fsck",
        description =
                "Checks the catalog against the extents, the containers' sums and the ledger. Exit status 2 if anything disagrees.",
        mixinStandardHelpOptions = true)
final class FsckCommand extends LookingCommand {
    @Override
    int look(Inspection inspection, Terminal terminal) {
        return inspection.fsck(terminal);
    }
}
