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
import org.amana.web.console.Request.Form;
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
        Form query = visit.query();
        return page(visit, new Level(parts.getFirst(), query.raw("prefix"), query.raw("begins")), Trail.of(query));
    }

    /// The first page of a level.
    Html page(Visit visit, String container, String prefix) {
        return page(visit, new Level(container, prefix, ""), Trail.START);
    }

    /// What of a container is looked at.
    ///
    /// @param prefix how far one has walked down
    /// @param begins what the names there must begin with, empty for all
    private record Level(String container, String prefix, String begins) {
        Address address() {
            return Address.of("/containers")
                    .segment(container)
                    .with("prefix", prefix)
                    .with("begins", begins);
        }
    }

    private Html page(Visit visit, Level level, Trail trail) {
        String name = level.container();
        String prefix = level.prefix();
        ContainerRef container = accounts.container(visit, name);
        ListBlobs command = ListBlobs.of(container)
                .withPrefix(prefix + level.begins())
                .withDelimiter("/")
                .withMarker(trail.marker())
                .withMaxResults(ROWS);
        BlobPage page = visit.pass(
                accounts.in(visit, container, Service.BLOB, Action.LIST)
                        .withObject(name + "/" + prefix + level.begins()),
                services.blobs().listBlobs(command));
        List<ContainerView.Row> rows = new ArrayList<>();
        for (BlobItem item : page.items()) {
            rows.add(row(visit, name, prefix, item));
        }
        ContainerView view = new ContainerView(
                crumbs(visit, name, prefix),
                here(name, prefix),
                prefix,
                seek(level, trail, page),
                rows,
                pager(visit, level, trail, page),
                Address.of("/containers").segment(name) + "/blobs",
                Address.of("/ledger").with("box", name).toString(),
                visit.foresees(accounts.in(visit, container, Service.BLOB, Action.WRITE)));
        return Answer.page("container", title(name, prefix), Section.FILES, view);
    }

    private static String title(String container, String prefix) {
        String where = FileName.text(container);
        return prefix.isEmpty() ? where : FileName.line(last(prefix)) + " \u00b7 " + where;
    }

    /// Names are looked for by how they begin where there are more than one page of them.
    private static ContainerView.Seek seek(Level level, Trail trail, BlobPage page) {
        boolean many = !page.nextMarker().isEmpty()
                || !trail.isStart()
                || !level.begins().isEmpty();
        String here = Address.of("/containers").segment(level.container()).toString();
        return new ContainerView.Seek(
                many,
                here,
                level.begins(),
                new Level(level.container(), level.prefix(), "").address().toString());
    }

    private static ContainerView.Row row(Visit visit, String container, String prefix, BlobItem item) {
        String shown = item.name().substring(prefix.length());
        return switch (item) {
            case BlobItem.Prefix(String name) ->
                new ContainerView.Row(
                        true,
                        FileName.html(shown),
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
        return FileName.html(last(prefix));
    }

    /// The last step of a prefix, without a slash.
    private static String last(String prefix) {
        String level = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return level.substring(level.lastIndexOf('/') + 1);
    }

    private static Pager pager(Visit visit, Level level, Trail trail, BlobPage page) {
        String next = page.nextMarker();
        return new Pager(
                page.items().isEmpty()
                        ? ""
                        : visit.say("container.shown", page.items().size()),
                trail.isStart() || trail.before().filter(Trail::isStart).isPresent()
                        ? ""
                        : level.address().toString(),
                trail.before()
                        .map(before -> before.onto(level.address()).toString())
                        .orElse(""),
                visit.say("pager.back"),
                next.isEmpty() ? "" : trail.then(next).onto(level.address()).toString(),
                visit.say("pager.next", ROWS));
    }
}
