package org.amana.web.console;

import java.util.List;
import java.util.Optional;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerPage;
import org.amana.blob.ContainerProperties;
import org.amana.blob.ContainerRef;
import org.amana.blob.ListBlobs;
import org.amana.blob.ListContainers;
import org.amana.blob.RestoreContainer;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Service;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.ConfirmationView;
import org.amana.web.console.view.ConfirmationView.Typing;
import org.amana.web.console.view.Crumb;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.FileView.Fact;
import org.amana.web.console.view.Hidden;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;

/// Restores a deleted container with all that was in it, under its own name, or under another where a new
/// one has that by now. It touches the one that comes back, with what was declared of it, and the name
/// under which it does.
final class ContainerRestoration {
    /// The field that says which of several deleted ones of a name.
    static final String VERSION = "version";

    private final BlobService blobs;
    private final Accounts accounts;

    ContainerRestoration(ConsoleServices services) {
        this.blobs = services.blobs();
        this.accounts = new Accounts(services.blobs());
    }

    /// Where a deleted container is restored.
    static Address address(String container) {
        return Address.of("/containers").segment(container).segment("restore");
    }

    /// Whether policy lets it come back under its own name.
    boolean may(Visit visit, ContainerProperties deleted) {
        ContainerRef container = new ContainerRef(Accounts.name(visit), deleted.name());
        return visit.foresees(
                request(visit, new RestoreContainer(container, deleted.name(), deleted.deletedVersion())));
    }

    /// Asks for the name.
    Answer ask(Visit visit, List<String> parts) {
        ContainerName name = Named.by(() -> new ContainerName(parts.getFirst()));
        return page(visit, 200, name, visit.query().text(VERSION), name.value(), "");
    }

    Answer restore(Visit visit, List<String> parts, Form form) {
        ContainerName deleted = Named.by(() -> new ContainerName(parts.getFirst()));
        String version = form.text(VERSION);
        String typed = form.text("name");
        ContainerRef container;
        try {
            container = new ContainerRef(Accounts.name(visit), new ContainerName(typed));
        } catch (AmanaException _) {
            return page(visit, 422, deleted, version, typed, visit.say("containers.name.wrong"));
        }
        RestoreContainer command = new RestoreContainer(container, deleted, version);
        try {
            visit.pass(request(visit, command), blobs.restoreContainer(command));
        } catch (AmanaException e) {
            if (e.code() != ErrorCode.CONTAINER_EXISTS) {
                throw e;
            }
            return page(visit, 422, deleted, version, typed, visit.say("containers.name.exists", typed));
        }
        visit.tell(Mark.ALLOW, visit.say("done.container-restored", typed));
        return Answer.to(Address.of("/containers").segment(typed));
    }

    private AccessRequest request(Visit visit, RestoreContainer command) {
        AccessRequest coming = accounts.in(visit, command.container(), Service.BLOB, Action.WRITE)
                .withObject(command.container().name().value());
        return blobs.facts()
                .ofDeleted(command)
                .map(facts -> ofDeleted(visit, facts, command).alsoTouching(coming))
                .orElse(coming);
    }

    private static AccessRequest ofDeleted(Visit visit, BoxFacts facts, RestoreContainer command) {
        return AccessRequest.inAsKnown(facts, visit.caller(), Service.BLOB, Action.WRITE)
                .withObject(command.deleted().value());
    }

    /// @param typed what was written for the name
    /// @param error what is wrong with that, empty if nothing is
    private Html page(Visit visit, int status, ContainerName name, String version, String typed, String error) {
        ContainerProperties deleted = known(visit, name, version)
                .orElseThrow(() -> new NotThere(
                        visit.say("container.restore.gone"),
                        ContainersPage.withDeleted().toString(),
                        visit.say("deleted.show-containers")));
        ConfirmationView view = new ConfirmationView(
                ConfirmationView.Kind.RESTORATION,
                List.of(new Crumb(Markup.text(visit.say("nav.files")), "/containers")),
                visit.words().html("container.restore.title", FileName.html(name.value())),
                visit.say("container.restore.told"),
                facts(visit, deleted),
                List.of(),
                List.of(new Hidden(VERSION, version)),
                new Typing(Markup.text(visit.say("container.restore.hint")), typed, error),
                address(name.value()).toString(),
                visit.say("restore"),
                ContainersPage.withDeleted().toString());
        return new Html(
                status, "confirmation", visit.say("container.restore.title", name.value()), Section.FILES, view);
    }

    /// The deleted container of that name and version, as far as the purpose may see it.
    private Optional<ContainerProperties> known(Visit visit, ContainerName name, String version) {
        ListContainers command =
                new ListContainers(Accounts.name(visit), name.value(), "", ListBlobs.MOST_RESULTS, false, false, true);
        ContainerPage page = visit.pass(
                accounts.on(visit, Service.BLOB, Action.LIST), blobs.listContainers(command, Accounts.listed(visit)));
        return page.items().stream()
                .filter(one -> one.name().equals(name) && one.deletion().isPresent())
                .filter(one -> one.deletedVersion().equalsIgnoreCase(version))
                .findFirst();
    }

    private static List<Fact> facts(Visit visit, ContainerProperties container) {
        return List.of(
                new Fact(
                        visit.say("deleted"),
                        Markup.text(container
                                .deletion()
                                .map(deletion -> Safekeeping.told(visit, deletion))
                                .orElse(""))),
                new Fact(visit.say("files"), Markup.text(Numbers.count(container.blobCount()))),
                new Fact(
                        visit.say("size"),
                        Markup.text(Numbers.size(container.storedBytes(), visit.lang()))
                                .apart()));
    }
}
