package org.amana.server;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.amana.blob.Safeguards;
import org.amana.changefeed.ChangeFeedSetting;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `amana account`: what of the account's data outlives its deletion, and whether its changes are told. Azure has
/// these settings in its resource manager, so no client of the Blob API can set them.
@Command(
        name = "account",
        description = "Shows or sets what of the account's data outlives its deletion, and its change feed.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "show|set",
        subcommands = {AccountCommand.Show.class, AccountCommand.Set.class})
final class AccountCommand {
    private AccountCommand() {}

    @Command(
            name = "show",
            description = "Shows the account's safeguards and its change feed.",
            mixinStandardHelpOptions = true)
    static final class Show extends LookingCommand {
        @Override
        int look(Inspection inspection, Terminal terminal) {
            print(
                    inspection.account(),
                    inspection.settings().safeguards(),
                    inspection.settings().changeFeed(),
                    terminal.out());
            return 0;
        }
    }

    @Command(
            name = "set",
            description = "Sets the account's safeguards and its change feed; what is not named stays as it is.",
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

        @Option(
                names = "--change-feed",
                paramLabel = "on|off",
                description = "Whether every change of a blob is told in the container $$blobchangefeed.")
        private String changeFeed = "";

        @Option(
                names = "--keep-changes",
                paramLabel = "DAYS",
                description = "How long the change feed is kept, 0 (for ever) to 146000.")
        private Optional<Integer> changeDays = Optional.empty();

        @Override
        int run(Operator operator, Terminal terminal) {
            AccountSettings settings = operator.settings();
            Safeguards safeguards = settings.safeguards();
            boolean keepVersions = isOn("--versions", versions, safeguards.versions());
            ChangeFeedSetting feed = settings.changeFeed();
            boolean told = isOn("--change-feed", changeFeed, feed.on());
            if (!versions.isEmpty() || containerDays.isPresent()) {
                safeguards = settings.setSafeguards(
                        keepVersions, containerDays.map(Duration::ofDays).orElse(safeguards.containers()));
            }
            if (!changeFeed.isEmpty() || changeDays.isPresent()) {
                feed = settings.setChangeFeed(new ChangeFeedSetting(
                        told, changeDays.map(Duration::ofDays).orElse(feed.retention())));
            }
            print(operator.account(), safeguards, feed, terminal.out());
            return 0;
        }

        private static boolean isOn(String option, String word, boolean now) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "" -> now;
                case "on" -> true;
                case "off" -> false;
                default -> throw new AmanaException(ErrorCode.INVALID_ARGUMENT, option + ": on or off, not " + word);
            };
        }
    }

    private static void print(String account, Safeguards safeguards, ChangeFeedSetting feed, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%s%n  versions         %s%n  keep-blobs       %s%n  keep-containers  %s%n"
                        + "  change-feed      %s%n  keep-changes     %s%n",
                account,
                safeguards.versions() ? "on" : "off",
                days(safeguards.blobs()) + " (a service property, set by clients)",
                days(safeguards.containers()),
                feed.on() ? "on" : "off",
                feed.retention().isZero() ? "for ever" : days(feed.retention()));
    }

    private static String days(Duration life) {
        return life.isZero() ? "off" : life.toDays() + " days";
    }
}
