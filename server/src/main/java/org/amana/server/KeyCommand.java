package org.amana.server;

import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Authority;
import org.amana.policy.Credential;
import org.amana.policy.CredentialId;
import org.amana.policy.NewKey;
import org.amana.policy.Principal;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `amana key`: access keys, each issued to one principal for exactly one purpose.
@Command(
        name = "key",
        description = "Lists, adds or ends access keys. A key declares the purpose it was made for by being used.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|add|end",
        subcommands = {KeyCommand.ListAll.class, KeyCommand.Add.class, KeyCommand.End.class})
final class KeyCommand {
    private static final long LONGEST_DAYS =
            Credential.Kind.ACCESS_KEY.longest().toDays();

    private KeyCommand() {}

    @Command(
            name = "list",
            description = "Lists the account's keys; their secrets are never shown again.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends LookingCommand {
        @Override
        int look(Inspection inspection, Terminal terminal) {
            for (Credential credential : inspection.credentials()) {
                terminal.out()
                        .printf(
                                Locale.ROOT,
                                "%-6s %-5s %-10s until %tF  %s%n",
                                credential.id(),
                                credential.purpose(),
                                credential.kind().word(),
                                credential.expires().atOffset(ZoneOffset.UTC),
                                credential.principal().name());
            }
            return 0;
        }
    }

    @Command(
            name = "add",
            description = "Makes a key for a purpose and prints it, once, with its connection string.",
            mixinStandardHelpOptions = true)
    static final class Add extends DataCommand {
        @Option(
                names = "--purpose",
                required = true,
                paramLabel = "PURPOSE",
                description = "The purpose's id, such as P-5.")
        private String purpose;

        @Option(
                names = "--for",
                paramLabel = "NAME",
                defaultValue = "operator",
                description = "Who will hold it (default: ${DEFAULT-VALUE}).")
        private String holder;

        @Option(
                names = "--days",
                defaultValue = "90",
                description = "How long it lives, at most 90 (default: ${DEFAULT-VALUE}).")
        private int days;

        @Override
        int run(Operator operator, Terminal terminal) {
            Authority authority = Authority.operator("amana key add");
            PurposeId wanted = PurposeId.parse(purpose);
            Purpose known = operator.directory()
                    .purpose(wanted)
                    .orElseThrow(() -> new AmanaException(
                            ErrorCode.RESOURCE_NOT_FOUND,
                            "there is no purpose " + wanted + "; amana purpose list shows those there are"));
            if (days < 1 || days > LONGEST_DAYS) {
                throw new AmanaException(
                        ErrorCode.INVALID_ARGUMENT, "--days: a key lives 1 to " + LONGEST_DAYS + " days, not " + days);
            }
            if (holder.isBlank()) {
                throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "--for: say who will hold the key");
            }
            Principal principal =
                    Given.by("--for: ", () -> operator.directory().principalNamed(holder, Principal.Kind.PERSON));
            NewKey key = operator.directory().issueKey(wanted, principal.id(), Duration.ofDays(days), authority);
            tell(operator, known, key, onThisData(), terminal.out());
            return 0;
        }

        private static void tell(Operator operator, Purpose purpose, NewKey key, String onThisData, PrintStream out) {
            Credential credential = key.credential();
            out.println("id:                " + credential.id());
            out.println("purpose:           " + purpose.label());
            out.println("holder:            " + credential.principal().name());
            out.printf(
                    Locale.ROOT,
                    "until:             %tF%n",
                    credential.expires().atOffset(ZoneOffset.UTC));
            out.println("key:               " + key.base64());
            out.println("connection string: " + operator.connectionString(key.base64()));
            out.println();
            out.println("The key is not shown again. To use it: amana connect CLIENT --key KEY" + onThisData
                    + ". To end it: amana key end " + credential.id() + onThisData + ".");
        }
    }

    @Command(
            name = "end",
            description = "Ends a key; what is signed with it from now on is refused.",
            mixinStandardHelpOptions = true)
    static final class End extends DataCommand {
        @Parameters(paramLabel = "KEY", description = "Its id, as `amana key list` shows it.")
        private String id;

        @Override
        int run(Operator operator, Terminal terminal) {
            Credential ended = operator.endKey(CredentialId.parse(id));
            terminal.out().println(ended.id() + " has ended");
            return 0;
        }
    }
}
