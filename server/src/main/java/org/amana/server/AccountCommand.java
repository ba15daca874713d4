package org.amana.server;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.amana.blob.Safeguards;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `amana account`: what of the account's data outlives its deletion. Azure has these settings in its resource
/// manager, so no client of the Blob API can set them.
@Command(
        name = "account",
        description = "Shows or sets what of the account's data outlives its deletion.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "show|set",
        subcommands = {AccountCommand.Show.class, AccountCommand.Set.class})
final class AccountCommand {
    private AccountCommand() {}

    @Command(name = "show", description = "Shows the account's safeguards.", mixinStandardHelpOptions = true)
    static final class Show extends DataCommand {
        @Override
        int run(Amana amana, Terminal terminal) {
            print(amana.account(), amana.safeguards(), terminal.out());
            return 0;
        }
    }

    @Command(
            name = "set",
            description = "Sets the account's safeguards; what is not named stays as it is.",
            mixinStandardHelpOptions = true)
    static final class Set extends DataCommand {
        @Option(
                names = "--versions",
                paramLabel = "on|off",
                description = "Whether each write of a blob keeps what was there as a previous version.")
        private String versions = "";

        @Option(
                names = "--keep-containers",
                paramLabel = "DAYS",
                description = "How long a deleted container can be restored, 0 (not at all) to 365.")
        private Optional<Integer> containerDays = Optional.empty();

        @Override
        int run(Amana amana, Terminal terminal) {
            Safeguards now = amana.safeguards();
            Safeguards set = amana.setSafeguards(
                    switch (versions.toLowerCase(Locale.ROOT)) {
                        case "" -> now.versions();
                        case "on" -> true;
                        case "off" -> false;
                        default ->
                            throw new AmanaException(
                                    ErrorCode.INVALID_ARGUMENT, "--versions: on or off, not " + versions);
                    },
                    containerDays.map(Duration::ofDays).orElse(now.containers()));
            print(amana.account(), set, terminal.out());
            return 0;
        }
    }

    private static void print(String account, Safeguards safeguards, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%s%n  versions         %s%n  keep-blobs       %s%n  keep-containers  %s%n",
                account,
                safeguards.versions() ? "on" : "off",
                days(safeguards.blobs()) + " (a service property, set by clients)",
                days(safeguards.containers()));
    }

    private static String days(Duration life) {
        return life.isZero() ? "off" : life.toDays() + " days";
    }
}
