package org.amana.analysis;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amana.blob.Content;
import org.amana.blob.Vault;
import org.amana.store.Transaction;

/// Takes out of a blob what can be had without recognising characters: type, text, language, metadata, what is inside,
/// thumbnails.
final class ExtractWork {
    static final int THUMBNAIL = 320;

    /// Of things inside, so many get a thumbnail.
    private static final int CHILDREN_PICTURED = 50;

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    /// Of one file with all that is inside, the characters on so many pages are recognised: some hours' work.
    private static final int MOST_RECOGNISED = 5_000;

    private final Workshop shop;
    private final int mostRecognised;

    ExtractWork(Workshop shop) {
        this(shop, MOST_RECOGNISED);
    }

    ExtractWork(Workshop shop, int mostRecognised) {
        this.shop = shop;
        this.mostRecognised = mostRecognised;
    }

    /// A document ready to be committed.
    ///
    /// @param unread the pages whose characters are to be recognised
    private record Filed(Harvest.Sheaf sheaf, Shelf.Spot head, List<Placed> pictures, List<Integer> unread) {}

    private record Placed(Pictured picture, Shelf.Spot spot) {}

    void carryOut(Claim claim, WorkerSeat seat)
            throws WorkerRefusal, StaleClaimException, ParkedException, WorkerProcess.SourceFailed {
        Vault vault = Reads.vault(shop, claim);
        if (claim.length() == 0) {
            fileNothing(claim, vault);
            return;
        }
        if (claim.length() > shop.config().limits().input().bytes()) {
            throw new WorkerRefusal(
                    Reason.of(
                            Reason.Kind.TOO_LARGE,
                            claim.length(),
                            shop.config().limits().input().bytes()),
                    false);
        }
        WorkerProcess worker = seat.worker();
        WorkerCalls calls = new WorkerCalls(worker, shop.deadlines());
        try (Content content = Reads.content(claim, shop.reader().extract(claim.blob()));
                Shelf.Body body = shop.shelf().body(vault, claim.name())) {
            calls.open(claim.fileName(), content.length(), content::writeTo);
            Harvest harvest = new Harvest(body);
            calls.extract(claim.length(), claim.charset(), harvest::section);
            file(claim, harvest, calls, worker.engines(), body);
        }
    }

    private void file(Claim claim, Harvest harvest, WorkerCalls calls, Engines engines, Shelf.Body body)
            throws StaleClaimException, WorkerRefusal {
        List<Harvest.Sheaf> sheaves = harvest.sheaves();
        if (sheaves.isEmpty()) {
            throw new WorkerRefusal(Reason.of(Reason.Kind.NONSENSE, "no document"), true);
        }
        Engine typeEngine = engines.named("Tika").orElse(new Engine("Tika", ""));
        Engine languageEngine = engines.named("Optimaize").orElse(new Engine("Optimaize", ""));
        List<Filed> filed = new ArrayList<>();
        int pictured = 0;
        int recognisable = mostRecognised;
        boolean drawing = true;
        for (Harvest.Sheaf sheaf : sheaves) {
            List<Reason> notes = new ArrayList<>();
            List<Placed> pictures = new ArrayList<>();
            if (drawing && sheaf.found().pictures() > 0 && pictured < CHILDREN_PICTURED) {
                pictured++;
                drawing = draw(sheaf, calls, body, pictures, notes);
            }
            Found found = sheaf.found();
            List<Integer> unread = found.unread();
            if (unread.size() > recognisable) {
                notes.add(Reason.of(Reason.Kind.SCANS_LEFT, recognisable, unread.size()));
                unread = unread.subList(0, recognisable);
            }
            recognisable -= unread.size();
            Head head = new Head(
                    found.name(),
                    found.title(),
                    found.metadata(),
                    Insights.of(sheaf, typeEngine, languageEngine, notes));
            filed.add(new Filed(sheaf, body.put(head.encode()), pictures, unread));
        }
        body.seal();
        commit(claim, filed, body);
    }

