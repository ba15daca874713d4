package org.amana.search;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.policy.AccessRequest;
import org.amana.policy.AccountFacts;
import org.amana.policy.Caller;
import org.amana.policy.Credential;
import org.amana.policy.CredentialId;
import org.amana.policy.Principal;
import org.amana.policy.PrincipalId;
import org.amana.policy.PurposeId;
import org.amana.search.IndexedDocument.IndexedPage;
import org.amana.search.IndexedDocument.Sayings;

/// An index with documents of a test's own making, and searches in it.
final class Shelf implements AutoCloseable, Openness, PageTexts {
    static final SecretKey KEY =
            new SecretKeySpec("an index's key, thirty-two bytes".getBytes(StandardCharsets.US_ASCII), "AES");
    static final SearchConfig CONFIG = SearchConfig.DEFAULT.withMeaning(false);
    private static final Instant ADDED = Instant.parse("2026-11-20T00:00:00Z");

    final Index index;
    final Search search;
    final ModelThread model;
    private final Map<Long, IndexedDocument> documents = new LinkedHashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> over = new HashSet<>();
    private final Set<Long> leaving = new HashSet<>();
    private long lastId;

    /// Asking is dear: it reads the news of analysis.
    int timesAskedForLeaving;

    Shelf(Path folder) {
        this(new OsDisk(), folder, CONFIG);
    }

    Shelf(Disk disk, Path folder, SearchConfig config) {
        index = new Index(disk, folder, KEY, config);
        model = new ModelThread(
                new Passages(index, id -> Optional.ofNullable(documents.get(id))), config.meaningIdle());
        if (config.meaning()) {
            model.start();
        }
        search = new Search(index, model, this, this, config, null);
    }

    @Override
    public Optional<IntFunction<String>> of(long id) {
        return Optional.ofNullable(documents.get(id))
                .map(document -> number -> document.pages().stream()
                        .filter(page -> page.number() == number)
                        .map(IndexedPage::text)
                        .findFirst()
                        .orElse(""));
    }

    @Override
    public Set<Long> leaving() {
        timesAskedForLeaving++;
        return Set.copyOf(leaving);
    }

    @Override
    public Set<String> open(AccessRequest asked, Set<String> containers) {
        Set<String> open = new HashSet<>(containers);
        open.removeAll(closed);
        return open;
    }

    @Override
    public boolean isThere(Hit hit) {
        return !over.contains(hit.name());
    }

    /// As if the time of a file were over.
    void expire(String name) {
        over.add(name);
    }

    /// Waits until every English document has its passages.
    void awaitMeaning() {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (index.wants().size() > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(index.wants().size() + " documents still wait for their passages");
            }
            LockSupport.parkNanos(5_000_000);
        }
        index.refresh();
    }

    void openAll() {
        closed.clear();
    }

    /// Closes containers to the purpose of later searches.
    void close(String... containers) {
        closed.addAll(List.of(containers));
    }

    /// A document with a typed page for each text.
    long put(String name, String language, String... pages) {
        return putIn("letters", name, language, pages);
    }

    long putIn(String container, String name, String language, String... pages) {
        return put(document(container, name, language, pages));
    }

    long put(IndexedDocument document) {
        documents.put(document.id(), document);
        index.put(document);
        index.refresh();
        return document.id();
    }

    /// Many at once, which is quicker than one by one.
    void putAll(List<IndexedDocument> many) {
        for (IndexedDocument document : many) {
            documents.put(document.id(), document);
            index.put(document);
        }
        index.refresh();
    }

    IndexedDocument document(String container, String name, String language, String... pages) {
        List<IndexedPage> read = new ArrayList<>();
        for (String page : pages) {
            read.add(new IndexedPage(read.size() + 1, page, "Text layer", TextSource.TEXT_LAYER, 1, language));
        }
        return new IndexedDocument(
                ++lastId,
                "archive",
                container,
                name,
                "",
                "",
                "",
                name.endsWith(".png") ? "image/png" : "application/pdf",
                language,
                Instant.parse("2018-03-14T00:00:00Z").plusSeconds(86_400 * lastId),
                ADDED,
                1_000,
                read.size(),
                IndexedDocument.Sayings.NONE,
                false,
                read);
    }

    /// A document that carries no date.
    IndexedDocument undated(String container, String name, String language, String... pages) {
        IndexedDocument dated = document(container, name, language, pages);
        return new IndexedDocument(
                dated.id(),
                dated.account(),
                container,
                name,
                "",
                "",
                "",
                dated.type(),
                language,
                null,
                ADDED,
                dated.size(),
                dated.pageCount(),
                dated.sayings(),
                dated.incomplete(),
                dated.pages());
    }

    /// The same, with a title and what it says of itself.
    static IndexedDocument saying(
            IndexedDocument plain, String part, String partName, String type, String title, Sayings sayings) {
        return new IndexedDocument(
                plain.id(),
                plain.account(),
                plain.container(),
                plain.name(),
                part,
                partName,
                title,
                type,
                plain.language(),
                plain.date(),
                plain.added(),
                plain.size(),
                plain.pageCount(),
                sayings,
                plain.incomplete(),
                plain.pages());
    }

    /// The same, of which only a part could be read.
    static IndexedDocument incomplete(IndexedDocument whole) {
        return new IndexedDocument(
                whole.id(),
                whole.account(),
                whole.container(),
                whole.name(),
                whole.part(),
                whole.partName(),
                whole.title(),
                whole.type(),
                whole.language(),
                whole.date(),
                whole.added(),
                whole.size(),
                whole.pageCount(),
                whole.sayings(),
                true,
                whole.pages());
    }

    void drop(long id) {
        documents.remove(id);
        index.drop(List.of(id));
        index.refresh();
    }

    /// Forgets the document as analysis does when a blob is deleted, before the index hears of it.
    void forget(long id) {
        documents.remove(id);
        leaving.add(id);
    }

    /// Forgets the document before anybody hears of it.
    void vanish(long id) {
        documents.remove(id);
    }

    SearchResult find(String query) {
        return find(SearchRequest.of(query));
    }

    SearchResult find(SearchRequest request) {
        return search.answer(request, asking(request));
    }

    /// Names of the files that answer, best first.
    List<String> names(String query) {
        return find(query).hits().stream().map(Hit::name).toList();
    }

    static AccessRequest asking(SearchRequest request) {
        Instant now = Instant.parse("2026-11-24T00:00:00Z");
        Credential credential = new Credential(
                new CredentialId(1),
                Credential.Kind.SESSION,
                "archive",
                new Principal(new PrincipalId(1), "Rana Haddad", Principal.Kind.PERSON),
                new PurposeId(31),
                now,
                now.plusSeconds(3_600));
        return Search.asking(new AccountFacts("archive", "a1"), new Caller(credential, "127.0.0.1"), request);
    }

    @Override
    public void close() {
        search.close();
    }
}
