package org.amana.web.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.amana.web.console.view.*;
import org.amana.web.console.view.Page.CheckpointLine;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.Page.SignedIn;

/// Every page with hand-made data, in both languages. `main` writes them to a folder, to be looked at.
final class Gallery {
    private final Templates templates = new Templates();
    private final Assets assets = new Assets();
    private final Lang lang;
    private final Words words;
    private final String theme;

    Gallery(Lang lang, String theme) {
        this.lang = lang;
        this.words = Words.in(lang);
        this.theme = theme;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        for (Lang lang : Lang.values()) {
            for (String theme : List.of("light", "dark")) {
                new Gallery(lang, theme).write(folder);
            }
        }
    }

    void write(Path folder) throws IOException {
        for (String name : names()) {
            Path file = folder.resolve(name + "." + lang.tag() + "." + theme + ".html");
            Files.createDirectories(folder);
            Files.write(file, html(name));
        }
        for (String path : assets.paths()) {
            Path file = folder.resolve(path.substring(1));
            Files.createDirectories(file.getParent());
            Files.write(file, assets.at(path).orElseThrow().bytes());
        }
    }

    static List<String> names() {
        return List.of(
                "overview",
                "overview-empty",
                "containers",
                "container",
                "container-deleted",
                "deletion",
                "deletion-container",
                "restoration",
                "job",
                "job-over",
                "file",
                "file-text",
                "file-deleted",
                "search",
                "search-none",
                "ledger",
                "ledger-outside",
                "entry",
                "purposes",
                "purpose",
                "connect",
                "status",
                "sign-in",
                "sign-in-link",
                "session",
                "refused",
                "failed");
    }

