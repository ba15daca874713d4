package org.amana.server;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.blob.EncryptionScope;
import org.amana.blob.ScopeName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `amana scope`: the encryption scopes of an account. Azure has them in its resource manager, so no client of the Blob
/// API can make them.
@Command(
        name = "scope",
        description =
                "Lists, adds, disables or enables encryption scopes: names for keys of their own, in which clients"
                        + " write blobs and containers.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|add|disable|enable",
        subcommands = {
            ScopeCommand.ListAll.class,
            ScopeCommand.Add.class,
            ScopeCommand.Disable.class,
            ScopeCommand.Enable.class
        })
final class ScopeCommand {
    private ScopeCommand() {}

    @Command(name = "list", description = "Lists the encryption scopes of an account.", mixinStandardHelpOptions = true)
    static final class ListAll extends LookingCommand {
        @Parameters(
                paramLabel = "ACCOUNT",
                arity = "0..1",
                description = "The account's name (default: the account of amana.conf).")
        private Optional<String> named = Optional.empty();

        @Override
        int look(Inspection inspection, Terminal terminal) {
            String account = named.orElse(inspection.account());
            List<EncryptionScope> scopes = inspection.settings().encryptionScopes(new AccountName(account));
            if (scopes.isEmpty()) {
                terminal.out().println("account " + account + " has no encryption scopes");
            }
            scopes.forEach(scope -> print(scope, terminal.out()));
            return 0;
        }
    }

    /// What is said of one scope.
    abstract static class OfOne extends DataCommand {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account's name.")
        private String account;

        @Parameters(
                index = "1",
                paramLabel = "NAME",
                description = "The scope's name: 3 to 63 lower-case letters, digits and single hyphens between them.")
        private String name;

        @Override
        final int run(Operator operator, Terminal terminal) {
            print(change(operator, new AccountName(account), new ScopeName(name)), terminal.out());
            return 0;
        }

        abstract EncryptionScope change(Operator operator, AccountName of, ScopeName scope);
    }

    @Command(
            name = "add",
            description = "Makes an encryption scope with a key of its own. It cannot be deleted, only disabled.",
            mixinStandardHelpOptions = true)
    static final class Add extends OfOne {
        @Override
        EncryptionScope change(Operator operator, AccountName of, ScopeName scope) {
            return operator.settings().addEncryptionScope(of, scope);
        }
    }

    @Command(
            name = "disable",
            description = "Disables a scope: what is in it can neither be read nor written until it is enabled again.",
            mixinStandardHelpOptions = true)
    static final class Disable extends OfOne {
        @Override
        EncryptionScope change(Operator operator, AccountName of, ScopeName scope) {
            return operator.settings().disableEncryptionScope(of, scope);
        }
    }

    @Command(name = "enable", description = "Enables a scope that was disabled.", mixinStandardHelpOptions = true)
    static final class Enable extends OfOne {
        @Override
        EncryptionScope change(Operator operator, AccountName of, ScopeName scope) {
            return operator.settings().enableEncryptionScope(of, scope);
        }
    }

    private static void print(EncryptionScope scope, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-24s  %-8s  made %s%n",
                scope.name(),
                scope.enabled() ? "enabled" : "disabled",
                scope.created());
    }
}
