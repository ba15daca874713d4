package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amana.analysis.Engine;
import org.amana.analysis.Progress;
import org.amana.analysis.Sandbox;
import org.amana.analysis.Task;
import org.amana.analysis.TaskId;
import org.amana.analysis.Workers;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.Planned;
import org.amana.policy.Service;
import org.amana.search.IndexState;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.FileView.Fact;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.StatusView;
import org.amana.web.console.view.StatusView.EngineRow;
import org.amana.web.console.view.StatusView.Parked;
import org.amana.web.console.view.StripFigure;
import org.amana.web.console.view.Tongue;

/// How the house is, and how far machines are with the account's files; of other accounts' nothing is told. The names
/// of files that could not be read are data: they come through the gate, and only those in containers that are open to
/// the purpose.
final class StatusPage {
    private static final int MOST_PARKED = 100;
    private static final Pattern TASK = Pattern.compile("[0-9]{1,18}");

    private final ConsoleServices services;
    private final ConsoleConfig config;
    private final Accounts accounts;

    StatusPage(ConsoleServices services, ConsoleConfig config) {
        this.services = services;
        this.config = config;
        this.accounts = new Accounts(services.blobs());
    }

    Answer show(Visit visit, List<String> parts) {
        Progress progress = services.analysis().progress(visit.credential().account());
        List<Parked> parked = parked(visit, progress);
        long all = progress.all().parked();
        StatusView view = new StatusView(
                clock(visit),
                strip(visit, progress),
                engines(visit),
                sandbox(visit),
                parked,
                all > parked.size() ? visit.say("status.parked.more", parked.size(), all) : "",
                none(visit, progress));
        return Answer.page("status", visit.say("nav.status"), Section.STATUS, view);
    }

    private String clock(Visit visit) {
        return services.ledger()
                .standsUntil()
                .map(last -> visit.say("status.clock", Dates.moment(last, visit.lang())))
                .orElse("");
    }

    /// That every file could be read is said only when all have been.
    private static String none(Visit visit, Progress progress) {
        if (!progress.idle()) {
            return visit.say("status.parked.so-far", progress.all().open());
        }
        if (progress.all().parked() > 0) {
            return visit.say("status.parked.closed", progress.all().parked());
        }
        return visit.say(progress.all().done() == 0 ? "overview.parked.unread" : "status.parked.none");
    }