    byte[] html(String name) {
        return switch (name) {
            case "overview" -> templates.render("overview", page(Section.OVERVIEW, "overview"), overview());
            case "overview-empty" -> templates.render("overview", page(Section.OVERVIEW, "overview"), emptyOverview());
            case "containers" -> templates.render("containers", page(Section.FILES, "nav.files"), containers());
            case "container" -> templates.render("container", page(Section.FILES, "nav.files"), container(false));
            case "container-deleted" ->
                templates.render("container", page(Section.FILES, "nav.files"), container(true));
            case "deletion" -> templates.render("confirmation", page(Section.FILES, "nav.files"), deletion(false));
            case "deletion-container" ->
                templates.render("confirmation", page(Section.FILES, "nav.files"), deletion(true));
            case "restoration" -> templates.render("confirmation", page(Section.FILES, "nav.files"), restoration());
            case "job" -> templates.render("job", page(Section.FILES, "nav.files"), job(true));
            case "job-over" -> templates.render("job", page(Section.FILES, "nav.files"), job(false));
            case "file" -> templates.render("file", page(Section.FILES, "file"), file(true));
            case "file-text" -> templates.render("file", page(Section.FILES, "file"), file(false));
            case "file-deleted" -> templates.render("deleted", page(Section.FILES, "file"), deletedFile());
            case "search" -> templates.render("search", page(Section.SEARCH, "nav.search"), search());
            case "search-none" -> templates.render("search", page(Section.SEARCH, "nav.search"), noHits());
            case "ledger" -> templates.render("ledger", page(Section.LEDGER, "nav.ledger"), ledger());
            case "ledger-outside" -> templates.render("ledger", outside(Section.LEDGER, "nav.ledger"), ledger());
            case "entry" -> templates.render("entry", page(Section.LEDGER, "nav.ledger"), entry());
            case "purposes" -> templates.render("purposes", page(Section.PURPOSES, "nav.purposes"), purposes());
            case "purpose" -> templates.render("purpose", page(Section.PURPOSES, "nav.purposes"), purpose());
            case "connect" -> templates.render("connect", page(Section.CONNECT, "nav.connect"), connect());
            case "status" -> templates.render("status", page(Section.STATUS, "nav.status"), status());
            case "sign-in" ->
                templates.render(
                        "sign-in",
                        outside(Section.NONE, "sign-in"),
                        new SignInView(List.of(), "archive", words.say("sign-in.wrong"), true, "", "/"));
            case "sign-in-link" ->
                templates.render(
                        "sign-in",
                        outside(Section.NONE, "sign-in"),
                        new SignInView(List.of("t0k3n"), "", "", words.say("sign-in.ended"), "/"));
            case "session" -> templates.render("session", page(Section.NONE, "session"), session());
            case "refused" ->
                templates.render(
                        "answer",
                        page(Section.FILES, "refusal.title"),
                        new AnswerView(
                                Mark.REFUSE,
                                words.say("refusal.because", words.say("refusal.code.purpose-forbids-action")),
                                words.html(
                                        "refusal.read-none",
                                        Markup.link("/ledger/48213140", Markup.token("48,213,140"))),
                                List.of(new AnswerView.Rule(
                                        Markup.text(words.say("rule.action")), "baseline/forbid/action@1")),
                                "/session",
                                words.say("refusal.other")));
            case "failed" ->
                templates.render(
                        "answer",
                        page(Section.NONE, "failure.ledger"),
                        new AnswerView(
                                Mark.OPEN,
                                words.say("failure.ledger"),
                                Markup.text(words.say("failure.ledger.then")),
                                List.of(),
                                "/",
                                words.say("failure.back")));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Page page(Section section, String title) {
        PurposeBar bar = new PurposeBar(
                "P-31",
                en("Index of court exhibits", "فهرسة معروضات المحكمة"),
                words.say("purpose.day", Numbers.size(412_000_000_000L, lang), Numbers.size(2_000_000_000_000L, lang)),
                Bar.of(412, 2000),
                false);
        ReceiptView receipt = new ReceiptView(
                words.say("receipt.page"),
                words.say("receipt.reads", 6, "P-31"),
                List.of(48_213_095L, 48_213_100L),
                words.say("receipt.sealed"));
        return new Page(
                words,
                theme,
                words.say(title),
                "/?x=1",
                false,
                assets.prefix(),
                "csrf",
                new SignedIn(
                        section,
                        bar,
                        en("Rana Haddad", "رنا حداد"),
                        "national-archive",
                        section == Section.STATUS ? Set.of(Section.SEARCH) : Set.of(),
                        new CheckpointLine("48,213,109"),
                        2,
                        List.of(new Page.Work(
                                words.say("job.goes-on", words.say("job.deletes", 1_000), 312), "/work/1")),
                        List.of(
                                new Told(
                                        lang,
                                        Mark.ALLOW,
                                        words.say("upload.stored", 1),
                                        List.of(FileName.html("محضر.pdf")),
                                        words.html(
                                                "receipt.entries", 1, ReceiptView.links(List.of(48_213_095L), lang))),
                                new Told(
                                        lang,
                                        Mark.REFUSE,
                                        words.say("upload.not-stored", 1),
                                        List.of(FileName.html("too-big.bin")
                                                .and(Markup.text(": " + words.say("failure.full")))),
                                        Markup.EMPTY)),
                        receipt));
    }

    private Page outside(Section section, String title) {
        return new Page(
                words,
                theme,
                words.say(title),
                "/ledger",
                false,
                assets.prefix(),
                "",
                new Page.Outside(section, ReceiptView.none(words)));
    }

    private String en(String english, String arabic) {
        return lang == Lang.EN ? english : arabic;
    }

    private AreaChart chart() {
        List<LocalDate> days = new ArrayList<>();
        List<List<Long>> values = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int day = 0; day < 184; day++) {
            days.add(LocalDate.of(2026, 5, 24).plusDays(day));
            values.get(0).add((188 + (long) (514 / (1 + Math.exp((110 - day) / 15.0)))) * 1_000_000_000_000L);
            values.get(1).add((long) ((day < 48 ? 0 : 261 * (1 - Math.exp((48 - day) / 60.0))) * 1_000_000_000_000L));
            values.get(2).add((92 + (day > 105 ? 226 : day)) * 1_000_000_000_000L);
            values.get(3).add((132 - day / 11) * 1_000_000_000_000L);
        }
        List<AreaDrawing.Series> series = List.of(
                new AreaDrawing.Series(FileName.html("broadcast-tapes"), "c1", values.get(0)),
                new AreaDrawing.Series(FileName.html("civil-registry"), "c2", values.get(1)),
                new AreaDrawing.Series(FileName.html("court-exhibits"), "c3", values.get(2)),
                new AreaDrawing.Series(Markup.text(words.say("overview.else")), "c4", values.get(3)));
        AreaDrawing drawing = new AreaDrawing(days, series, lang);
        return new AreaChart(
                words.say(
                        "overview.grew",
                        Numbers.size(412_000_000_000_000L, lang),
                        Numbers.size(1_396_000_000_000_000L, lang),
                        183),
                words.say(
                        "overview.measure",
                        drawing.unit(),
                        Dates.date(days.getFirst(), lang),
                        Dates.date(days.getLast(), lang)),
                words.say(
                        "overview.shape",
                        "412",
                        Dates.date(days.getFirst(), lang),
                        "1,396",
                        Dates.date(days.getLast(), lang)),
                drawing.paint(),
                drawing.heights(),
                drawing.dayTicks(),
                drawing.labels(),
                List.of(new AreaChart.Event(
                        drawing.eventPlace(LocalDate.of(2026, 7, 11)), 1, Markup.text("11 Jul: P-40"))));
    }

    private OverviewView overview() {
        return new OverviewView(
                List.of(
                        new StripFigure(
                                words.say("overview.held"),
                                Numbers.size(1_396_000_000_000_000L, lang),
                                words.say("overview.held.change", Numbers.signedSize(984_000_000_000_000L, lang), 183)),
                        new StripFigure(
                                words.say("overview.files"), "38,214", words.say("overview.in-containers", 214)),
                        new StripFigure(
                                words.say("overview.accesses-7"),
                                "412,806",
                                words.say("overview.accesses-7.purposes", 6)),
                        new StripFigure(words.say("refused"), "1,934", Numbers.percent(.0047)),
                        new StripFigure(words.say("overview.parked"), "3", words.say("overview.parked.some", 3))),
                new OverviewView.Grown(
                        chart(),
                        words.html("overview.exact", Markup.token("0\u201348,213,109")),
                        Dates.date(LocalDate.of(2026, 5, 24), lang),
                        List.of(
                                new OverviewView.GrowthRow(
                                        FileName.html("broadcast-tapes"),
                                        "P-22",
                                        "",
                                        Numbers.signedSize(514L << 40, lang),
                                        "/ledger?box=c60c7d5690a63ec20"),
                                new OverviewView.GrowthRow(
                                        FileName.html("civil-registry"),
                                        "P-40",
                                        "",
                                        Numbers.signedSize(261L << 40, lang),
                                        "/ledger?box=c0fd8447bcbf207e0"),
                                new OverviewView.GrowthRow(
                                        Markup.text(words.say("overview.else")),
                                        "",
                                        words.say("overview.more-purposes", 14),
                                        Numbers.signedSize(-17L << 20, lang),
                                        "")),
                        Numbers.signedSize(984L << 40, lang),
                        words.html(
                                "overview.sum",
                                Numbers.size(412_000_000_000_000L, lang),
                                Numbers.size(1_041_000_000_000_000L, lang),
                                Numbers.size(57_000_000_000_000L, lang),
                                Markup.strong(Markup.text(Numbers.size(1_396_000_000_000_000L, lang))))),
                List.of(
                        purposeRow(
                                "P-22", en("Digitise broadcast tapes", "رقمنة أشرطة البث"), 201_344, 100, 212, false),
                        purposeRow(
                                "P-31", en("Index of court exhibits", "فهرسة معروضات المحكمة"), 118_902, 59, 871, true),
                        purposeRow(
                                "P-40",
                                en("Repair of civil registry scans", "ترميم صور السجل المدني"),
                                61_077,
                                30,
                                640,
                                false),
                        purposeRow(
                                "P-12",
                                en("Reporting on the harbour tender", "تقصٍّ عن مناقصة المرفأ"),
                                430,
                                0.2,
                                0,
                                false)),
                new OverviewView.Refusals(
                        List.of(
                                new OverviewView.RefusalRow(
                                        words.say("rule.action"), "baseline/forbid/outside-purpose@1", "902"),
                                new OverviewView.RefusalRow(words.say("rule.bulk"), "baseline/forbid/bulk@1", "611")),
                        "",
                        ""),
                List.of(
                        new OverviewView.JobRow(
                                en("Read text", "قراءة النصوص"),
                                "Tesseract 5.5",
                                "71%",
                                words.say("job.files", 18_240, 25_690),
                                Bar.of(71, 100),
                                false,
                                en("2 h 10 min", "ساعتان و10 دقائق")),
                        new OverviewView.JobRow(
                                en("Unpack", "فك"),
                                "Tika 3.3",
                                "52%",
                                words.say("job.files", 214, 412),
                                Bar.of(52, 100),
                                true,
                                en("Paused: disk full", "متوقف: القرص ممتلئ"))),
                List.of(new OverviewView.Waiting(
                        words.say("overview.expires", "P-22", "26 Nov 2026"),
                        words.say("overview.expires.told", en("Digitise broadcast tapes", "رقمنة أشرطة البث")),
                        "/purposes/P-22",
                        words.say("overview.see"))),
                true);
    }

    private OverviewView.PurposeRow purposeRow(
            String id, String title, long accesses, double share, long refused, boolean now) {
        List<Long> days = new ArrayList<>();
        for (int day = 0; day < 14; day++) {
            days.add((long) (accesses / 20.0 * (1 + Math.sin(day * 1.7))));
        }
        return new OverviewView.PurposeRow(
                id,
                title,
                Numbers.count(accesses),
                new Bar(share),
                Numbers.size(accesses * 54_321, lang),
                Numbers.count(refused),
                new Spark(days),
                "/ledger?kind=access&purpose=" + id,
                now);
    }

    private OverviewView emptyOverview() {
        return new OverviewView(
                List.of(new StripFigure(words.say("overview.held"), Numbers.size(0, lang), "")),
                new OverviewView.NothingStored(),
                List.of(),
                new OverviewView.Refusals(
                        List.of(), words.say("overview.refusals.calm"), words.say("overview.refusals.never")),
                List.of(),
                List.of(),
                true);
    }

    private ContainersView containers() {
        return new ContainersView(
                List.of(
                        new Column(words.say("container"), "/containers", ""),
                        new Column(words.say("files"), "/containers?sort=fewest-files", "descending"),
                        new Column(words.say("size"), "/containers?sort=largest", ""),
                        new Column(words.say("changed"), "/containers?sort=newest", "")),
                List.of(
                        new ContainersView.Row(
                                FileName.html("court-exhibits-2019"),
                                "",
                                gone(),
                                List.of(new ContainersView.Restore(
                                        "/containers/court-exhibits-2019/restore", "court-exhibits-2019", "1")),
                                "38,214",
                                Numbers.size(318_000_000_000L, lang),
                                List.of(words.say("class.personal")),
                                Dates.shortDate(java.time.Instant.parse("2026-11-23T14:07:00Z"), lang)),
                        new ContainersView.Row(
                                FileName.html("ministry-letters"),
                                "/containers/ministry-letters",
                                "",
                                List.of(),
                                "904",
                                Numbers.size(18_000_000_000L, lang),
                                List.of(words.say("class.special"), words.say("class.communications")),
                                Dates.shortDate(java.time.Instant.parse("2026-11-20T14:07:00Z"), lang))),
                new Pager(words.say("containers.counts", 2), "", "", "", ""),
                new Way("/containers", words.say("deleted.hide-containers")),
                "",
                List.of(new ContainersView.ClassChoice("PERSONAL", words.say("class.personal"), true)),
                new ContainersView.NameForm("Bad Name", words.say("containers.name.wrong")),
                true);
    }

    private ContainerView container(boolean deleted) {
        List<ContainerView.Row> rows = new ArrayList<>();
        rows.add(new ContainerView.Row(
                true, FileName.html("الصندوق 41"), "/containers/c?prefix=x", "", words.say("folder"), "", "", ""));
        for (String name : List.of(
                "محضر جلسة 2018-03-14 (Berth 9) v2.pdf",
                "Annex_C_unit-rates_FINAL(3).xlsx.pdf",
                "invoice\u202efdp.exe",
                "a name that is very long and has no place to break because_it_is_one_single_word_of_more_than_eighty_characters.tif")) {
            rows.add(new ContainerView.Row(
                    false,
                    FileName.html(name),
                    "/file?container=c&name=x",
                    deleted && name.length() < 40 ? gone() : "",
                    words.say("kind.pdf"),
                    Numbers.size(4_200_000, lang),
                    "12 Sep 2026",
                    !deleted ? "0x8D " + name : name.length() < 40 ? "- " + name : ""));
        }
        return new ContainerView(
                List.of(
                        new Crumb(Markup.text(words.say("nav.files")), "/containers"),
                        new Crumb(FileName.html("court-exhibits-2019"), "/containers/court-exhibits-2019")),
                FileName.html("الصندوق 41"),
                "الصندوق 41/",
                new ContainerView.Seek(
                        true,
                        "/containers/c",
                        "محضر",
                        List.of(new Hidden("sort", "largest")),
                        "/containers/c?prefix=x"),
                List.of(
                        new Column(words.say("name"), "/containers/c", ""),
                        new Column(words.say("size"), "/containers/c?sort=smallest", "descending"),
                        new Column(words.say("changed"), "/containers/c?sort=newest", "")),
                rows,
                new ContainerView.Choosing(
                        true, deleted, "/containers/c/chosen", List.of(new Hidden("sort", "largest"))),
                new Pager(
                        words.say("container.shown", 5),
                        "/containers/c",
                        "/containers/c?marker=w",
                        words.say("pager.back"),
                        "/containers/c?marker=x",
                        words.say("pager.next", 200)),
                "/containers/court-exhibits-2019/blobs",
                "/ledger?box=court-exhibits-2019",
                new Way("/containers/c?deleted=shown", words.say(deleted ? "deleted.hide" : "deleted.show")),
                "",
                true,
                new Way("/containers/court-exhibits-2019/folder?prefix=x%2F", words.say("folder.delete")));
    }

    private JobView job(boolean running) {
        return new JobView(
                List.of(new Crumb(Markup.text(words.say("nav.files")), "/containers")),
                words.say("job.deletes", 1_000),
                running,
                312,
                1_000,
                words.say("job.files", 312, 1_000),
                running ? words.say("job.minutes", 2) : "",
                running ? words.say("job.spoken", words.say("job.deletes", 1_000), "30%") : "",
                "/work/1",
                FileName.html("الصندوق 41"),
                "/containers/court-exhibits-2019?prefix=x");
    }

    private ConfirmationView deletion(boolean container) {
        String name = "court-exhibits-2019";
        return new ConfirmationView(
                ConfirmationView.Kind.DELETION,
                List.of(new Crumb(FileName.html(name), "/containers/" + name)),
                container
                        ? words.html("container.delete.title", FileName.html(name))
                        : Markup.text(words.say("chosen.title", 2)),
                words.say(container ? "container.delete.told" : "chosen.told", 2),
                container ? List.of(new FileView.Fact(words.say("files"), Markup.text("38,214"))) : List.of(),
                container ? List.of() : List.of(FileName.html("محضر جلسة 2018-03-14.pdf"), FileName.html("a.tif")),
                List.of(new Hidden("blob", "0x8D a.tif")),
                container
                        ? new ConfirmationView.Typing(
                                words.html("container.delete.hint", Markup.token(name)),
                                "court",
                                words.say("container.delete.other"))
                        : ConfirmationView.Typing.NONE,
                "/containers/" + name + "/delete",
                words.say("chosen.do", 2),
                "/containers/" + name);
    }

    private ConfirmationView restoration() {
        String name = "court-exhibits-2019";
        return new ConfirmationView(
                ConfirmationView.Kind.RESTORATION,
                List.of(new Crumb(Markup.text(words.say("nav.files")), "/containers")),
                words.html("container.restore.title", FileName.html(name)),
                words.say("container.restore.told"),
                List.of(new FileView.Fact(words.say("deleted"), Markup.text(gone()))),
                List.of(),
                List.of(new Hidden("version", "1")),
                new ConfirmationView.Typing(
                        Markup.text(words.say("container.restore.hint")),
                        name,
                        words.say("containers.name.exists", name)),
                "/containers/" + name + "/restore",
                words.say("restore"),
                "/containers?deleted=shown");
    }

    private String gone() {
        java.time.Instant at = java.time.Instant.parse("2026-11-23T14:07:00Z");
        return words.say(
                "deleted.until", Dates.moment(at, lang), Dates.moment(at.plus(java.time.Duration.ofDays(7)), lang));
    }

    private FileView.Versions versions() {
        return new FileView.Versions(
                List.of(
                        new FileView.Snapshot(
                                words.say("file.version.current"),
                                "/file",
                                "12 Sep 2026",
                                "4.2 MiB",
                                "0x8DE…7e04",
                                "",
                                true,
                                List.of()),
                        new FileView.Snapshot(
                                words.say("file.version.previous"),
                                "/file?version=1",
                                "11 Sep 2026",
                                "3.9 MiB",
                                "0x8DE…11d9",
                                "",
                                false,
                                List.of(new Hidden("version", "1"))),
                        new FileView.Snapshot(
                                words.say("file.version.snapshot"),
                                "",
                                "10 Sep 2026",
                                "3.8 MiB",
                                "0x8DE…0ab1",
                                gone(),
                                false,
                                List.of())),
                List.of(new Hidden("container", "c"), new Hidden("name", "n"), new Hidden("etag", "0x8D")),
                words.say("replaced.not"),
                true,
                true);
    }

    private DeletedView deletedFile() {
        return new DeletedView(
                List.of(
                        new Crumb(Markup.text(words.say("nav.files")), "/containers"),
                        new Crumb(FileName.html("court-exhibits-2019"), "/containers/court-exhibits-2019")),
                FileName.html("محضر جلسة 2018-03-14 (Berth 9) v2.pdf"),
                Markup.text(words.say("kind.pdf") + " · " + Numbers.size(4_200_000, lang)),
                gone(),
                words.say("file.deleted.undelete"),
                List.of(new Hidden("container", "c"), new Hidden("name", "n")),
                versions(),
                use());
    }

    private FileView file(boolean image) {
        List<FileView.Frame> film = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            film.add(new FileView.Frame("/file?page=" + i, String.valueOf(i), "", i == 4));
        }
        Markup text = new Markup(
                "اجتمعت اللجنة عند الساعة العاشرة برئاسة السيد نديم الخطيب.\n\nأولًا: واستعرضت اللجنة عرض الشركة بشأن <mark>امتياز التجريف</mark> عند <mark>الرصيف ٩</mark> ومدّته خمس سنوات قابلة للتجديد.");
        FileView.Viewer viewer = new FileView.Pages(
                4,
                11,
                words.say("viewer.at", 4, 11),
                "/file?page=3",
                "/file?page=5",
                image ? film : List.of(),
                image ? "/page.png" : "",
                620,
                820,
                new Markup(
                        "<rect class=\"hit-box\" x=\"300\" y=\"300\" width=\"200\" height=\"22\"/><rect class=\"unsure-box\" x=\"200\" y=\"400\" width=\"150\" height=\"22\"/>"),
                text,
                "ar",
                false,
                true,
                true,
                words.say("viewer.caption", 4, 11),
                List.of(new Hidden("container", "c")));
        return new FileView(
                List.of(
                        new Crumb(Markup.text(words.say("nav.files")), "/containers"),
                        new Crumb(FileName.html("court-exhibits-2019"), "/containers/court-exhibits-2019")),
                FileName.html("محضر جلسة 2018-03-14 (Berth 9) v2.pdf"),
                Markup.text(words.say("kind.pdf") + " · " + words.say("file.pages", 11) + " · "
                        + Numbers.size(4_200_000, lang)),
                List.of(new FileView.Tag(words.say("class.personal"), false), new FileView.Tag("legal hold", true)),
                "/file/download?x",
                new FileView.Deletion(true, "c", "n", "0x8D", words.say("file.delete.told")),
                new FileView.Hold(
                        true, "on", words.say("file.hold"), words.say("file.hold.told"), words.say("file.hold.do")),
                viewer,
                List.of(new FileView.Player("/file/play?x", true)),
                image ? Markup.EMPTY : Markup.text(words.say("reason.password")),
                List.of(
                        new FileView.Found(
                                words.say("insight.text"),
                                "Tesseract 5.5.2, ara+eng",
                                Markup.text(words.say("file.text.found", 11, 3962)),
                                List.of(new Sure(93))),
                        new FileView.Found(
                                words.say("insight.language"),
                                "Optimaize",
                                Markup.text("Arabic"),
                                List.of(new Sure(58)))),
                versions(),
                use(),
                List.of(
                        new FileView.Fact(words.say("file.type.told"), Markup.code("application/pdf")),
                        new FileView.Fact(words.say("file.md5"), Markup.code("9f1c7e049f1c7e04"))));
    }

