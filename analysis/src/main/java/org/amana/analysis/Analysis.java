package org.amana.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobStore;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Directory;
import org.amana.policy.Gate;
import org.amana.policy.Plan;
import org.amana.store.Bell;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.LiveRanges;
import org.jspecify.annotations.Nullable;

/// What machines find in blobs. A blob's own commit puts a task in the queue, workers in processes of
/// their own carry tasks out, and what they find is kept encrypted under the container's key, tied to the very version
/// that was read.
///
/// What was found is content: the methods that answer it are plans, to be run by `Gate.pass` like any reading of the
/// blob (service `document` or `vision`, action `read`). Safe for any number of threads.
///
/// Of a snapshot and of a previous version the same is known as of their blob, as long as they have the same content;
/// nothing once they differ.
///
/// A `part` names something inside a blob, `1` or `2/3`; the empty string is the blob itself.
public final class Analysis implements AutoCloseable {
    /// Named, not referred to: nothing of a worker is ever loaded in this process.
    private static final String WORKER = "org.amana.analysis.worker.WorkerMain";

    private final AnalysisConfig config;
    private final Workshop shop;
    private final Requeue requeue;
    private final Library library;
    private final LibraryPlans plans;
    private final Outbox outbox;
    private final LiveRanges liveRanges;
    private final Sweeper sweeper;
    private final Bell bell;
    private final CompletableFuture<Sandbox> sandbox = new CompletableFuture<>();
    private final ScheduledExecutorService watchdog = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("analysis-watchdog").daemon().factory());
    private final List<Runnable> running = new ArrayList<>();
    private volatile @Nullable Drawing drawing;
    private volatile List<WorkerSeat> crewSeats = List.of();
    private volatile boolean stopping;

    private Analysis(
            AnalysisConfig config,
            Workshop shop,
            Library library,
            Outbox outbox,
            LiveRanges liveRanges,
            Sweeper sweeper,
            Bell bell) {
        this.config = config;
        this.shop = shop;
        this.requeue = new Requeue(shop.catalog());
        this.library = library;
        this.plans = new LibraryPlans(shop.vaults(), library, this::drawing);
        this.outbox = outbox;
        this.liveRanges = liveRanges;
        this.sweeper = sweeper;
        this.bell = bell;
    }

    /// Opens what was found so far; nothing is read yet.
    ///
    /// @param intake the one that takes part in the commits of `blobs`
    /// @param catalog knows [AnalysisSchema#SCHEMA]
    public static Analysis open(
            AnalysisIntake intake,
            Catalog catalog,
            Extents extents,
            BlobStore blobs,
            Gate gate,
            Directory directory,
            AnalysisConfig config) {
        Shelf shelf = new Shelf(catalog, extents);
        Library library = new Library(catalog, shelf, blobs.vaults());
        Bell bell = new Bell(catalog, "analysis-bell");
        intake.listen(bell::ring);
        TaskQueue queue = new TaskQueue(catalog);
        queue.recover();
        Workshop shop = new Workshop(
                catalog,
                shelf,
                queue,
                blobs.vaults(),
                new MachineReader(blobs.service(), gate, directory),
                new Deadlines(config.patience()),
                config);
        return new Analysis(
                config,
                shop,
                library,
                new CatalogOutbox(catalog, library, bell),
                liveRanges(catalog, blobs),
                new Sweeper(catalog, extents),
                bell);
    }

    /// What is referred to in the extents by what was found, without opening that.
    public static LiveRanges liveRanges(Catalog catalog, BlobStore blobs) {
        return new ShelfReferences(catalog, blobs.vaults());
    }

    /// Begins to work off the queue. Workers are started with the first task and stopped when there is none for a
    /// while. Once.
    ///
    /// @param courtesy to be closed before this is
    public void start(Courtesy courtesy) {
        WorkerCommand wanted = new WorkerCommand(
                config.sandbox(),
                WORKER,
                WorkerCommand.ownClassPath(),
                config.heap(),
                config.addressSpace(),
                config.scratch(),
                List.of(Path.of(config.limits().tessdata())),
                List.of());
        if (!recognisable().isEmpty()) {
            requeue.parkedFor(Reason.Kind.NO_LANGUAGES);
            requeue.parkedFor(Reason.Kind.LANGUAGE_UNUSABLE);
        }
        sandbox.complete(SandboxProbe.probe(wanted));
        WorkerCommand command = wanted.within(sandbox.join());
        List<WorkerSeat> seats = new ArrayList<>();
        for (int i = 0; i < config.workers(); i++) {
            seats.add(new WorkerSeat(config, command, watchdog));
        }
        crewSeats = List.copyOf(seats);
        TaskRunner runner = new TaskRunner(shop, new ExtractWork(shop), new OcrWork(shop, library), () -> stopping);
        Crew crew = new Crew(shop.queue(), runner, courtesy, config.idle(), shop.catalog()::now, seats);
        Errands errands = new Errands(config, shop.deadlines().waiting(), new WorkerSeat(config, command, watchdog));
        drawing = new Drawing(shop, errands);
        running.add(errands::close);
        running.add(crew::close);
        bell.listen(crew::wake);
        bell.start();
        crew.start();
        Caretaker caretaker = new Caretaker(shop.queue(), crew::claims, this::sweep, Caretaker.PAUSE);
        running.add(caretaker::close);
        caretaker.start();
    }

    private void sweep() {
        if (sweeper.sweep()) {
            bell.ring();
        }
    }

    /// Stops; tasks that run are taken up again at the next start.
    @Override
    public void close() {
        stopping = true;
        watchdog.shutdown();
        running.reversed().forEach(Runnable::run);
        if (sandbox.isDone()) {
            bell.close();
        }
    }

    /// How far workers are fenced in on this machine; nothing is promised before the start.
    public Sandbox sandbox() {
        return sandbox.getNow(Sandbox.NONE);
    }

    /// The workers of the queue at this moment.
    public Workers workers() {
        int running = (int) crewSeats.stream().filter(WorkerSeat::running).count();
        return new Workers(running, config.workers());
    }

    /// The engines with their versions, as a worker told them; empty before the first one has started.
    public List<Engine> engines() {
        return crewSeats.stream()
                .map(WorkerSeat::engines)
                .filter(engines -> !engines.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /// Tesseract's names of the languages that can be recognised, the likeliest first; empty without its data.
    public List<String> recognisable() {
        return config.limits().languages();
    }

    /// Whether pages that stand on their head are set upright before they are recognised, for which Tesseract
    /// needs data of its own.
    public boolean setsUpright() {
        return TesseractData.tellsOrientation(Path.of(config.limits().tessdata()));
    }

    /// Of the house: all accounts, and what was finished before that was counted by account.
    public Progress progress() {
        return progress(shop.catalog());
    }

    /// The same where nothing is to be read.
    ///
    /// @param catalog knows [AnalysisSchema#SCHEMA]
    public static Progress progress(Catalog catalog) {
        return catalog.read(TaskRows::progress);
    }

    /// Of one account.
    public Progress progress(String account) {
        return shop.catalog().read(reader -> TaskRows.progress(reader, account));
    }

    /// Tasks of an account that were given up, the latest first, at most `most`.
    public List<Task> parked(String account, int most) {
        return shop.catalog().read(reader -> TaskRows.parked(reader, account, most));
    }

    /// A task of an account that was given up; empty if it is not parked (any more) or another account's.
    public Optional<Task> parked(String account, TaskId task) {
        return shop.catalog().read(reader -> TaskRows.parked(reader, account, task));
    }

    /// Whether a parked task may come to something if it is taken up again. A file that is larger than what is read
    /// here stays so, however often it is tried.
    public boolean mayBeRead(Task task) {
        return task.why()
                .filter(why -> why.kind() == Reason.Kind.TOO_LARGE)
                .map(why -> Long.parseLong(why.details().getFirst()))
                .filter(length -> length > config.limits().input().bytes())
                .isEmpty();
    }

    /// Takes a parked task up again at once, its attempts counted anew. Nothing happens if it is not parked any more.
    public void retry(TaskId task) {
        requeue.parked(task);
        bell.ring();
    }

    /// Lets what was read before be read again, by the engines and languages that are here now. What was found stays
    /// until then, and each reading is told in the ledger as the first one was.
    ///
    /// @param container empty for all of the account's
    /// @param engine `Tesseract`, say: only files that it read something of; empty for all
    /// @return how many files
    public long reread(String account, String container, String engine) {
        long files = requeue.readBefore(account, container, engine);
        bell.ring();
        return files;
    }

    /// Takes up again what was parked because its encryption scope was disabled. What is in one that still is will be
    /// parked again.
    public void scopeEnabled() {
        if (requeue.parkedFor(Reason.Kind.SCOPE_DISABLED) > 0) {
            bell.ring();
        }
    }

    /// All that is known of a blob, apart from its text.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `BLOB_NOT_FOUND` if nothing is known, not even a task
    public Plan<Reading> reading(BlobRef blob) {
        return plans.reading(blob);
    }

    /// The text of all pages, in order; empty when there is none (yet).
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `BLOB_NOT_FOUND`
    public Plan<List<Page>> pages(BlobRef blob, String part) {
        return plans.pages(blob, part);
    }

    /// The text of one page with the place of every word.
    ///
    /// @param number from 1
    /// @throws org.amana.kernel.AmanaException (the plan) `RESOURCE_NOT_FOUND`
    public Plan<Page> page(BlobRef blob, String part, int number) {
        return plans.page(blob, part, number);
    }

    /// A small picture of a page, neither side above 320 pixels. The first pages have one; for others there is
    /// [#pageImage].
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `RESOURCE_NOT_FOUND`
    public Plan<Picture> thumbnail(BlobRef blob, String part, int number) {
        return plans.thumbnail(blob, part, number);
    }

    /// A picture of a page to read it by, neither side above 1,600 pixels. The first time it is drawn by a worker
    /// (an entry of its own in the ledger, under the purpose of machine reading), which takes a moment; then it is
    /// kept.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `RESOURCE_NOT_FOUND`, `FEATURE_NOT_AVAILABLE` if it
    ///     cannot be drawn, `SERVER_BUSY` if no worker came free in time
    public Plan<Picture> pageImage(BlobRef blob, String part, int number) {
        return plans.pageImage(blob, part, number);
    }

    private Drawing drawing() {
        Drawing known = drawing;
        if (known == null) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, "Analysis has not started yet.");
        }
        return known;
    }

    /// What search has yet to take in.
    public Outbox outbox() {
        return outbox;
    }

    /// What analysis refers to in the extents, for compaction.
    public LiveRanges liveRanges() {
        return liveRanges;
    }
}
