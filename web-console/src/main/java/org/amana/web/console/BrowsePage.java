package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobPage;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.amana.blob.ListBlobs;
import org.amana.blob.ListInclude;
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
                .words(Level.DELETED, Set.of(Level.SHOWN))
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
        ListBlobs command = ListBlobs.of(container)
                .withPrefix(beginning)
                .withDelimiter("/")
                .withMarker(marker)
                .withMaxResults(most);
        return visit.pass(
                accounts.in(visit, container, Service.BLOB, Action.LIST)
                        .withObject(level.container() + "/" + beginning),
                services.blobs()
                        .listBlobs(
                                level.deleted()
                                        ? command.withInclude(ListInclude.DELETED, ListInclude.DELETED_WITH_VERSIONS)
                                        : command));
    }

    /// @param isWhole whether what is shown is all that is there
    private Html html(Visit visit, Level level, boolean isWhole, List<BlobItem> items, Pager pager) {
        String name = level.container();
        ContainerRef container = accounts.container(visit, name);
        boolean mayWrite = visit.foresees(accounts.in(visit, container, Service.BLOB, Action.WRITE));
        boolean mayDelete = visit.foresees(accounts.in(visit, container, Service.BLOB, Action.DELETE));
        // With what is deleted in sight one restores, without it one deletes.
        boolean mayChoose = level.deleted() ? mayWrite : mayDelete;
        List<ContainerView.Row> rows = new ArrayList<>();
        for (BlobItem item : items) {
            rows.add(row(visit, level, container, item, mayChoose));
        }
        ContainerView view = new ContainerView(
                crumbs(visit, level),
                level.here(),
                level.prefix(),
                seek(level, isWhole),
                columns(visit, level),
                rows,
                new ContainerView.Choosing(
                        rows.stream().anyMatch(row -> !row.choice().isEmpty()),
                        level.deleted(),
                        (level.deleted() ? ChosenRestoration.address(name) : ChosenFiles.address(name)).toString(),
                        level.fields()),
                pager,
                Address.of("/containers").segment(name) + "/blobs",
                Address.of("/ledger").with("box", name).toString(),
                new Way(
                        level.withDeleted(!level.deleted()).address().toString(),
                        visit.say(level.deleted() ? "deleted.hide" : "deleted.show")),
                level.deleted() && rows.stream().allMatch(row -> row.gone().isEmpty())
                        ? Safekeeping.of(visit, services.blobs()).noFiles(visit)
                        : "",
                mayWrite,
                wayOfAll(visit, level, items, mayChoose));
        return Answer.page("container", title(level), Section.FILES, view);
    }

    /// Where all of the level is deleted, the container at its top, and a folder with something in it; or
    /// restored.
    private static Way wayOfAll(Visit visit, Level level, List<BlobItem> items, boolean may) {
        boolean isFolder = level.prefix().endsWith("/");
        if (!may || (!level.prefix().isEmpty() && !isFolder) || (isFolder && items.isEmpty())) {
            return Way.NONE;
        }
        if (level.deleted()) {
            return items.isEmpty()
                    ? Way.NONE
                    : new Way(FolderRestoration.address(level).toString(), visit.say("folder.restore"));
        }
        return isFolder
                ? new Way(FolderDeletion.address(level).toString(), visit.say("folder.delete"))
                : new Way(ContainerDeletion.address(level.container()).toString(), visit.say("container.delete"));
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
                level.whole().fields(),
                level.whole().address().toString());
    }

    /// @param mayChoose whether files may be chosen: those to be restored where these are shown, else those
    ///                  to be deleted
    private static ContainerView.Row row(
            Visit visit, Level level, ContainerRef container, BlobItem item, boolean mayChoose) {
        Optional<DeletedFile> deleted = DeletedFile.of(container, item);
        return switch (item) {
            case BlobItem.Prefix(String name) ->
                new ContainerView.Row(
                        true,
                        shown(level, item),
                        level.down(name).address().toString(),
                        "",
                        visit.say("folder"),
                        "",
                        "",
                        "");
            case BlobItem.OnlyVersions blob -> file(visit, level, item, blob.properties(), deleted, mayChoose, "");
            case BlobItem.Blob blob ->
                file(visit, level, item, blob.properties(), deleted, mayChoose, SeenFile.said(blob));
        };
    }

    /// @param seen how a form says that it is to be deleted
    private static ContainerView.Row file(
            Visit visit,
            Level level,
            BlobItem item,
            BlobProperties properties,
            Optional<DeletedFile> deleted,
            boolean mayChoose,
            String seen) {
        String choice = level.deleted() ? deleted.map(DeletedFile::said).orElse("") : seen;
        return new ContainerView.Row(
                false,
                shown(level, item),
                file(level.container(), item.name()).toString(),
                DeletedFile.told(visit, item),
                visit.say(Kinds.key(properties.headers().contentType())),
                Numbers.size(properties.length(), visit.lang()),
                Dates.shortDate(properties.lastModified(), visit.lang()),
                mayChoose ? choice : "");
    }

    private static Markup shown(Level level, BlobItem item) {
        return FileName.html(item.name().substring(level.prefix().length()));
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

    /// The way down to a level, the container first. What is shown of them stays the same.
    static List<Crumb> crumbs(Visit visit, Level level) {
        String prefix = level.prefix();
        List<Crumb> crumbs = new ArrayList<>();
        crumbs.add(new Crumb(Markup.text(visit.say("nav.files")), "/containers"));
        if (!prefix.isEmpty()) {
            crumbs.add(crumb(level, ""));
        }
        for (int slash = prefix.indexOf('/');
                slash >= 0 && slash < prefix.length() - 1;
                slash = prefix.indexOf('/', slash + 1)) {
            crumbs.add(crumb(level, prefix.substring(0, slash + 1)));
        }
        return crumbs;
    }

    private static Crumb crumb(Level level, String prefix) {
        Level above = level.down(prefix).in(LevelOrder.NAME);
        return new Crumb(above.here(), above.address().toString());
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