    private FileView.Use use() {
        List<FileView.Month> months = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            months.add(new FileView.Month(
                    "JFMAMJJASOND".substring(i, i + 1), i % 4 == 3 ? 1 : 0, i % 5, i == 11 ? "+42" : ""));
        }
        return new FileView.Use(
                words.say("file.use.told"),
                words.say("file.use.label", 33, 4),
                months,
                List.of(
                        new FileView.Access(
                                "23 Nov, 14:07",
                                Markup.text(en("Rana Haddad", "رنا حداد")),
                                words.say("action.read"),
                                "P-31",
                                Markup.state(Mark.ALLOW, words.say("ledger.dec.allow")),
                                "48,213,106",
                                "48213106",
                                true),
                        new FileView.Access(
                                "20 Nov, 16:45",
                                Markup.text(words.say("file.use.sealed")),
                                words.say("action.export"),
                                "P-40",
                                Markup.state(Mark.REFUSE, words.say("ledger.dec.deny")),
                                "48,102,914",
                                "48102914",
                                false)),
                Pager.NONE);
    }

    private SearchView search() {
        return new SearchView(
                "dredging concession \"berth 9\"",
                true,
                words.say("search.how"),
                List.of(
                        new SearchView.Tab(words.say("search.all"), "234", "#", true),
                        new SearchView.Tab(words.say("filekind.image"), "22", "#", false)),
                List.of(
                        new SearchView.Tab(words.say("sort.relevance"), "", "#", true),
                        new SearchView.Tab(words.say("sort.newest"), "", "#", false)),
                List.of(
                        new SearchView.Facet(
                                words.say("facet.container"),
                                "container",
                                List.of(
                                        new SearchView.Choice("a", FileName.html("court-exhibits-2019"), "148", true),
                                        new SearchView.Choice("b", FileName.html("broadcast-tapes"), "41", false))),
                        new SearchView.Facet(
                                words.say("facet.certainty"),
                                "certainty",
                                List.of(new SearchView.Choice(
                                        "HIGH", Markup.text(words.say("certainty.high")), "188", true)))),
                2,
                "/search?q=x",
                List.of(new SearchView.Years(
                        List.of(new Histogram(List.of(
                                new Histogram.Column(2017, 12, false),
                                new Histogram.Column(2018, 61, true),
                                new Histogram.Column(2019, 30, true),
                                new Histogram.Column(2020, 0, false)))),
                        "2018",
                        "1919",
                        words.say("search.years.reversed", "2018", "1919"),
                        true,
                        true,
                        List.of(new SearchView.Choice("none", Markup.text(words.say("search.undated")), "7", false)))),
                words.say("search.withheld", 10, "P-31"),
                List.of(Markup.text(words.say("remark.some-words"))),
                Markup.EMPTY,
                List.of(),
                List.of(
                        new SearchView.Hit(
                                FileName.html("محضر جلسة 2018-03-14 (Berth 9) v2.pdf"),
                                "/file",
                                "",
                                "PDF",
                                Markup.isolated("محضر الجلسة التاسعة"),
                                List.of(),
                                Markup.text("court-exhibits-2019 / Box 41 · 14 March 2018"),
                                List.of(
                                        new SearchView.Quote(
                                                words.say("search.page", 4),
                                                "/file?page=4",
                                                new Markup(
                                                        "واستعرضت اللجنة عرض الشركة بشأن <mark>امتياز التجريف</mark> عند <mark>الرصيف 9</mark> ومدّته خمس سنوات قابلة للتجديد"),
                                                "ar"),
                                        new SearchView.Quote(
                                                words.say("search.page", 9),
                                                "/file?page=9",
                                                new Markup(
                                                        "على أن تُرفع توصية اللجنة قبل فتح مظاريف <mark>الرصيف رقم 9</mark>"),
                                                "ar")),
                                words.say("search.more", 3),
                                "Tesseract 5.5.2, ara",
                                List.of(new Sure(93))),
                        new SearchView.Hit(
                                FileName.html("Annex_C_unit-rates_FINAL(3).xlsx.pdf"),
                                "/file",
                                "",
                                "XLS",
                                new Markup("<bdi dir=\"auto\">Unit rates, <mark>berth 9</mark></bdi>"),
                                List.of(words.html(
                                        "search.from-to",
                                        Markup.isolated("Rana Haddad <rana@example.org>"),
                                        Markup.isolated("مكتب الميناء"))),
                                Markup.text("court-exhibits-2019 / Box 44 · 2 May 2018"),
                                List.of(new SearchView.Quote(
                                        words.say("search.page", 17),
                                        "/file?page=17",
                                        new Markup(
                                                "Capital <mark>dredging</mark>, <mark>berth 9</mark> basin to \u221216.5 m: 412,000 m³ at 11.40 per m³"),
                                        "en")),
                                "",
                                "",
                                List.of())),
                new Pager(words.say("search.shown", 1, 10, 181), "", "", "/search?page=2", words.say("pager.next", 10)),
                List.of(),
                words.say("search.shown", 1, 10, 181),
                true);
    }

    private SearchView noHits() {
        return new SearchView(
                "berth 19",
                true,
                words.say("search.how"),
                List.of(new SearchView.Tab(words.say("search.all"), "0", "#", true)),
                List.of(),
                List.of(),
                0,
                "",
                List.of(),
                words.say("search.withheld", 10, "P-31"),
                List.of(),
                words.html("search.nothing", Markup.isolated("berth 19"), Markup.purpose("P-31")),
                List.of(words.say("search.nothing.unread", 3)),
                List.of(),
                Pager.NONE,
                List.of(),
                "",
                false);
    }

    private LedgerView ledger() {
        List<LedgerView.Row> rows = new ArrayList<>();
        rows.add(new LedgerView.Row(
                "48213109",
                "48,213,109",
                "14:07:31",
                "23 Nov",
                words.say("kind-of.purpose"),
                "",
                "P-31",
                Markup.EMPTY,
                List.of(),
                ""));
        for (int i = 8; i > 0; i--) {
            boolean refused = i == 5;
            rows.add(new LedgerView.Row(
                    "4821310" + i,
                    "48,213,10" + i,
                    "14:07:2" + i,
                    "23 Nov",
                    words.say("kind-of.access"),
                    words.say("action.read"),
                    refused ? "P-40" : "P-31",
                    Markup.code("c-15"),
                    List.of(
                            refused
                                    ? new LedgerView.Decision(Mark.REFUSE, words.say("ledger.dec.deny"), "bulk@1")
                                    : new LedgerView.Decision(Mark.ALLOW, words.say("ledger.dec.allow"), "")),
                    words.say("ledger.out", Numbers.size(4_300_000, lang))));
        }
        return new LedgerView(
                new LedgerView.Filter(
                        "",
                        List.of(new LedgerView.Option("", words.say("ledger.any-kind"), true)),
                        List.of(new LedgerView.Option("", words.say("ledger.any-decision"), true)),
                        "",
                        List.of(new LedgerView.Option("", words.say("ledger.any-purpose"), true)),
                        "",
                        words.say("ledger.box"),
                        new LedgerView.Wrong("entry", words.say("ledger.entry.wrong", "abc", 48_213_110))),
                rows,
                "",
                new Pager(
                        words.say("ledger.newest", 9, 48_213_110),
                        "",
                        "",
                        "/ledger?before=1",
                        words.say("pager.older")),
                "amana.example/log/node-1\n48213109\nEw9bKq0o3oV6mVnF1r7sBqk8cJt5uZxQ2hLd0aRwYp4=\n\n\u2014 amana.example/log/node-1 kQ2fEw9bKq0o3oV6mVnF1r7sBqk8cJt5uZxQ2hLd0aRwYp4Ew9bKq0o3oV6mVnF1r7sBqk8cJt5uZxQ2hLd0aRwYp4==\n",
                "amana.example/log/node-1+1a2b3c4d+AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/AbCdE",
                new LedgerView.Commands(
                        "java -jar verifier.jar --url http://localhost:8080/log --key 'amana.example/log/node-1+1a2b3c4d+…'",
                        "",
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
    }

    private EntryView entry() {
        return new EntryView(
                "48102914",
                "48,102,914",
                words.say("utc", "20 Nov 2026, 16:45"),
                List.of(
                        new FileView.Fact(words.say("entry.field.kind"), Markup.text(words.say("kind-of.access"))),
                        new FileView.Fact(
                                words.say("entry.field.rule"), Markup.code("baseline/forbid/sensitive-feature@2"))),
                List.of(new FileView.Fact(words.say("entry.sealed.actor"), Markup.text("Rana Haddad"))),
                "",
                "{\"act\":\"analyze\",\"box\":\"c-15\",\"dec\":\"deny\",\"kind\":\"access\",\"pur\":\"P-31\"}",
                416,
                "/log/proof/48102914",
                true,
                "k",
                "o",
                new LedgerView.Commands(
                        "",
                        "curl -s http://localhost:8080/log/proof/48102914 | java -jar verifier.jar --proof - --key '…'",
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                "48102913",
                "48102915");
    }

    private PurposesView purposes() {
        PurposeForm form = new PurposeForm(
                "",
                "",
                "dpv:ResearchAndDevelopment",
                List.of(new PurposeForm.Choice("dpv:ResearchAndDevelopment", "ResearchAndDevelopment", true)),
                "consent",
                "court-exhibits-2019",
                "x",
                "100",
                "2027-06-30",
                "Huda Karam, منير فارس",
                List.of(
                        new PurposeForm.Choice("BLOB", words.say("service.blob"), true),
                        new PurposeForm.Choice("SEARCH", words.say("service.search"), false)),
                List.of(new PurposeForm.Choice("READ", words.say("action.read"), true)),
                List.of(),
                List.of(new PurposeForm.Choice("NONE", words.say("class.none"), true)),
                List.of(
                        new PurposeForm.Wrong(
                                "title-en", words.say("purpose.title-en"), words.say("purpose.wrong.title")),
                        new PurposeForm.Wrong(
                                "gibibytes", words.say("purpose.gibibytes"), words.say("purpose.wrong.number"))));
        return new PurposesView(
                List.of(
                        new PurposesView.Row(
                                "P-31",
                                en("Index of court exhibits", "فهرسة معروضات المحكمة"),
                                Mark.ALLOW,
                                words.say("purposes.state.active"),
                                "30 Jun 2027",
                                "3",
                                "412 GiB",
                                false,
                                true),
                        new PurposesView.Row(
                                "P-9",
                                en("Old", "قديم"),
                                Mark.NONE,
                                words.say("purposes.state.ended"),
                                "30 Jun 2026",
                                "0",
                                "0 B",
                                true,
                                false)),
                List.of(new PurposesView.Request(
                        "a1",
                        words.say("approvals.what", "P-12", "40 GiB", 500),
                        words.say("approvals.told", "Samir Odeh", "P-12", "24 Nov"),
                        true,
                        "")),
                true,
                form);
    }

    private PurposeView purpose() {
        return new PurposeView(
                "P-31",
                en("Index of court exhibits", "فهرسة معروضات المحكمة"),
                Mark.ALLOW,
                words.say("purposes.state.active"),
                List.of(new FileView.Fact(words.say("purpose.field.containers"), FileName.html("court-exhibits-2019"))),
                List.of(
                        new PurposeView.Key(
                                "K-7",
                                words.say("key.kind.access-key"),
                                "Rana Haddad",
                                Mark.ALLOW,
                                words.say("key.state.live"),
                                words.say("key.until", "30 Jun 2027"),
                                true),
                        new PurposeView.Key(
                                "K-5",
                                words.say("key.kind.access-key"),
                                "Indexer",
                                Mark.NONE,
                                words.say("key.state.ended"),
                                words.say("key.until", "30 Jun 2026"),
                                false)),
                true,
                List.of(
                        new PurposeView.Secret(
                                "K-8",
                                "archive",
                                "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0Cg==",
                                "DefaultEndpointsProtocol=http;AccountName=archive;AccountKey=c2VjcmV0…;BlobEndpoint=http://127.0.0.1:10000/archive;")),
                true,
                true,
                true,
                List.of(),
                new KeyForm(
                        "Karim Azzi",
                        "0",
                        List.of(new PurposeForm.Wrong("days", words.say("key.days"), words.say("key.wrong.days")))),
                Optional.of(MoreForm.empty(true)));
    }

    private ConnectView connect() {
        return new ConnectView(
                "archive",
                "http://127.0.0.1:10000/archive",
                "https://127.0.0.1:10443/archive",
                "/srv/amana/data/tls/certificate.pem",
                words.say("connect.told"),
                List.of(
                        new ConnectView.Client(
                                "az",
                                "az",
                                "",
                                List.of(
                                        new ConnectView.Step(
                                                words.say("connect.set"),
                                                "export AZURE_STORAGE_CONNECTION_STRING='DefaultEndpointsProtocol=http;AccountName=archive;AccountKey=KEY;BlobEndpoint=http://127.0.0.1:10000/archive;'"),
                                        new ConnectView.Step(
                                                words.say("connect.use"),
                                                "az storage blob upload --container-name court-exhibits-2019 --file a.pdf --name a.pdf"))),
                        new ConnectView.Client(
                                "java",
                                "Azure SDK for Java",
                                "",
                                List.of(new ConnectView.Step("", "new BlobServiceClientBuilder()")))));
    }

    private StatusView status() {
        return new StatusView(
                "",
                List.of(new StripFigure(
                        words.say("status.disk"), Numbers.size(41_000_000_000L, lang), words.say("status.of-data"))),
                List.of(
                        new StatusView.EngineRow("Tesseract", "5.5.2", Mark.ALLOW, words.say("status.ready"), ""),
                        new StatusView.EngineRow(
                                "FFmpeg", "", Mark.NONE, words.say("status.absent"), "apt install ffmpeg")),
                List.of(new FileView.Fact("bubblewrap", Markup.text("0.8"))),
                List.of(new StatusView.Parked(
                        FileName.html("locked.pdf"),
                        "/file",
                        Markup.text(words.say("reason.password")),
                        "23 Nov, 14:07",
                        "/tasks/7/retry")),
                "",
                "");
    }

    private SessionView session() {
        return new SessionView(
                "/purposes#new",
                words.say("session.purpose-over", "P-31"),
                List.of(new FileView.Fact(words.say("session.person"), Markup.text("Rana Haddad"))),
                List.of(
                        new SessionView.Other("P-1", "Stewardship", "", false, false, "/sign-in?purpose=P-1"),
                        new SessionView.Other(
                                "P-31", "Index of court exhibits", "", true, true, "/sign-in?purpose=P-31")));
    }

    static String file(String name, Lang lang, String theme) {
        return String.format(Locale.ROOT, "%s.%s.%s.html", name, lang.tag(), theme);
    }
}
