package org.amana.server;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `amana reread`: after an engine or a language was installed, what was read without it is read again.
@Command(
        name = "reread",
        description =
                "Has files read again by machine, with the engines and languages that are installed now: all of the"
                        + " account, of one container, or those that one engine read something of. What was found in them stays"
                        + " until then. Each reading is in the ledger.",
        mixinStandardHelpOptions = true)
final class RereadCommand extends DataCommand {
    @Option(names = "--container", paramLabel = "NAME", description = "Only the files of this container.")
    private Optional<String> container = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "Only files that this engine read something of: Tesseract for scans, Tika, PDFBox.")
    private String engine = "";

    @Override
    int run(Operator operator, Terminal terminal) {
        long files = operator.reread(container, engine);
        terminal.out().println(files + (files == 1 ? " file" : " files") + " will be read again");
        if (files == 0 && !engine.isEmpty()) {
            terminal.err()
                    .println("note: no file that is not under way was read by an engine called " + engine
                            + "; a file's page in the console says which read it");
        }
        return 0;
    }
}
