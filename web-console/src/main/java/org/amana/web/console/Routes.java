package org.amana.web.console;

import static org.amana.web.console.Route.Door.FROM_HERE;
import static org.amana.web.console.Route.Door.OPEN;
import static org.amana.web.console.Route.Door.SIGNED_IN;
import static org.amana.web.console.Route.get;
import static org.amana.web.console.Route.openForm;
import static org.amana.web.console.Route.upload;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/// Every address of the console, in one list.
final class Routes {
    private final Once once;
    private final List<Route> all;

    Routes(
            ConsoleServices services,
            ConsoleConfig config,
            Shell shell,
            AnswerPages answers,
            Jobs jobs,
            InstantSource clock,
            RandomGenerator random) {
        this.once = new Once(answers);
        Pictures pictures = new Pictures(config, clock, random);
        InstantSource ledgerClock = services.directory().clock();
        History history = new History(services.ledger());
        SessionPages session = new SessionPages(services, config, clock);
        OverviewPage overview = new OverviewPage(services, shell, history, ledgerClock);
        ContainersPage containers = new ContainersPage(services);
        BrowsePage browse = new BrowsePage(services);
        JobPages work = new JobPages(jobs, browse, config, clock);
        ChosenFiles chosen = new ChosenFiles(services, browse, work);
        FolderDeletion folder = new FolderDeletion(services, work);
        ContainerDeletion deletion = new ContainerDeletion(services);
        ChosenRestoration chosenBack = new ChosenRestoration(services, browse, work);
        FolderRestoration folderBack = new FolderRestoration(services, browse, work);
        ContainerRestoration containerBack = new ContainerRestoration(services);
        FileRestoration fileBack = new FileRestoration(services);
        UploadAction upload = new UploadAction(services, browse);
        Player player = new Player(services);
        LegalHolds holds = new LegalHolds(services);
        FilePage file = new FilePage(services, pictures, holds, ledgerClock);
        SearchPage search = new SearchPage(services, pictures);
        VerifierJar verifier = new VerifierJar(config.verifier());
        Verifying verifying = new Verifying(config, verifier);
        LogFiles log = new LogFiles(services, verifier);
        LedgerPage ledger = new LedgerPage(services, verifying);
        EntryPage entry = new EntryPage(services, log, verifying);
        PurposePages purposes = new PurposePages(services, config, shell, ledgerClock);
        StatusPage status = new StatusPage(services, config);
        this.all = List.of(
                get("/sign-in", OPEN, session::door),
                openForm("/sign-in", session::signIn),
                openForm("/sign-in/link", session::redeem),
                openForm("/theme", session::theme),
                form("/sign-out", session::signOut),
                get("/session", SIGNED_IN, session::show),
                form("/session", session::change),
                get("/", SIGNED_IN, overview::show),
                get("/overview.csv", FROM_HERE, overview::csv),
                get("/containers", SIGNED_IN, containers::show),
                form("/containers", containers::create),
                get("/containers/*", SIGNED_IN, browse::show),
                upload("/containers/*/blobs", upload::store),
                get("/containers/*/chosen", FROM_HERE, ChosenFiles::ofLevel),
                Route.form("/containers/*/chosen", chosen::confirm),
                form("/containers/*/chosen/delete", chosen::delete),
                form("/containers/*/chosen/restore", chosenBack::restore),
                get("/containers/*/folder", SIGNED_IN, folder::ask),
                form("/containers/*/folder", folder::delete),
                get("/containers/*/folder/restore", SIGNED_IN, folderBack::ask),
                form("/containers/*/folder/restore", folderBack::restore),
                get("/containers/*/delete", SIGNED_IN, deletion::ask),
                form("/containers/*/delete", deletion::delete),
                get("/containers/*/restore", SIGNED_IN, containerBack::ask),
                form("/containers/*/restore", containerBack::restore),
                get("/work/*", SIGNED_IN, work::show),
                form("/work/*/stop", work::stop),
                get("/file", SIGNED_IN, file::show),
                get("/file/download", FROM_HERE, file::download),
                get("/file/play", FROM_HERE, player::play),
                form("/file/delete", file::delete),
                form("/file/restore", fileBack::restore),
                form("/file/hold", holds::set),
                get("/picture/*", FROM_HERE, pictures::show),
                get("/search", SIGNED_IN, search::show),
                get("/ledger", OPEN, ledger::show),
                get("/ledger/*", OPEN, entry::show),
                get("/log", OPEN, log::contents),
                get("/log/", OPEN, log::contents),
                get("/log/checkpoint", OPEN, log::checkpoint),
                get("/log/verifier.jar", OPEN, log::verifier),
                get("/log/proof/*", OPEN, log::proof),
                get("/log/entry/*", OPEN, log::entry),
                get("/log/tile/*/*", OPEN, log::tile),
                get("/log/tile/*/*/*", OPEN, log::tile),
                get("/log/tile/*/*/*/*", OPEN, log::tile),
                get("/log/tile/*/*/*/*/*", OPEN, log::tile),
                get("/log/tile/*/*/*/*/*/*", OPEN, log::tile),
                get("/purposes", SIGNED_IN, purposes::list),
                form("/purposes", purposes::make),
                get("/purposes/*", SIGNED_IN, purposes::show),
                form("/purposes/*/end", purposes::end),
                get("/purposes/*/keys", FROM_HERE, PurposePages::ofKeys),
                form("/purposes/*/keys", purposes::makeKey),
                form("/keys/*/end", purposes::endKey),
                form("/approvals", purposes::ask),
                form("/approvals/*", purposes::approve),
                get("/connect", SIGNED_IN, new ConnectPage(config)::show),
                get("/status", SIGNED_IN, status::show),
                form("/tasks/*/retry", status::retry));
    }

    List<Route> all() {
        return all;
    }

    /// A form of somebody who is signed in: it does its thing once.
    private Route form(String path, Route.FormAction action) {
        return Route.form(path, once.guarded(action));
    }
}
