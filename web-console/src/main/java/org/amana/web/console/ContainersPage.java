package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.blob.ContainerEncryption;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerPage;
import org.amana.blob.ContainerProperties;
import org.amana.blob.ContainerRef;
import org.amana.blob.CreateContainer;
import org.amana.blob.ListBlobs;
import org.amana.blob.ListContainers;
import org.amana.blob.Metadata;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.DataClass;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.ListOrder.Head;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.Column;
import org.amana.web.console.view.ContainersView;
import org.amana.web.console.view.ContainersView.NameForm;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.Pager;
import org.amana.web.console.view.Way;

/// The account's containers, and making another.
final class ContainersPage {
    private static final int ROWS = 200;

    private final ConsoleServices services;
    private final Accounts accounts;
    private final ContainerRestoration restoration;

    ContainersPage(ConsoleServices services) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
        this.restoration = new ContainerRestoration(services);
    }

    /// What of the containers is looked at.
    ///
    /// @param deleted whether those that are deleted and can be restored are among them
    private record Shelf(ContainerOrder order, boolean deleted) {
        static final Shelf OF_FORM = new Shelf(ContainerOrder.NAME, false);

        static Shelf of(Form query) {
            return new Shelf(
                    ContainerOrder.of(query.text("sort")),
                    query.text(Level.DELETED).equals(Level.SHOWN));
        }

        Shelf in(ContainerOrder other) {
            return new Shelf(other, deleted);
        }

        Shelf turned() {
            return new Shelf(order, !deleted);
        }

        Address address() {
            return Address.of("/containers").with("sort", order.word()).with(Level.DELETED, deleted ? Level.SHOWN : "");
        }
    }

    /// The containers by name, with those that are deleted.
    static Address withDeleted() {
        return new Shelf(ContainerOrder.NAME, true).address();
    }

    Answer show(Visit visit, List<String> parts) {
        Optional<Answer> elsewhere = Vetted.of(visit)
                .words("sort", ListOrder.words(ContainerOrder.values()))
                .words(Level.DELETED, Set.of(Level.SHOWN))
                .number("page", 1, Integer.MAX_VALUE)
                .elsewhere();
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Shelf shelf = Shelf.of(visit.query());
        return shelf.order() == ContainerOrder.NAME
                ? page(visit, 200, shelf, NameForm.EMPTY)
                : sorted(visit, shelf, (int) visit.query().number("page", 1, Integer.MAX_VALUE, 1));
    }

    Answer create(Visit visit, List<String> parts, Form form) {
        String name = form.text("name");
        ContainerRef container;
        try {
            container = new ContainerRef(Accounts.name(visit), new ContainerName(name));
        } catch (AmanaException _) {
            return page(visit, 422, Shelf.OF_FORM, new NameForm(name, visit.say("containers.name.wrong")));
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
            return page(visit, 422, Shelf.OF_FORM, new NameForm(name, visit.say("containers.name.exists", name)));
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

    /// A page of them by name.
    private Html page(Visit visit, int status, Shelf shelf, NameForm form) {
        ContainerPage page = listed(visit, shelf, visit.query().raw("marker"), ROWS);
        return html(visit, status, shelf, page.items(), pager(visit, shelf, page), form);
    }

    /// Another order than that of names is one of all that there are, which one look can list.
    private Answer sorted(Visit visit, Shelf shelf, int number) {
        ContainerPage all = listed(visit, shelf, "", ListBlobs.MOST_RESULTS);
        if (!all.nextMarker().isEmpty()) {
            visit.tell(Mark.OPEN, visit.say("containers.too-many", ListBlobs.MOST_RESULTS));
            return Answer.to(shelf.in(ContainerOrder.NAME).address());
        }
        Slice<ContainerProperties> slice = Slice.of(shelf.order().sorted(all.items()), number, ROWS);
        if (slice.number() < number) {
            visit.tell(Mark.OPEN, visit.say("remark.last-page"));
        }
        Pager pager = slice.pager(visit, "containers.span", page -> numbered(shelf, page), ROWS);
        return html(visit, 200, shelf, slice.rows(), pager, NameForm.EMPTY);
    }

    private static String numbered(Shelf shelf, int page) {
        return shelf.address()
                .with("page", page <= 1 ? "" : Integer.toString(page))
                .toString();
    }

    private ContainerPage listed(Visit visit, Shelf shelf, String marker, int most) {
        ListContainers command =
                new ListContainers(Accounts.name(visit), "", marker, most, false, false, shelf.deleted());
        return visit.pass(
                accounts.on(visit, Service.BLOB, Action.LIST),
                services.blobs().listContainers(command, Accounts.listed(visit)));
    }

    private Html html(
            Visit visit, int status, Shelf shelf, List<ContainerProperties> items, Pager pager, NameForm form) {
        ContainersView view = new ContainersView(
                columns(visit, shelf),
                items.stream().map(item -> row(visit, item)).toList(),
                pager,
                new Way(
                        shelf.turned().address().toString(),
                        visit.say(shelf.deleted() ? "deleted.hide-containers" : "deleted.show-containers")),
                shelf.deleted()
                                && items.stream()
                                        .allMatch(item -> item.deletion().isEmpty())
                        ? Safekeeping.of(visit, services.blobs()).noContainers(visit)
                        : "",
                classChoices(visit),
                form,
                mayCreate(visit));
        return new Html(status, "containers", visit.say("nav.files"), Section.FILES, view);
    }

    private static List<Column> columns(Visit visit, Shelf shelf) {
        return Stream.of(
                        Head.up(visit.say("container"), ContainerOrder.NAME, ContainerOrder.NAME_BACKWARDS),
                        Head.down(visit.say("files"), ContainerOrder.MOST_FILES, ContainerOrder.FEWEST_FILES),
                        Head.down(visit.say("size"), ContainerOrder.LARGEST, ContainerOrder.SMALLEST),
                        Head.down(visit.say("changed"), ContainerOrder.NEWEST, ContainerOrder.OLDEST))
                .map(head -> head.column(shelf.order(), order -> shelf.in(order).address()))
                .toList();
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
        String name = item.name().value();
        return new ContainersView.Row(
                FileName.html(name),
                item.deletion().isPresent()
                        ? ""
                        : Address.of("/containers").segment(name).toString(),
                item.deletion()
                        .map(deletion -> Safekeeping.told(visit, deletion))
                        .orElse(""),
                restore(visit, item),
                Numbers.count(item.blobCount()),
                Numbers.size(item.storedBytes(), visit.lang()),
                classes,
                Dates.shortDate(item.lastModified(), visit.lang()));
    }

    /// The form that restores a deleted container under its own name.
    private List<ContainersView.Restore> restore(Visit visit, ContainerProperties item) {
        if (item.deletion().isEmpty() || !restoration.may(visit, item)) {
            return List.of();
        }
        String name = item.name().value();
        return List.of(
                new ContainersView.Restore(ContainerRestoration.address(name).toString(), name, item.deletedVersion()));
    }

    private static List<ContainersView.ClassChoice> classChoices(Visit visit) {
        List<ContainersView.ClassChoice> choices = new ArrayList<>();
        for (DataClass one : DataClass.values()) {
            choices.add(new ContainersView.ClassChoice(
                    one.name(), visit.words().named("class", one), one == DataClass.PERSONAL));
        }
        return choices;
    }

    private static Pager pager(Visit visit, Shelf shelf, ContainerPage page) {
        String first =
                visit.query().raw("marker").isEmpty() ? "" : shelf.address().toString();
        String next = page.nextMarker().isEmpty()
                ? ""
                : shelf.address().with("marker", page.nextMarker()).toString();
        return new Pager(
                visit.say("containers.counts", page.items().size()),
                first,
                visit.say("pager.first"),
                next,
                visit.say("pager.next", ROWS));
    }
}
