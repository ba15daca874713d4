package org.amana.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// `amana`: the command line of the server and its operator.
@Command(
        name = "amana",
        description = "A self-hosted data cloud that can prove how the data it holds was used.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main {
    private static final int FAILED = 1;

    /// What stands on disk is not what was written.
    private static final int DAMAGED = 2;

    /// `EX_USAGE` of sysexits.h.
    private static final int WRONG_USAGE = 64;

    private static final List<Class<?>> COMMANDS = List.of(
            UpCommand.class,
            ImportCommand.class,
            ConnectCommand.class,
            PurposeCommand.class,
            KeyCommand.class,
            ApprovalCommand.class,
            SitePolicyCommand.class,
            AccountCommand.class,
            ScopeCommand.class,
            EventsCommand.class,
            ContainerCommand.class,
            EraseCommand.class,
            LifecycleCommand.class,
            InventoryCommand.class,
            VerifyCommand.class,
            ScrubCommand.class,
            FsckCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ProgressCommand.class,
            RereadCommand.class);

    private final Host host;

    Main(Host host) {
        this.host = host;
    }

    Host host() {
        return host;
    }

    /// Runs one command line and ends the process with its status: 0 done, 1 failed, 2 damage or evidence was
    /// found, 3 `verify` lacks data, 64 wrong usage.
    public static void main(String[] arguments) {
        Logging.configure();
        Halting.install();
        System.exit(run(new Host.Outside(), List.of(arguments)));
    }

    /// Runs one command line in this process, as a shell would in one of its own: for programs that watch over a
    /// server, such as the long campaigns.
    ///
    /// @return the exit status
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        return run(new Host.Outside(new Terminal(out, err, false)), arguments);
    }

    static int run(Host host, List<String> arguments) {
        CommandLine line = new CommandLine(new Main(host));
        commands(arguments).forEach(line::addSubcommand);
        line.setOut(new PrintWriter(host.terminal().out(), true, UTF_8));
        line.setErr(new PrintWriter(host.terminal().err(), true, UTF_8));
        line.registerConverter(Path.class, Main::path);
        tellWrongUsage(line);
        line.setExecutionExceptionHandler((failure, _, _) -> tell(host, failure));
        return line.execute(arguments.toArray(String[]::new));
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new CommandLine.TypeConversionException("'" + name + "' names no file here: " + e.getReason());
        }
    }

    private static void tellWrongUsage(CommandLine command) {
        command.getCommandSpec().exitCodeOnInvalidInput(WRONG_USAGE);
        command.getSubcommands().values().forEach(Main::tellWrongUsage);
    }

    /// The command that is asked for, or all of them when it is none: to read what all take costs each start a third of
    /// a second.
    private static List<Class<?>> commands(List<String> arguments) {
        String asked = arguments.isEmpty() ? "" : arguments.getFirst();
        List<Class<?>> named =
                COMMANDS.stream().filter(command -> name(command).equals(asked)).toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    /// What the commands are called.
    static List<String> commandNames() {
        return COMMANDS.stream().map(Main::name).toList();
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /// An expected failure is one line; anything else keeps its trace, because then it is our mistake.
    private static int tell(Host host, Exception failure) {
        if (failure instanceof AmanaException expected) {
            host.terminal().err().println("amana: " + expected.message());
            return status(expected.code());
        }
        failure.printStackTrace(host.terminal().err());
        return FAILED;
    }

    private static int status(ErrorCode code) {
        return switch (code.category()) {
            case CORRUPT -> DAMAGED;
            case INVALID -> WRONG_USAGE;
            case TOO_LARGE,
                    UNAUTHENTICATED,
                    REFUSED,
                    NOT_FOUND,
                    CONFLICT,
                    RANGE,
                    PRECONDITION,
                    UNSUPPORTED,
                    UNAVAILABLE,
                    FULL,
                    INTERNAL -> FAILED;
        };
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"Amana " + (version == null ? "(development)" : version)};
        }
    }
}
