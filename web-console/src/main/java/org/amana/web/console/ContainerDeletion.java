package org.amana.web.console;

import java.util.List;
import java.util.Optional;
import org.amana.blob.BlobService;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerProperties;
import org.amana.blob.ContainerRef;
import org.amana.blob.DeleteContainer;
import org.amana.blob.ReadContainer;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.policy.Service;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.ConfirmationView;
import org.amana.web.console.view.ConfirmationView.Typing;
import org.amana.web.console.view.Crumb;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.FileView.Fact;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;

/// Deletes a container: an empty one when that is confirmed, one with something in it when its name is written.
final class ContainerDeletion {
    private final BlobService blobs;
    private final Accounts accounts;

    ContainerDeletion(ConsoleServices services) {
        this.blobs = services.blobs();
        this.accounts = new Accounts(services.blobs());
    }

    /// Where a container's deletion is asked for.
    static Address address(String container) {
        return Address.of("/containers").segment(container).segment("delete");
    }

    private AccessRequest request(Visit visit, ContainerRef container, Action action) {
        return accounts.in(visit, container, Service.BLOB, action)
                .withObject(container.name().value());
    }

    Answer ask(Visit visit, List<String> parts) {
        return page(visit, 200, accounts.container(visit, parts.getFirst()), "", "");
    }

    Answer delete(Visit visit, List<String> parts, Form form) {
        ContainerRef container = accounts.container(visit, parts.getFirst());
        String name = container.name().value();
        String typed = form.text("name");
        boolean meant = typed.equals(name);
        if (!typed.isEmpty() && !meant) {
            return page(visit, 422, container, typed, visit.say("container.delete.other"));
        }
        try {
            visit.pass(request(visit, container, Action.DELETE), meant ? deletion(container) : ofNothing(container));
        } catch (AmanaException e) {
            if (!meant && e.code() == ErrorCode.CONDITION_NOT_MET) {
                return page(visit, 422, container, typed, visit.say("container.delete.holds"));
            }
            throw e;
        }
        visit.tell(Mark.ALLOW, visit.say("done.container-deleted", name));
        return Answer.to("/containers");
    }

    private Plan<ContainerProperties> deletion(ContainerRef container) {
        return blobs.deleteContainer(new DeleteContainer(container, Conditions.NONE));
    }

    /// The deletion of a container with nothing in it, also at the moment when it is done.
    private Plan<ContainerProperties> ofNothing(ContainerRef container) {
        return permitted -> {
            Planned<ContainerProperties> planned = deletion(container).plan(permitted);
            if (planned.amounts().objects() == 0 && planned.amounts().stored() == 0) {
                return planned;
            }
            planned.close();
            throw new AmanaException(ErrorCode.CONDITION_NOT_MET, "container " + container + ": it is not empty");
        };
    }

    /// @param typed what was written for the name
    /// @param error what is wrong with that, empty if nothing was sent yet
    private Html page(Visit visit, int status, ContainerRef container, String typed, String error) {
        String name = container.name().value();
        Optional<ContainerProperties> known = known(visit, container);
        boolean empty = known.filter(one -> one.blobCount() == 0 && one.storedBytes() == 0)
                .isPresent();
        String back = Address.of("/containers").segment(name).toString();
        ConfirmationView view = new ConfirmationView(
                ConfirmationView.Kind.DELETION,
                List.of(
                        new Crumb(Markup.text(visit.say("nav.files")), "/containers"),
                        new Crumb(FileName.html(name), back)),
                visit.words().html("container.delete.title", FileName.html(name)),
                visit.say(empty ? "container.delete.empty" : "container.delete.told") + " "
                        + Safekeeping.of(visit, blobs).ofContainer(visit),
                known.map(one -> facts(visit, one)).orElse(List.of()),
                List.of(),
                List.of(),
                empty && error.isEmpty()
                        ? Typing.NONE
                        : new Typing(visit.words().html("container.delete.hint", Markup.token(name)), typed, error),
                address(name).toString(),
                visit.say("container.delete.do"),
                back);
        return new Html(status, "confirmation", visit.say("container.delete.title", name), Section.FILES, view);
    }

    /// Nothing where the purpose allows to delete and not to read.
    private Optional<ContainerProperties> known(Visit visit, ContainerRef container) {
        AccessRequest reading = request(visit, container, Action.READ);
        return visit.foresees(reading)
                ? Optional.of(
                        visit.pass(reading, blobs.containerProperties(new ReadContainer(container, Conditions.NONE))))
                : Optional.empty();
    }

    private static List<Fact> facts(Visit visit, ContainerProperties container) {
        return List.of(
                new Fact(visit.say("files"), Markup.text(Numbers.count(container.blobCount()))),
                new Fact(
                        visit.say("size"),
                        Markup.text(Numbers.size(container.storedBytes(), visit.lang()))
                                .apart()));
    }
}