    /// @return whether the worker is still there to draw more
    private boolean draw(
            Harvest.Sheaf sheaf, WorkerCalls calls, Shelf.Body body, List<Placed> pictures, List<Reason> notes) {
        Found found = sheaf.found();
        int wanted = found.part().isEmpty() ? Math.max(1, shop.config().thumbnails()) : 1;
        for (int number = 1; number <= Math.min(wanted, found.pictures()); number++) {
            try {
                Pictured picture = calls.picture(found.part(), number, THUMBNAIL, pixels(found));
                pictures.add(new Placed(picture, body.put(picture.jpeg())));
                if (picture.damaged()) {
                    notes.add(Reason.of(Reason.Kind.HALF_PICTURE));
                }
            } catch (WorkerRefusal e) {
                notes.add(Reason.of(Reason.Kind.PAGE_NOT_DRAWN, number).because(e.reason()));
                if (e.workerLost()) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Of a picture; what it takes to draw anything else is not known beforehand.
    private static long pixels(Found found) {
        return found.type().startsWith("image/") ? (long) found.width() * found.height() : 0;
    }

    /// What becomes of the task in the commit that files what was found.
    @FunctionalInterface
    private interface Ending {
        void end(Transaction tx) throws SQLException;
    }

    private void commit(Claim claim, List<Filed> filed, Shelf.Body body) throws StaleClaimException {
        commit(claim, filed, body, tx -> TaskQueue.finish(tx, claim));
    }

    private void commit(Claim claim, List<Filed> filed, Shelf.Body body, Ending ending) throws StaleClaimException {
        boolean held = body.commit(tx -> {
            if (!TaskQueue.holds(tx, claim)) {
                return false;
            }
            Findings.dropDocuments(tx, claim.containerId(), claim.name());
            long content = body.refer(tx);
            boolean unread = false;
            for (Filed document : filed) {
                insert(tx, claim, document, content);
                unread |= !document.unread().isEmpty();
            }
            if (unread) {
                TaskQueue.follow(tx, claim, TaskKind.OCR);
            }
            ending.end(tx);
            return true;
        });
        if (!held) {
            throw new StaleClaimException(claim);
        }
    }

    private static void insert(Transaction tx, Claim claim, Filed filed, long content) throws SQLException {
        Found found = filed.sheaf().found();
        Language language = filed.sheaf().tongues().most();
        long id = DocumentRows.insert(
                tx,
                claim,
                new DocumentRows.New(
                        found.part(),
                        found.type(),
                        language,
                        Math.max(found.pictures(), filed.sheaf().lastPage()),
                        found.pictures(),
                        found.inside(),
                        found.part().isEmpty() ? claim.length() : found.length(),
                        found.engine()),
                content,
                filed.head());
        for (Harvest.Leaf leaf : filed.sheaf().leaves()) {
            DocumentRows.insertPage(tx, id, leaf, content);
        }
        for (int number : filed.unread()) {
            tx.update(
                    "INSERT OR IGNORE INTO unread_page (document_id, number, attempts, reason) VALUES (?, ?, 0, '')",
                    id,
                    number);
        }
        for (Placed placed : filed.pictures()) {
            DocumentRows.insertPicture(tx, id, placed.picture(), content, placed.spot());
        }
        Findings.put(tx, id);
    }

    /// An empty blob holds nothing to read.
    private void fileNothing(Claim claim, Vault vault) throws StaleClaimException {
        fileBare(claim, vault, UNKNOWN_TYPE, Reason.of(Reason.Kind.EMPTY), tx -> TaskQueue.finish(tx, claim));
    }

    /// Gives a file up that cannot be read: it can still be found by its name, and the reason stands with it.
    void giveUp(Claim claim, Reason reason) throws StaleClaimException {
        fileBare(claim, Reads.vault(shop, claim), claimedType(claim), reason, tx -> TaskQueue.park(tx, claim, reason));
    }

    private void fileBare(Claim claim, Vault vault, String type, Reason note, Ending ending)
            throws StaleClaimException {
        Found bare = new Found(
                "",
                "",
                type,
                "",
                claim.length(),
                "",
                Map.of(),
                0,
                0,
                0,
                0,
                List.of(),
                0,
                List.of(),
                new Engine("Amana", ""));
        try (Shelf.Body body = shop.shelf().body(vault, claim.name())) {
            Harvest.Sheaf sheaf = new Harvest.Sheaf(bare);
            Head head = new Head("", "", Map.of(), List.of(Insights.incomplete(bare.engine(), note)));
            Filed filed = new Filed(sheaf, body.put(head.encode()), List.of(), List.of());
            body.seal();
            commit(claim, List.of(filed), body, ending);
        }
    }

    /// What the client said it is, as nobody could look inside.
    private static String claimedType(Claim claim) {
        String said = claim.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Found.isType(said) ? said : UNKNOWN_TYPE;
    }
}
