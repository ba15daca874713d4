package org.amana.analysis;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.analysis.UnreadPages.Unread;
import org.amana.blob.Content;
import org.amana.blob.Vault;
import org.amana.store.Transaction;

/// Recognises the characters on pictures and on pages without text. Commits a few pages at a time: a long document is
/// found by its first pages while the others are read, and an interrupted one goes on where it was. Now and
/// then it makes way for others that wait; not more often than is cheap, since the file is opened as a whole for each
/// stint.
final class OcrWork {
    /// Pages between two commits, each of which has search take the document in anew.
    static final int BATCH = 20;

    private final Workshop shop;
    private final Library library;

    OcrWork(Workshop shop, Library library) {
        this.shop = shop;
        this.library = library;
    }

    /// A page that was not read.
    private record Failure(Unread page, WorkerRefusal refusal) {}

    /// How a stint of work ended.
    enum Outcome {
        /// Every page was read or given up.
        DONE,
        /// The worker came to an end over a page, or others wait: the task is to be taken up again.
        UNFINISHED
    }

    /// @param othersWait asked after every page once the stint is over
    Outcome carryOut(Claim claim, WorkerSeat seat, BooleanSupplier othersWait)
            throws WorkerRefusal, StaleClaimException, ParkedException, WorkerProcess.SourceFailed {
        Vault vault = Reads.vault(shop, claim);
        List<Unread> unread = shop.catalog().read(reader -> UnreadPages.open(reader, claim));
        if (!unread.isEmpty()) {
            WorkerProcess worker = seat.worker();
            long pages = claim.told() ? 0 : unread.size();
            WorkerCalls calls = new WorkerCalls(worker, shop.deadlines());
            long opened = System.nanoTime();
            try (Content content = Reads.content(claim, shop.reader().recognise(claim.blob(), pages))) {
                if (!claim.told()) {
                    shop.queue().told(claim);
                }
                calls.open(claim.fileName(), content.length(), content::writeTo);
            }
            long begun = System.nanoTime();
            long stint = (begun - opened) * shop.config().stint();
            BooleanSupplier over = () -> System.nanoTime() - begun >= stint && othersWait.getAsBoolean();
            int next = 0;
            while (next < unread.size()) {
                List<Unread> wanted = unread.subList(next, Math.min(unread.size(), next + BATCH));
                Batch batch = read(claim, vault, wanted, over, calls, worker.engines());
                if (batch.lost().isPresent()) {
                    return Outcome.UNFINISHED;
                }
                next += batch.pages();
                if (next < unread.size() && over.getAsBoolean()) {
                    return Outcome.UNFINISHED;
                }
            }
        }
        finish(claim);
        return Outcome.DONE;
    }

    /// Reads pages up to the one after which the stint is over, at least one.
    private Batch read(
            Claim claim, Vault vault, List<Unread> wanted, BooleanSupplier over, WorkerCalls calls, Engines engines)
            throws WorkerRefusal, StaleClaimException {
        Map<DocumentId, List<Harvest.Leaf>> leaves = new LinkedHashMap<>();
        Optional<Failure> lost = Optional.empty();
        List<Failure> failures = new ArrayList<>();
        try (Shelf.Body body = shop.shelf().body(vault, claim.name())) {
            for (Unread page : wanted) {
                try {
                    Page read = calls.read(page.part(), page.number());
                    Harvest.Leaf leaf = Harvest.Leaf.of(read, body.put(PageCodec.encode(read)));
                    leaves.computeIfAbsent(page.document(), _ -> new ArrayList<>())
                            .add(leaf);
                } catch (WorkerRefusal e) {
                    if (isForAllPages(e.reason())) {
                        throw e;
                    }
                    if (e.workerLost()) {
                        lost = Optional.of(new Failure(page, e));
                        break;
                    }
                    failures.add(new Failure(page, e));
                }
                if (over.getAsBoolean()) {
                    break;
                }
            }
            lost.filter(failure ->
                            failure.page().attempts() + 1 >= shop.config().attemptsThatKill())
                    .ifPresent(failures::add);
            Batch batch = new Batch(leaves, failures, lost);
            file(claim, vault, batch, body, engines);
            return batch;
        }
    }

    /// What came of a few pages.
    ///
    /// @param failures pages that are given up
    /// @param lost the page that the worker came to an end over
    private record Batch(Map<DocumentId, List<Harvest.Leaf>> leaves, List<Failure> failures, Optional<Failure> lost) {
        /// The pages of a document that were read now, or given up now: what was said of them before is over.
        Tried tried(DocumentId document) {
            Stream<Integer> read =
                    leaves.getOrDefault(document, List.of()).stream().map(Harvest.Leaf::number);
            Stream<Integer> failed = failures.stream()
                    .filter(failure -> failure.page().document().equals(document))
                    .map(failure -> failure.page().number());
            return new Tried(Stream.concat(read, failed).collect(Collectors.toUnmodifiableSet()));
        }

