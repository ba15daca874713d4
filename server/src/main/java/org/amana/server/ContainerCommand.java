package org.amana.server;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.blob.AnonymousAccess;
import org.amana.blob.ContainerRef;
import org.amana.blob.DeclareContainer;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.DataClass;
import org.amana.policy.PurposeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `amana container`: what containers declare.
@Command(
        name = "container",
        description = "Declares what a container holds and which purposes may touch it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "declare",
        subcommands = ContainerCommand.Declare.class)
final class ContainerCommand {
    private ContainerCommand() {}

    @Command(
            name = "declare",
            description = "Declares the classes of data of a container, under the steward's purpose and on the record.",
            mixinStandardHelpOptions = true)
    static final class Declare extends DataCommand {
        @Parameters(paramLabel = "CONTAINER", description = "The container's name.")
        private String name;

        @Option(
                names = "--classes",
                required = true,
                split = ",",
                paramLabel = "CLASS",
                description = "none, or some of personal, special, communications, biometric.")
        private List<String> classes;

        @Option(
                names = "--open-to",
                split = ",",
                paramLabel = "PURPOSE",
                description = "The only purposes that may touch it (default: every purpose whose scope covers it).")
        private List<String> openTo = List.of();

        @Option(
                names = "--public",
                paramLabel = "LEVEL",
                description =
                        "What everybody may read without a key: blob, container (its list too) or off (default: as"
                                + " it is). Needs the class none and the purpose open.")
        private Optional<String> everybody = Optional.empty();

        @Override
        int run(Operator operator, Terminal terminal) {
            Set<DataClass> declared = EnumSet.noneOf(DataClass.class);
            classes.forEach(word -> declared.add(dataClass(word)));
            if (declared.contains(DataClass.NONE) && declared.size() > 1) {
                throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "--classes: none stands alone");
            }
            Set<PurposeId> purposes = openTo.stream().map(PurposeId::parse).collect(Collectors.toUnmodifiableSet());
            Optional<AnonymousAccess> anonymous = everybody.map(Declare::access);
            ContainerRef container = ContainerRef.of(operator.account(), name);
            operator.containers().declare(new DeclareContainer(container, declared, purposes));
            terminal.out().println("container " + name + " declares: " + String.join(", ", classes));
            anonymous.ifPresent(access -> {
                operator.containers().open(container, access);
                terminal.out()
                        .println("open to everybody: " + (access == AnonymousAccess.NONE ? "nothing" : access.word()));
            });
            return 0;
        }

        private static AnonymousAccess access(String word) {
            return word.equals("off")
                    ? AnonymousAccess.NONE
                    : AnonymousAccess.of(word)
                            .orElseThrow(() -> new AmanaException(
                                    ErrorCode.INVALID_ARGUMENT, "--public: blob, container or off, not " + word));
        }

        private static DataClass dataClass(String word) {
            return Stream.of(DataClass.values())
                    .filter(one -> one.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new AmanaException(
                            ErrorCode.INVALID_ARGUMENT,
                            "--classes: " + word + " is none of "
                                    + Stream.of(DataClass.values())
                                            .map(DataClass::word)
                                            .collect(Collectors.joining(", "))));
        }
    }
}
