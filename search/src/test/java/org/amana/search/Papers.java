package org.amana.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.analysis.AnalysedDocument;
import org.amana.analysis.Document;
import org.amana.analysis.DocumentId;
import org.amana.analysis.Engine;
import org.amana.analysis.IndexTask;
import org.amana.analysis.Language;
import org.amana.analysis.Outbox;
import org.amana.analysis.Page;
import org.amana.blob.ContainerRef;
import org.amana.blob.ETag;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What analysis has, and what search has yet to take in.
final class Papers implements Outbox {
    private final Map<Long, AnalysedDocument> documents = new ConcurrentHashMap<>();
    private final List<IndexTask> tasks = new ArrayList<>();
    private long sequence;
    private long done;
    private Runnable listener = () -> {};

    /// How many replays fail yet, as on a full disk.
    int failing;

    /// Documents whose text is lost, with what the store says of each.
    final Map<Long, RuntimeException> lost = new ConcurrentHashMap<>();

    long put(String name, String text) {
        Map<String, String> facts =
                Map.of("from", "Layla Haddad <layla@example.org>", "to", "desk@example.org", "subject", "soundings");
        return put(name, "text/plain", "", facts, List.of(), text);
    }

    long put(String name, String type, String part, Map<String, String> facts, List<Document> around) {
        return put(name, type, part, facts, around, "the dredging statement");
    }

    Document document(String name) {
        return documents.values().stream()
                .map(AnalysedDocument::document)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private synchronized long put(
            String name, String type, String part, Map<String, String> facts, List<Document> around, String text) {
        DocumentId id = new DocumentId(documents.size() + 1);
        Document document = new Document(
                id,
                ContainerRef.of("archive", "letters").blob(name),
                new ETag("0x1"),
                part,
                name,
                type,
                "",
                new Language("en", 90),
                1,
                0,
                facts,
                List.of(),
                0,
                text.length(),
                Instant.parse("2018-03-14T10:00:00Z"),
                Instant.parse("2026-03-14T10:00:00Z"));
        Page page = new Page(1, 0, 0, text, List.of(), new Engine("Tika", "3"), 100, new Language("en", 90));
        documents.put(id.value(), new AnalysedDocument(document, around, List.of(page)));
        tasks.add(new IndexTask.Put(++sequence, id));
        listener.run();
        return id.value();
    }

    synchronized void drop(long id) {
        documents.remove(id);
        tasks.add(new IndexTask.Drop(++sequence, new DocumentId(id)));
        listener.run();
    }

    @Override
    public synchronized List<IndexTask> next(int max) {
        return List.copyOf(tasks.subList(0, Math.min(max, tasks.size())));
    }

    @Override
    public Optional<AnalysedDocument> document(DocumentId id) {
        requireNotLost(id);
        return Optional.ofNullable(documents.get(id.value()));
    }

    private void requireNotLost(DocumentId id) {
        RuntimeException failure = lost.get(id.value());
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public boolean holds(DocumentId id) {
        return documents.containsKey(id.value());
    }

    @Override
    public boolean hasGoneOnSince(long applied) {
        return done > applied;
    }

    @Override
    public Optional<Page> page(DocumentId id, int number) {
        requireNotLost(id);
        return document(id).map(document -> document.pages().get(number - 1));
    }

    @Override
    public synchronized void done(long upTo) {
        done = Math.max(done, upTo);
        tasks.removeIf(task -> task.sequence() <= upTo);
    }

    @Override
    public void listen(Runnable runnable) {
        listener = runnable;
    }

    @Override
    public synchronized void replay() {
        if (failing > 0) {
            failing--;
            throw new AmanaException(ErrorCode.INSUFFICIENT_STORAGE, "the disk is full");
        }
        documents.keySet().forEach(id -> tasks.add(new IndexTask.Put(++sequence, new DocumentId(id))));
    }
}