        /// How many were read or given up.
        int pages() {
            return leaves.values().stream().mapToInt(List::size).sum() + failures.size();
        }

        List<DocumentId> documents() {
            List<DocumentId> documents = new ArrayList<>(leaves.keySet());
            failures.stream()
                    .map(failure -> failure.page().document())
                    .filter(document -> !documents.contains(document))
                    .forEach(documents::add);
            return documents;
        }
    }

    /// Numbers of pages.
    record Tried(Set<Integer> pages) {
        /// Whether an insight says that one of these could not be read.
        boolean tellsOf(Insight insight) {
            return insight.why()
                    .filter(reason -> reason.kind() == Reason.Kind.PAGE_NOT_READ)
                    .map(reason ->
                            pages.contains(Integer.valueOf(reason.details().getFirst())))
                    .orElse(false);
        }
    }

    /// A document as it will be known.
    private record Renewed(DocumentId document, Language language, Shelf.Spot head, List<Harvest.Leaf> leaves) {}

    private void file(Claim claim, Vault vault, Batch batch, Shelf.Body body, Engines engines)
            throws StaleClaimException {
        List<Renewed> renewed = new ArrayList<>();
        for (DocumentId document : batch.documents()) {
            renewed.add(renew(vault, document, batch, body, engines));
        }
        if (!body.isEmpty()) {
            body.seal();
        }
        boolean held = body.commit(tx -> {
            if (!TaskQueue.holds(tx, claim)) {
                return false;
            }
            if (!renewed.isEmpty()) {
                long content = body.refer(tx);
                for (Renewed each : renewed) {
                    write(tx, each, content);
                }
            }
            for (Failure failure : batch.failures()) {
                UnreadPages.giveUp(
                        tx,
                        failure.page().document(),
                        failure.page().number(),
                        failure.refusal().reason());
            }
            if (batch.lost().isPresent()
                    && !batch.failures().contains(batch.lost().get())) {
                Unread page = batch.lost().get().page();
                UnreadPages.failed(tx, page.document(), page.number());
            }
            return true;
        });
        if (!held) {
            throw new StaleClaimException(claim);
        }
    }

    private Renewed renew(Vault vault, DocumentId document, Batch batch, Shelf.Body body, Engines engines) {
        List<Harvest.Leaf> leaves = batch.leaves().getOrDefault(document, List.of());
        Head head = library.head(vault, document);
        String engineName = leaves.isEmpty() ? "" : leaves.getFirst().engine().name();
        Recognised recognised = shop.catalog().read(reader -> Recognised.of(reader, document, engineName));
        leaves.forEach(recognised::add);
        List<Insight> insights = leaves.isEmpty()
                ? new ArrayList<>(head.insights())
                : recognised.into(head.insights(), engines.named("Optimaize").orElse(new Engine("Optimaize", "")));
        insights.removeIf(batch.tried(document)::tellsOf);
        for (Failure failure : batch.failures()) {
            if (failure.page().document().equals(document)) {
                insights.add(Insights.incomplete(
                        engines.named("Tesseract").orElse(new Engine("Tesseract", "")),
                        Reason.of(Reason.Kind.PAGE_NOT_READ, failure.page().number())
                                .because(failure.refusal().reason())));
            }
        }
        return new Renewed(
                document, recognised.language(), body.put(head.with(insights).encode()), leaves);
    }

    private static void write(Transaction tx, Renewed renewed, long content) throws SQLException {
        if (DocumentRows.find(tx, renewed.document()).isEmpty()) {
            return; // another reading of the blob has put others in its place
        }
        long id = renewed.document().value();
        for (Harvest.Leaf leaf : renewed.leaves()) {
            DocumentRows.insertPage(tx, id, leaf, content);
            UnreadPages.read(tx, renewed.document(), leaf.number());
        }
        DocumentRows.replaceHead(tx, id, content, renewed.head());
        DocumentRows.speaks(tx, id, renewed.language());
        Findings.put(tx, id);
    }

    /// Whether a page is not to blame, so that the others would come to the same.
    private static boolean isForAllPages(Reason reason) {
        return reason.kind() == Reason.Kind.NO_LANGUAGES || reason.kind() == Reason.Kind.LANGUAGE_UNUSABLE;
    }

    /// Done, or parked if a page was given up, so that somebody sees it and can have it tried again.
    private void finish(Claim claim) throws StaleClaimException {
        boolean held = shop.catalog().commit(tx -> {
            boolean holds = TaskQueue.holds(tx, claim);
            Optional<Reason> givenUp = holds ? UnreadPages.firstGivenUp(tx, claim) : Optional.empty();
            if (givenUp.isPresent()) {
                TaskQueue.park(tx, claim, givenUp.get());
            } else if (holds) {
                TaskQueue.finish(tx, claim);
            }
            return holds;
        });
        if (!held) {
            throw new StaleClaimException(claim);
        }
    }
}
