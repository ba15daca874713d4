package org.amana.web.blob;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The requests of a batch: which there may be, and how they are answered. Each is a request like any other, with an
/// authorization and a way through the gate of its own.
final class BatchParts {
    /// Azure REST: *Blob Batch*.
    static final int MOST = 256;

    /// How many parts of one batch are answered at once: enough to share syncs, too few to crowd out others.
    private static final int TOGETHER = 16;

    private static final Set<Route> ALLOWED = Set.of(Route.blob("DELETE", ""), Route.blob("PUT", "tier"));

    private static final System.Logger LOG = System.getLogger(BatchParts.class.getName());

    private final Endpoint endpoint;
    private final Requests requests;
    private final InstantSource clock;

    BatchParts(Endpoint endpoint, Requests requests, InstantSource clock) {
        this.endpoint = endpoint;
        this.requests = requests;
        this.clock = clock;
    }

    /// Refuses a batch that is none, as a whole and before anything of it is done.
    ///
    /// @throws AmanaException `TOO_MANY_IN_BATCH`, `MIXED_BATCH`; `INVALID_ARGUMENT` for an operation that no batch
    ///     has, or one outside the container that the batch is for
    void check(Target batch, List<BatchPartExchange> parts) {
        if (parts.size() > MOST) {
            throw new AmanaException(
                    ErrorCode.TOO_MANY_IN_BATCH, "the batch has " + parts.size() + " requests, more than " + MOST);
        }
        Set<Route> routes = new HashSet<>();
        for (BatchPartExchange part : parts) {
            Query query = Query.parse(part.rawQuery());
            Target target = target(batch, part, query);
            Route route = Route.of(part, target, query);
            if (!ALLOWED.contains(route)) {
                throw invalid(part, "only Delete Blob and Set Blob Tier are done in a batch");
            }
            if (batch.level() == Level.CONTAINER && !batch.container().equals(target.container())) {
                throw invalid(part, "the batch is for the container " + batch.container() + " alone");
            }
            routes.add(route);
        }
        if (routes.size() > 1) {
            throw new AmanaException(ErrorCode.MIXED_BATCH, "the batch both deletes blobs and sets tiers");
        }
    }

    private static AmanaException invalid(BatchPartExchange part, String why) {
        return new AmanaException(ErrorCode.INVALID_ARGUMENT, part.method() + " " + part.rawPath() + ": " + why);
    }

    private Target target(Target batch, BatchPartExchange part, Query query) {
        return endpoint.resolve(batch, part.host(), part.rawPath(), query);
    }

    /// Answers all of them, several at a time, and returns when the last is answered.
    void serve(Target batch, List<BatchPartExchange> parts) throws IOException {
        Semaphore together = new Semaphore(TOGETHER);
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("batch-part").factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (BatchPartExchange part : parts) {
                together.acquireUninterruptibly();
                running.add(threads.submit(() -> {
                    try {
                        serve(batch, part);
                    } finally {
                        together.release();
                    }
                    return part;
                }));
            }
            for (Future<?> answered : running) {
                await(answered);
            }
        }
    }

    /// What goes wrong with one part is that part's answer.
    private void serve(Target batch, BatchPartExchange part) throws IOException {
        try {
            Query query = Query.parse(part.rawQuery());
            requests.serve(part, query, target(batch, part, query));
        } catch (RuntimeException e) {
            AmanaException failure = e instanceof AmanaException known
                    ? known
                    : new AmanaException(ErrorCode.INTERNAL, "the server failed to answer; its log says why", e);
            if (failure != e) {
                LOG.log(System.Logger.Level.WARNING, part.method() + " " + part.rawPath() + " in a batch failed", e);
            }
            part.reset();
            new Reply(part, clock).fail(AzureErrors.of(failure));
        }
    }

    /// A part of an answer that nothing was asked for by.
    BatchPartExchange refused(Call batch, AzureError error) throws IOException {
        BatchPartExchange part =
                batch.part(new BatchPart("", "POST", batch.target().rawPath(), "", List.of()));
        new Reply(part, clock).fail(error);
        return part;
    }

    private static void await(Future<?> answered) throws IOException {
        try {
            answered.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Error error -> throw error; // memory gone, a disk that lies: not a part's answer
                case IOException failed -> throw failed;
                case null, default -> throw new IllegalStateException("a part of a batch was not answered", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stopped during a batch", e);
        }
    }
}
