package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobPage;
import org.amana.blob.ContainerRef;
import org.amana.blob.ListBlobs;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.view.ContainerView;
import org.amana.web.console.view.Crumb;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.Pager;

/// One level of a container: walked down by prefix, a page of names at a time.
final class BrowsePage {
    private static final int ROWS = 200;

    private final ConsoleServices services;
    private final Accounts accounts;

    BrowsePage(ConsoleServices services) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
    }

    Answer show(Visit visit, List<String> parts) {
        return page(
                visit,
                parts.getFirst(),
                visit.query().raw("prefix"),
                visit.query().raw("marker"));
    }

    Html page(Visit visit, String name, String prefix, String marker) {
        ContainerRef container = accounts.container(visit, name);
        ListBlobs command = ListBlobs.of(container)
                .withPrefix(prefix)
                .withDelimiter("/")
                .withMarker(marker)
                .withMaxResults(ROWS);
        BlobPage page = visit.pass(
                accounts.in(visit, container, Service.BLOB, Action.LIST).withObject(name + "/" + prefix),
                services.blobs().listBlobs(command));
        List<ContainerView.Row> rows = new ArrayList<>();
        for (BlobItem item : page.items()) {
            rows.add(row(visit, name, prefix, item));
        }
        ContainerView view = new ContainerView(
                crumbs(visit, name, prefix),
                here(name, prefix),
                prefix,
                rows,
                pager(visit, name, prefix, page),
                Address.of("/containers").segment(name) + "/blobs",
                Address.of("/ledger").with("box", name).toString(),
                visit.foresees(accounts.in(visit, container, Service.BLOB, Action.WRITE)));
        return Answer.page("container", name, Section.FILES, view);
    }

    private static ContainerView.Row row(Visit visit, String container, String prefix, BlobItem item) {
        String shown = item.name().substring(prefix.length());
        return switch (item) {
            case BlobItem.Prefix(String name) ->
                new ContainerView.Row(
                        true,
                        FileName.html(shown.substring(0, shown.length() - 1)),
                        Address.of("/containers")
                                .segment(container)
                                .with("prefix", name)
                                .toString(),
                        visit.say("folder"),
                        "",
                        "");
            case BlobItem.OnlyVersions blob ->
                throw new IllegalStateException(blob.name() + " has only versions, which were not asked for");
            case BlobItem.Blob blob ->
                new ContainerView.Row(
                        false,
                        FileName.html(shown),
                        file(container, blob.name()).toString(),
                        visit.say(Kinds.key(blob.properties().headers().contentType())),
                        Numbers.size(blob.properties().length(), visit.lang()),
                        Dates.shortDate(blob.properties().lastModified(), visit.lang()));
        };
    }

    /// The address of a file's page. The name stands in the query, where nothing normalises it.
    static Address file(String container, String name) {
        return Address.of("/file").with("container", container).with("name", name);
    }

    /// The way down to a level, the container first.
    static List<Crumb> crumbs(Visit visit, String container, String prefix) {
        List<Crumb> crumbs = new ArrayList<>();
        crumbs.add(new Crumb(Markup.text(visit.say("nav.files")), "/containers"));
        if (!prefix.isEmpty()) {
            crumbs.add(new Crumb(
                    FileName.html(container),
                    Address.of("/containers").segment(container).toString()));
        }
        int from = 0;
        for (int slash = prefix.indexOf('/');
                slash >= 0 && slash < prefix.length() - 1;
                slash = prefix.indexOf('/', from)) {
            crumbs.add(new Crumb(
                    FileName.html(prefix.substring(from, slash)),
                    Address.of("/containers")
                            .segment(container)
                            .with("prefix", prefix.substring(0, slash + 1))
                            .toString()));
            from = slash + 1;
        }
        return crumbs;
    }

    private static Markup here(String container, String prefix) {
        if (prefix.isEmpty()) {
            return FileName.html(container);
        }
        String level = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return FileName.html(level.substring(level.lastIndexOf('/') + 1));
    }

    private static Pager pager(Visit visit, String container, String prefix, BlobPage page) {
        String first = visit.query().raw("marker").isEmpty()
                ? ""
                : Address.of("/containers")
                        .segment(container)
                        .with("prefix", prefix)
                        .toString();
        String next = page.nextMarker().isEmpty()
                ? ""
                : Address.of("/containers")
                        .segment(container)
                        .with("prefix", prefix)
                        .with("marker", page.nextMarker())
                        .toString();
        return new Pager(
                page.items().isEmpty()
                        ? ""
                        : visit.say("container.shown", page.items().size()),
                first,
                visit.say("pager.first"),
                next,
                visit.say("pager.next", ROWS));
    }
}
