package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amana.blob.ContainerEncryption;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerPage;
import org.amana.blob.ContainerProperties;
import org.amana.blob.ContainerRef;
import org.amana.blob.CreateContainer;
import org.amana.blob.ListContainers;
import org.amana.blob.Metadata;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.DataClass;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.ContainersView;
import org.amana.web.console.view.ContainersView.NameForm;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.Pager;

/// The account's containers, and making another.
final class ContainersPage {
    private static final int ROWS = 200;

    private final ConsoleServices services;
    private final Accounts accounts;

    ContainersPage(ConsoleServices services) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
    }

    Answer show(Visit visit, List<String> parts) {
        return page(visit, 200, NameForm.EMPTY);
    }

    Answer create(Visit visit, List<String> parts, Form form) {
        String name = form.text("name");
        ContainerRef container;
        try {
            container = new ContainerRef(Accounts.name(visit), new ContainerName(name));
        } catch (AmanaException _) {
            return page(visit, 422, new NameForm(name, visit.say("containers.name.wrong")));
        }
        CreateContainer command =
                new CreateContainer(container, Metadata.NONE, classes(form), Set.of(), ContainerEncryption.NONE);
        try {
            visit.pass(
                    accounts.in(visit, container, Service.BLOB, Action.WRITE).withObject(name),
                    services.blobs().createContainer(command));
        } catch (AmanaException e) {
            if (e.code() != ErrorCode.CONTAINER_EXISTS) {
                throw e;
            }
            return page(visit, 422, new NameForm(name, visit.say("containers.name.exists", name)));
        }
        visit.tell(Mark.ALLOW, visit.say("done.container", name));
        return Answer.to(Address.of("/containers").segment(name));
    }

    private static Set<DataClass> classes(Form form) {
        for (DataClass one : DataClass.values()) {
            if (one.name().equals(form.text("class"))) {
                return Set.of(one);
            }
        }
        return Set.of(DataClass.PERSONAL);
    }

    private Html page(Visit visit, int status, NameForm form) {
        ListContainers command =
                new ListContainers(Accounts.name(visit), "", visit.query().raw("marker"), ROWS, false, false);
        ContainerPage page = visit.pass(
                accounts.on(visit, Service.BLOB, Action.LIST),
                services.blobs().listContainers(command, Accounts.listed(visit)));
        List<ContainersView.Row> rows =
                page.items().stream().map(item -> row(visit, item)).toList();
        ContainersView view = new ContainersView(rows, pager(visit, page), classChoices(visit), form, mayCreate(visit));
        return new Html(status, "containers", visit.say("nav.files"), Section.FILES, view);
    }

    /// Whether there is a name under which the purpose could make one.
    private boolean mayCreate(Visit visit) {
        Set<String> covered = services.directory()
                .purpose(visit.credential().purpose())
                .map(purpose -> purpose.scope().containers())
                .orElse(Set.of());
        return covered.contains(Scope.ALL)
                ? visit.foresees(accounts.on(visit, Service.BLOB, Action.WRITE))
                : covered.stream().anyMatch(name -> mayCreate(visit, name));
    }

    private boolean mayCreate(Visit visit, String name) {
        ContainerRef container = ContainerRef.of(visit.credential().account(), name);
        return !services.blobs().facts().exists(container)
                && visit.foresees(accounts.in(visit, container, Service.BLOB, Action.WRITE));
    }

    private ContainersView.Row row(Visit visit, ContainerProperties item) {
        List<String> classes = new ArrayList<>();
        item.classes().stream()
                .sorted()
                .forEach(one -> classes.add(visit.words().named("class", one)));
        return new ContainersView.Row(
                FileName.html(item.name().value()),
                Address.of("/containers").segment(item.name().value()).toString(),
                Numbers.count(item.blobCount()),
                Numbers.size(item.storedBytes(), visit.lang()),
                classes,
                Dates.shortDate(item.lastModified(), visit.lang()));
    }

    private static List<ContainersView.ClassChoice> classChoices(Visit visit) {
        List<ContainersView.ClassChoice> choices = new ArrayList<>();
        for (DataClass one : DataClass.values()) {
            choices.add(new ContainersView.ClassChoice(
                    one.name(), visit.words().named("class", one), one == DataClass.PERSONAL));
        }
        return choices;
    }

    private static Pager pager(Visit visit, ContainerPage page) {
        String first = visit.query().raw("marker").isEmpty()
                ? ""
                : Address.of("/containers").toString();
        String next = page.nextMarker().isEmpty()
                ? ""
                : Address.of("/containers").with("marker", page.nextMarker()).toString();
        return new Pager(
                visit.say("containers.counts", page.items().size()),
                first,
                visit.say("pager.first"),
                next,
                visit.say("pager.next", ROWS));
    }
}
