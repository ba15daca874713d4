package org.amana.server;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Authority;
import org.amana.policy.Credential;
import org.amana.policy.CredentialId;
import org.amana.policy.Directory;
import org.amana.policy.NewKey;
import org.amana.policy.Principal;
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
    private KeyCommand() {}

    @Command(
            name = "list",
            description = "Lists the account's keys; their secrets are never shown again.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends DataCommand {
        @Override
        int run(Amana amana, Terminal terminal) {
            for (Credential credential : amana.directory().credentials(amana.account())) {
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
        int run(Amana amana, Terminal terminal) {
            Authority authority = Authority.operator("amana key add");
            Principal principal = holder(amana.directory(), authority);
            NewKey key = amana.directory()
                    .issueKey(PurposeId.parse(purpose), principal.id(), Duration.ofDays(days), authority);
            terminal.out().println("key:               " + key.base64());
            terminal.out().println("connection string: " + amana.connectionString(key.base64()));
            terminal.out()
                    .println("It is not shown again. It lives until "
                            + key.credential().expires() + ".");
            return 0;
        }

        private Principal holder(Directory directory, Authority authority) {
            Optional<Principal> known = directory.principals().stream()
                    .filter(principal -> principal.name().equals(holder))
                    .findFirst();
            return known.orElseGet(() -> directory.addPrincipal(holder, Principal.Kind.PERSON, authority));
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
        int run(Amana amana, Terminal terminal) {
            Credential ended = amana.directory().end(parse(id), Authority.operator("amana key end"));
            terminal.out().println(ended.id() + " has ended");
            return 0;
        }

        private static CredentialId parse(String text) {
            try {
                return CredentialId.parse(text);
            } catch (IllegalArgumentException e) {
                throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "not the id of a key: " + text, e);
            }
        }
    }
}
