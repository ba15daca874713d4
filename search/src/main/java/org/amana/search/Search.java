package org.amana.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.amana.analysis.Outbox;
import org.amana.blob.BlobFacts;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.AccountFacts;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.Caller;
import org.amana.policy.Feature;
import org.amana.policy.Gate;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.policy.Service;
import org.amana.search.SearchRequest.Nearness;
import org.amana.store.RootKey;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/// Finds files by words and by meaning. Only through the gate: [#find] is a [Plan], and which containers are open is
/// asked for the very request that the gate allowed.
///
/// Searches run on a few threads of their own, since Lucene keeps its analysers by thread and works hard; more than
/// may wait are refused. Safe for use by many threads.
public final class Search implements AutoCloseable {
    private static final int MOST_TIMES_ASKED = 3;

    private final Index index;
    private final ModelThread model;
    private final PageTexts texts;
    private final Openness openness;
    private final SearchConfig config;
    private final ThreadPoolExecutor threads;

    /// Absent when a test puts documents itself.
    private final @Nullable Feeder feeder;

    Search(
            Index index,
            ModelThread model,
            PageTexts texts,
            Openness openness,
            SearchConfig config,
            @Nullable Feeder feeder) {
        this.index = index;
        this.model = model;
        this.texts = texts;
        this.openness = openness;
        this.config = config;
        this.feeder = feeder;
        this.threads = new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(config.waiting()),
                Thread.ofPlatform().name("search-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// Opens the index in `folder`, makes it when it is absent or damaged, and begins to take in what analysis hands
    /// out.
    ///
    /// @param courtesy of the thread that feeds the index; to be closed before this is
    /// @throws AmanaException if the disk fails or is full
    public static Search open(
            SearchConfig config,
            Disk disk,
            Path folder,
            RootKey root,
            Outbox outbox,
            BlobFacts facts,
            Gate gate,
            Courtesy courtesy) {
        AnalysedTexts texts = new AnalysedTexts(outbox);
        Index index = new Index(disk, folder, root.derive("search/index"), config);
        ModelThread model = new ModelThread(new Passages(index, texts::document), config.meaningIdle());
        Feeder feeder = new Feeder(index, outbox, texts, courtesy);
        if (config.meaning()) {
            model.start();
        }
        feeder.start();
        return new Search(index, model, texts, new PolicyOpenness(gate, facts), config, feeder);
    }

    /// How the index stands; told while it is opened again or made anew, too.
    public IndexState state() {
        OpenIndex.Size size = index.size();
        return new IndexState(
                "Lucene " + Version.LATEST,
                Embedding.MODEL,
                size.documents(),
                index.wants().size(),
                index.madeAnew(),
                model.isLoaded());
    }

    /// The request to take a search through the gate with: on the account as a whole, the words committed to in the
    /// ledger, and with the feature of vectors only if meaning would be asked.
    public static AccessRequest asking(AccountFacts account, Caller caller, SearchRequest request) {
        Set<String> features = new HashSet<>();
        features.add(Feature.KEYWORD_SEARCH);
        if (wantsMeaning(request) == Meaning.USED) {
            features.add(Feature.VECTOR_SEARCH);
        }
        return AccessRequest.on(account, caller, Service.SEARCH, Action.SEARCH)
                .withFeatures(features)
                .withObject(request.query().strip());
    }

    /// The answer, in containers that are open to the purpose. Released: the bytes of the snippets and of what the
    /// documents say of themselves, and as many objects as there are hits.
    ///
    /// @throws AmanaException (the plan) `SERVER_BUSY` if too many searches wait, while the index is opened again
    ///     after a failure, or if the model ranked the page before and is too late for this one; `CORRUPT` if the
    ///     index is damaged
    public Plan<SearchResult> find(SearchRequest request) {
        return permitted -> {
            SearchResult result = answer(request, permitted.request());
            Amounts amounts =
                    new Amounts(0, result.releasedBytes(), 0, result.hits().size(), 0);
            return Planned.of(amounts, permit -> result);
        };
    }

    /// @param asked the request that was allowed
    SearchResult answer(SearchRequest request, AccessRequest asked) {
        ModelThread.Reply reply = meaning(request, asked);
        return run(() -> {
            String account = asked.account().account();
            SearchResult result = ofWhatIsThere(request, asked, account, reply).where(openness::isThere);
            return index.madeAnew() ? result.with(SearchResult.Remark.REBUILDING) : result;
        });
    }

    /// Asks again where the index found what is gone and was not told of it yet: without all of that.
    private SearchResult ofWhatIsThere(
            SearchRequest request, AccessRequest asked, String account, ModelThread.Reply reply) {
        Set<Long> gone = new HashSet<>();
        for (int time = 1; ; time++) {
            Answered answered = index.search(searcher -> {
                Set<String> open = openness.open(asked, containers(searcher, account));
                Answering answering = new Answering(
                        searcher, index.analyser(), texts, request, account, open, gone, config.timeLimit());
                return new Answered(answering.answer(reply), answering.gone());
            });
            if (answered.gone().isEmpty() || time == MOST_TIMES_ASKED) {
                return answered.result();
            }
            gone.addAll(answered.gone());
            if (time == 1) {
                gone.addAll(texts.leaving());
            }
        }
    }

    private record Answered(SearchResult result, Set<Long> gone) {}

    /// @throws AmanaException `SERVER_BUSY` if the model ranked the page before and is too late for this one
    private ModelThread.Reply meaning(SearchRequest request, AccessRequest asked) {
        if (!config.meaning()) {
            return ModelThread.Reply.without(Meaning.ABSENT);
        }
        Meaning wanted = wantsMeaning(request);
        if (wanted == Meaning.USED && !asked.features().contains(Feature.VECTOR_SEARCH)) {
            return ModelThread.Reply.without(Meaning.NOT_ASKED);
        }
        if (wanted != Meaning.USED) {
            return ModelThread.Reply.without(wanted);
        }
        boolean kept = request.nearness() == Nearness.KEPT;
        ModelThread.Reply reply = model.ask(
                asked.caller().credential().principal().id(),
                QueryText.read(request.query()).words(),
                kept ? config.meaningKept() : config.meaningPatience());
        if (kept && (reply.meaning() == Meaning.LATE || reply.meaning() == Meaning.LOADING)) {
            throw new AmanaException(
                    ErrorCode.SERVER_BUSY, "search: the model is too late to rank a page as the one before it");
        }
        return reply;
    }

    /// [Meaning#USED] if the model should be asked, else why not.
    private static Meaning wantsMeaning(SearchRequest request) {
        Asked asked = QueryText.read(request.query());
        if (!asked.hasPlainWords() || request.sort() != SearchRequest.Sort.RELEVANCE) {
            return Meaning.NOT_ASKED;
        }
        Set<String> languages = request.filters().languages();
        boolean otherLanguage = !languages.isEmpty() && !languages.contains("en");
        if (otherLanguage || !EnglishGuess.mayBeEnglish(asked.words())) {
            return Meaning.OTHER_LANGUAGE;
        }
        return request.nearness() == Nearness.LEFT_OUT ? Meaning.LATE : Meaning.USED;
    }

    /// The containers of an account that have anything in the index.
    private static Set<String> containers(IndexSearcher searcher, String account) throws java.io.IOException {
        Set<String> names = new HashSet<>();
        String prefix = PageDocuments.boxKey(account, "");
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Terms boxes = leaf.reader().terms(Fields.BOX);
            if (boxes == null) {
                continue;
            }
            TermsEnum box = boxes.iterator();
            TermsEnum.SeekStatus status = box.seekCeil(new BytesRef(prefix));
            for (BytesRef term = status == TermsEnum.SeekStatus.END ? null : box.term();
                    term != null && term.utf8ToString().startsWith(prefix);
                    term = box.next()) {
                names.add(term.utf8ToString().substring(prefix.length()));
            }
        }
        return names;
    }

    private <T> T run(Callable<T> search) {
        Future<T> running;
        try {
            running = threads.submit(search);
        } catch (RejectedExecutionException e) {
            throw new AmanaException(
                    ErrorCode.SERVER_BUSY, "search: " + config.waiting() + " searches wait already", e);
        }
        try {
            return running.get(config.timeLimit().plus(Duration.ofSeconds(30)).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AmanaException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AmanaException(ErrorCode.INTERNAL, "search failed: " + e.getCause(), e);
        } catch (java.util.concurrent.TimeoutException e) {
            running.cancel(true);
            throw new AmanaException(ErrorCode.SERVER_BUSY, "search: no answer in time", e);
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new AmanaException(ErrorCode.SERVER_BUSY, "search: interrupted", e);
        }
    }

    /// Stops; what was not yet taken in is taken in next time.
    @Override
    public void close() {
        threads.shutdownNow();
        if (feeder != null) {
            feeder.close();
        }
        model.close();
        index.close();
    }
}
