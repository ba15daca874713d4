package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobPage;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.amana.blob.ListBlobs;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.amana.web.console.Answer.Html;
import org.amana.web.console.ListOrder.Head;
import org.amana.web.console.view.Column;
import org.amana.web.console.view.ContainerView;
import org.amana.web.console.view.Crumb;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.Pager;
import org.amana.web.console.view.Way;

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
        Optional<Answer> elsewhere = Vetted.of(visit)
                .words("sort", ListOrder.words(LevelOrder.values()))
                .number("page", 1, Integer.MAX_VALUE)
                .elsewhere();
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Level level = Level.of(parts.getFirst(), visit.query());
        return level.order() == LevelOrder.NAME
                ? page(visit, level, Trail.of(visit.query()))
                : sorted(visit, level, (int) visit.query().number("page", 1, Integer.MAX_VALUE, 1));
    }

    /// The first page of a level, by name.
    Html page(Visit visit, Level level) {
        return page(visit, level.in(LevelOrder.NAME), Trail.START);
    }

    /// The first page of a level as the answer to a form that has changed nothing, and may be sent again.
    Html unchanged(Visit visit, Level level) {
        Html page = page(visit, level);
        return new Html(422, page.template(), page.title(), page.section(), page.view());
    }

    private Html page(Visit visit, Level level, Trail trail) {
        BlobPage page = listed(visit, level, trail.marker(), ROWS);
        boolean isWhole = page.nextMarker().isEmpty() && trail.isStart();
        return html(visit, level, isWhole, page.items(), pager(visit, level, trail, page));
    }

    /// Another order than that of names is one of all names there, which one look can list.
    private Answer sorted(Visit visit, Level level, int number) {
        BlobPage all = listed(visit, level, "", ListBlobs.MOST_RESULTS);
        if (!all.nextMarker().isEmpty()) {
            visit.tell(Mark.OPEN, visit.say("container.too-many", ListBlobs.MOST_RESULTS));
            return Answer.to(level.in(LevelOrder.NAME).address());
        }
        Slice<BlobItem> slice = Slice.of(level.order().sorted(all.items()), number, ROWS);
        if (slice.number() < number) {
            visit.tell(Mark.OPEN, visit.say("remark.last-page"));
        }
        Pager pager = slice.pager(visit, "container.span", page -> numbered(level, page), ROWS);
        return html(visit, level, slice.isWhole(), slice.rows(), pager);
    }

    private static String numbered(Level level, int page) {
        return level.address()
                .with("page", page <= 1 ? "" : Integer.toString(page))
                .toString();
    }

    private BlobPage listed(Visit visit, Level level, String marker, int most) {
        ContainerRef container = accounts.container(visit, level.container());
        String beginning = level.prefix() + level.begins();
        return visit.pass(
                accounts.in(visit, container, Service.BLOB, Action.LIST)
                        .withObject(level.container() + "/" + beginning),
                services.blobs()
                        .listBlobs(ListBlobs.of(container)
                                .withPrefix(beginning)
                                .withDelimiter("/")
                                .withMarker(marker)
                                .withMaxResults(most)));
    }

    /// @param isWhole whether what is shown is all that is there
    private Html html(Visit visit, Level level, boolean isWhole, List<BlobItem> items, Pager pager) {
        String name = level.container();
        String prefix = level.prefix();
        ContainerRef container = accounts.container(visit, name);
        boolean mayDelete = visit.foresees(accounts.in(visit, container, Service.BLOB, Action.DELETE));
        List<ContainerView.Row> rows = new ArrayList<>();
        for (BlobItem item : items) {
            rows.add(row(visit, level, item, mayDelete));
        }
        ContainerView view = new ContainerView(
                crumbs(visit, name, prefix),
                level.here(),
                prefix,
                seek(level, isWhole),
                columns(visit, level),
                rows,
                new ContainerView.Choosing(
                        mayDelete && items.stream().anyMatch(BlobItem.Blob.class::isInstance),
                        ChosenFiles.address(name).toString(),
                        level.fields()),
                pager,
                Address.of("/containers").segment(name) + "/blobs",
                Address.of("/ledger").with("box", name).toString(),
                visit.foresees(accounts.in(visit, container, Service.BLOB, Action.WRITE)),
                mayDelete ? deletion(visit, level, items) : Way.NONE);
        return Answer.page("container", title(level), Section.FILES, view);
    }

    /// Where all of the level is deleted: the container at its top, and a folder with something in it.
    private static Way deletion(Visit visit, Level level, List<BlobItem> items) {
        if (level.prefix().isEmpty()) {
            return new Way(ContainerDeletion.address(level.container()).toString(), visit.say("container.delete"));
        }
        return items.isEmpty() || !level.prefix().endsWith("/")
                ? Way.NONE
                : new Way(FolderDeletion.address(level).toString(), visit.say("folder.delete"));
    }

    /// What the files of a level go by, and where their order leads next.
    private static List<Column> columns(Visit visit, Level level) {
        return Stream.of(
                        Head.up(visit.say("name"), LevelOrder.NAME, LevelOrder.NAME_BACKWARDS),
                        Head.down(visit.say("size"), LevelOrder.LARGEST, LevelOrder.SMALLEST),
                        Head.down(visit.say("changed"), LevelOrder.NEWEST, LevelOrder.OLDEST))
                .map(head -> head.column(level.order(), order -> level.in(order).address()))
                .toList();
    }

    private static String title(Level level) {
        String where = FileName.text(level.container());
        return level.prefix().isEmpty() ? where : FileName.line(level.name()) + " \u00b7 " + where;
    }

    /// Names are looked for by how they begin where there are more than one page of them.
    private static ContainerView.Seek seek(Level level, boolean isWhole) {
        return new ContainerView.Seek(
                !isWhole || !level.begins().isEmpty(),
                Address.of("/containers").segment(level.container()).toString(),
                level.begins(),
                level.order().word(),
                level.whole().address().toString());
    }

    private static ContainerView.Row row(Visit visit, Level level, BlobItem item, boolean mayDelete) {
        String container = level.container();
        String shown = item.name().substring(level.prefix().length());
        return switch (item) {
            case BlobItem.Prefix(String name) ->
                new ContainerView.Row(
                        true,
                        FileName.html(shown),
                        Level.of(container, name).in(level.order()).address().toString(),
                        visit.say("folder"),
                        "",
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
                        Dates.shortDate(blob.properties().lastModified(), visit.lang()),
                        mayDelete ? SeenFile.said(blob) : "");
        };
    }

    /// The address of a file's page. The name stands in the query, where nothing normalises it.
    static Address file(String container, String name) {
        return Address.of("/file").with("container", container).with("name", name);
    }

    /// The address of the page of a blob, of one of its snapshots, or of a version.
    static Address file(BlobRef blob) {
        return naming("/file", blob);
    }

    /// Another address that names a blob as its page does.
    static Address naming(String path, BlobRef blob) {
        return Address.of(path)
                .with("container", blob.container().name().value())
                .with("name", blob.name().value())
                .with("snapshot", blob.snapshot().toString())
                .with("version", blob.version().toString());
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
