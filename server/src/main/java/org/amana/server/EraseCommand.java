package org.amana.server;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Subject;
import org.amana.policy.Credential;
import org.amana.policy.Principal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `amana erase`: takes names out of the ledger, for good.
@Command(
        name = "erase",
        description = {
            "Destroys what ties ledger entries to a person or an object, for good: the names sealed behind them. The"
                    + " entries stay, and so does every proof; an entry tells that it was done and of how many.",
            "Deleting a blob does not do that, and this deletes no blob (docs/erasure.md)."
        },
        mixinStandardHelpOptions = true)
final class EraseCommand extends DataCommand {
    /// As many are counted beforehand.
    private static final int COUNTED = 1_000;

    @Option(
            names = "--person",
            paramLabel = "NAME",
            description = "Whoever acted under this name, a person or a service, as `amana key list` shows it.")
    private Optional<String> person = Optional.empty();

    @Option(
            names = "--object",
            paramLabel = "NAME",
            description = "CONTAINER/BLOB; or a container by itself, or the words of a search.")
    private Optional<String> object = Optional.empty();

    @Option(names = "--yes", description = "Do it. Otherwise it is only told what there is.")
    private boolean sure;

    @Override
    int carryOut(Host host, Path folder, Supplier<List<String>> arguments) {
        return sure ? super.carryOut(host, folder, arguments) : host.lookAt(folder, arguments, this::tell);
    }

    /// Who or what has the name, each with an entry that can still be opened at least.
    ///
    /// @param entries how many there are of all of them
    private record Found(String name, List<Principal> people, List<Subject> subjects, long entries) {}

    private Found found(Inspection inspection) {
        if (person.isPresent() == object.isPresent()) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, name() + " wants --person NAME or --object NAME");
        }
        String name = person.or(() -> object).orElseThrow();
        List<Principal> people = person.map(inspection::called).orElse(List.of());
        List<Subject> named = object.map(it -> List.of(Subject.object(required(it))))
                .orElseGet(() -> people.stream()
                        .map(each -> Subject.actor(each.id().toString()))
                        .toList());
        long entries = 0;
        List<Subject> subjects = new ArrayList<>();
        for (Subject subject : named) {
            int count = inspection.countOf(subject, COUNTED);
            if (count > 0) {
                subjects.add(subject);
                entries += count;
            }
        }
        if (entries == 0) {
            throw new AmanaException(
                    ErrorCode.RESOURCE_NOT_FOUND, "no entry that can still be opened has the name " + name);
        }
        return new Found(name, people, subjects, entries);
    }

    private int tell(Inspection inspection, Terminal terminal) {
        Found found = found(inspection);
        terminal.out()
                .println(counted(found.entries()) + " the name " + found.name()
                        + ". Nothing is erased yet: it cannot be brought back, so add --yes to do it.");
        return 0;
    }

    @Override
    int run(Operator operator, Terminal terminal) {
        Found found = found(operator);
        for (Subject subject : found.subjects()) {
            Erasure.Erased erased = operator.erasure().erase(subject);
            terminal.out()
                    .println("erased: the name " + found.name() + " behind " + erased.openings() + " entries; entry "
                            + erased.entry() + " tells of it");
        }
        found.people().forEach(each -> noteKeys(operator, each, terminal.err()));
        terminal.err().println("note: backups made before now still have it (amana backup --keep)");
        return 0;
    }

    private static String counted(long found) {
        return found == 1 ? "1 entry has" : (found < COUNTED ? found : COUNTED + " or more") + " entries have";
    }

    private static String required(String name) {
        if (name.isEmpty()) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "--object: a name has at least one character");
        }
        return name;
    }

    /// Whoever still holds a key goes on being written down.
    private static void noteKeys(Operator operator, Principal holder, PrintStream err) {
        String keys = operator.directory().credentials(operator.account()).stream()
                .filter(each -> each.principal().equals(holder))
                .filter(each -> each.kind() == Credential.Kind.ACCESS_KEY || each.kind() == Credential.Kind.ADMISSION)
                .map(each -> each.id().toString())
                .collect(Collectors.joining(", "));
        if (!keys.isEmpty()) {
            err.println("note: " + holder.name() + " holds " + keys + "; what is done with that from now on has the"
                    + " name again, until it is ended (amana key end KEY)");
        }
    }
}