    /// Takes a file up again that was set aside, as somebody who may have it analysed.
    Answer retry(Visit visit, List<String> parts, Form form) {
        Task task = setAside(visit, parts.getFirst())
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.RESOURCE_NOT_FOUND, "no file is set aside under " + parts.getFirst()));
        visit.pass(
                analysing(visit, task),
                permitted -> Planned.of(Amounts.touched(1), permit -> {
                    services.analysis().retry(task.id());
                    return task;
                }));
        visit.tell(
                Mark.ALLOW,
                visit.say("done.retry"),
                List.of(FileName.html(task.blob().container().name().value() + "/"
                        + task.blob().name().value())));
        return Answer.to("/status");
    }

    private Optional<Task> setAside(Visit visit, String id) {
        return TASK.matcher(id).matches()
                ? services.analysis().parked(visit.credential().account(), new TaskId(Long.parseLong(id)))
                : Optional.empty();
    }

    private AccessRequest analysing(Visit visit, Task task) {
        return accounts.in(visit, task.blob().container(), Service.DOCUMENT, Action.ANALYZE)
                .withObject(task.blob().path());
    }

    private List<StripFigure> strip(Visit visit, Progress progress) {
        return List.of(
                new StripFigure(
                        visit.say("status.disk"),
                        Numbers.size(services.disk().freeBytes(config.data()), visit.lang()),
                        visit.say("status.of-data")),
                new StripFigure(
                        visit.say("status.entries"),
                        Numbers.count(services.ledger().size()),
                        visit.say("status.in-log")),
                new StripFigure(
                        visit.say("status.queue"),
                        Numbers.count(progress.all().open()),
                        visit.say("status.in-queue", progress.all().open())),
                new StripFigure(
                        visit.say("overview.parked"),
                        Numbers.count(progress.all().parked()),
                        visit.say("status.in-queue", progress.all().parked())));
    }

    private List<EngineRow> engines(Visit visit) {
        List<EngineRow> rows = new ArrayList<>();
        rows.add(engine(visit, "engine.text", true, versions(visit, "Tika", Engine.TEXT_LAYER, "Optimaize"), ""));
        List<String> languages = services.analysis().recognisable();
        List<String> names =
                languages.stream().map(code -> Tongue.name(code, visit.lang())).toList();
        rows.add(engine(
                visit,
                "engine.ocr",
                !languages.isEmpty(),
                languages.isEmpty()
                        ? ""
                        : versions(visit, "Tesseract")
                                + visit.lang().comma()
                                + String.join(visit.lang().comma(), names),
                lackOf(languages.isEmpty(), services.analysis().setsUpright())));
        IndexState index = services.search().state();
        rows.add(engine(
                visit,
                "engine.search",
                true,
                visit.say("engine.search.pages", index.entries(), index.engine(), index.model()),
                ""));
        return rows;
    }

    /// What is to be installed so that scans are read, or read better; empty if nothing is.
    static String lackOf(boolean noLanguages, boolean setsUpright) {
        return noLanguages ? "engine.ocr.missing" : setsUpright ? "" : "engine.ocr.unturned";
    }

    /// Engines with their versions, as a worker told them. Before the first has started only the first name is known.
    private String versions(Visit visit, String... names) {
        List<Engine> told = services.analysis().engines();
        List<String> versions = Stream.of(names)
                .flatMap(name -> told.stream().filter(one -> one.name().equals(name)))
                .map(one -> one.name().equals(Engine.TEXT_LAYER) ? one.version() : one.toString())
                .toList();
        return versions.isEmpty()
                ? visit.say("engine.untold", names[0])
                : String.join(visit.lang().comma(), versions);
    }

    /// @param lack the word for what is missing, empty if nothing is
    private static EngineRow engine(Visit visit, String key, boolean there, String detail, String lack) {
        return new EngineRow(
                visit.say(key),
                detail,
                there ? Mark.ALLOW : Mark.NONE,
                visit.say(there ? "status.ready" : "status.absent"),
                lack.isEmpty() ? "" : visit.say(lack));
    }

    private List<Fact> sandbox(Visit visit) {
        Sandbox sandbox = services.analysis().sandbox();
        Workers workers = services.analysis().workers();
        return List.of(
                new Fact(
                        visit.say("status.workers"),
                        Markup.text(visit.say("status.workers.up", workers.running(), workers.most()))),
                new Fact(visit.say("status.sandbox.kind"), Markup.code(sandbox.word())),
                new Fact(
                        visit.say("status.sandbox.means"),
                        Markup.text(visit.words().named("sandbox", sandbox))));
    }

    private List<Parked> parked(Visit visit, Progress progress) {
        if (progress.all().parked() == 0 || !visit.foresees(accounts.on(visit, Service.BLOB, Action.LIST))) {
            return List.of();
        }
        List<Task> tasks = visit.pass(accounts.on(visit, Service.BLOB, Action.LIST), permitted -> {
            List<Task> open = services.analysis().parked(visit.credential().account(), MOST_PARKED).stream()
                    .filter(task -> isOpen(visit, task))
                    .toList();
            return Planned.of(Amounts.touched(open.size()), permit -> open);
        });
        return tasks.stream().map(task -> row(visit, task)).toList();
    }

    private boolean isOpen(Visit visit, Task task) {
        return visit.foresees(accounts.in(visit, task.blob().container(), Service.BLOB, Action.LIST));
    }

    private Parked row(Visit visit, Task task) {
        String container = task.blob().container().name().value();
        String name = task.blob().name().value();
        return new Parked(
                FileName.html(container + "/" + name),
                BrowsePage.file(container, name).toString(),
                task.why().map(reason -> ReasonWords.html(visit, reason)).orElse(Markup.EMPTY),
                Dates.shortMoment(task.notBefore(), visit.lang()),
                services.analysis().mayBeRead(task) && visit.foresees(analysing(visit, task))
                        ? "/tasks/" + task.id() + "/retry"
                        : "");
    }
}
