package org.amana.blob;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.TalliedInput;
import org.amana.outbound.Answer;
import org.amana.outbound.Errand;
import org.amana.outbound.Outbound;
import org.amana.outbound.Outcome;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Credential;
import org.amana.policy.Gate;
import org.amana.policy.Passage;
import org.amana.policy.Permitted;
import org.amana.policy.Planned;
import org.amana.policy.Service;
import org.amana.store.RootKey;
import org.jspecify.annotations.Nullable;

/// Carries copies from elsewhere on in the background, a few at a time, each under the credential that asked for it:
/// every attempt passes the gate. A shared access signature is worth no more than it was when it asked: when it has
/// expired, or its stored access policy is gone, the copy fails. What the network spoils is tried again, from the
/// first byte; so is what a stop of the server interrupted, when it runs again. What cannot succeed ends as failed,
/// with the reason; while that cannot be noted, it is attempted again.
public final class PendingCopies implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PendingCopies.class.getName());
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 10_000;
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /// Azure: a copy that has not ended after two weeks fails.
    private static final Duration LONGEST = Duration.ofDays(14);

    private final BlobParts parts;
    private final RootKey root;
    private final Map<Key, Running> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("copy-", 0).factory());
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final CountDownLatch closing = new CountDownLatch(1);

    /// Absent until [#start].
    private volatile @Nullable Outside outside;

    PendingCopies(BlobParts parts, RootKey root) {
        this.parts = parts;
        this.root = root;
    }

    /// What it goes out with.
    ///
    /// @param credentials those of an account that are worth something now
    record Outside(Gate gate, Outbound outbound, Function<AccountName, List<Credential>> credentials) {}

    private record Key(long containerId, BlobName name) {}

    /// A copy that waits for its turn or its next attempt, or is being fetched.
    private static final class Running {
        final String id;
        volatile boolean brokenOff;
        volatile @Nullable Answer answer;

        Running(String id) {
            this.id = id;
        }

        void breakOff() {
            brokenOff = true;
            Answer coming = answer;
            if (coming != null) {
                coming.close();
            }
        }
    }

    /// Takes up what was pending when the server stopped.
    void start(Outside way) {
        outside = way;
        parts.catalog().read(PendingCopyRows::all).forEach(this::carryOn);
    }

    /// @throws AmanaException `FEATURE_NOT_AVAILABLE` where nothing is carried on, `SERVER_BUSY` when too much is
    void requireRoom() {
        if (outside == null) {
            throw new AmanaException(
                    ErrorCode.FEATURE_NOT_AVAILABLE, "copies are not carried on in the background here");
        }
        if (running.size() >= MOST_WAITING) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, running.size() + " copies are pending already");
        }
    }

    PendingCopy note(Box box, BeginCopy command) {
        String id = command.origin().id();
        return new PendingCopy(
                box.id(),
                command.target().blob().name(),
                id,
                root.wrap(command.url().getBytes(StandardCharsets.UTF_8), boundTo(id)),
                command.etag(),
                command.caller().credential().id().toString(),
                command.caller().client(),
                parts.now(),
                signature(box, command));
    }

    private Optional<PendingCopy.Signature> signature(Box box, BeginCopy command) {
        Credential shown = command.caller().credential();
        String id = command.storedPolicy();
        return shown.kind() != Credential.Kind.SAS
                ? Optional.empty()
                : Optional.of(new PendingCopy.Signature(
                        shown.issued(),
                        shown.expires(),
                        id.isEmpty() ? "" : stored(box.id(), id).orElseGet(() -> PolicyTable.gone(id))));
    }

    /// A container's stored access policy of this id, as it is now.
    private Optional<String> stored(long containerId, String id) {
        return parts.catalog()
                .read(reader -> ContainerRows.find(reader, containerId))
                .flatMap(row -> PolicyTable.encode(row.policies().stream()
                        .filter(policy -> policy.id().equals(id))
                        .toList()));
    }

    /// Why the signature that asked for a copy permits it no more, time aside.
    private Optional<String> withdrawn(PendingCopy copy) {
        String policy = copy.signature().map(PendingCopy.Signature::policy).orElse("");
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        String id = PolicyTable.decode(Optional.of(policy)).getFirst().id();
        return stored(copy.containerId(), id).filter(policy::equals).isPresent()
                ? Optional.empty()
                : Optional.of("the stored access policy " + id + ", on which it stands, was changed or taken away");
    }

    private static byte[] boundTo(String id) {
        return ("copy " + id).getBytes(StandardCharsets.UTF_8);
    }

    void carryOn(PendingCopy copy) {
        Running task = new Running(copy.id());
        Key key = new Key(copy.containerId(), copy.name());
        running.put(key, task);
        threads.execute(() -> {
            try {
                run(copy, task);
            } catch (InterruptedException _) {
                // The server stops; the copy is taken up when it runs again.
            } finally {
                running.remove(key, task);
            }
        });
    }

    /// Ends the fetching of a copy that is no more pending.
    void breakOff(long containerId, BlobName name, String id) {
        Running task = running.get(new Key(containerId, name));
        if (task != null && task.id.equals(id)) {
            task.breakOff();
        }
    }

    /// Attempts, each in a turn of its own, so that a copy that pauses keeps no other waiting.
    private void run(PendingCopy copy, Running task) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; !isEndedInTurn(copy, task, attempt); attempt++, pause = afterNext(pause)) {
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static Duration afterNext(Duration pause) {
        Duration longer = pause.multipliedBy(4);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private boolean isEndedInTurn(PendingCopy copy, Running task, int attempt) throws InterruptedException {
        turns.acquire();
        try {
            return task.brokenOff || isClosing() || isEnded(copy, task, attempt);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "how copy " + copy.id() + " ended cannot be noted; trying again", e);
            return false;
        } finally {
            turns.release();
        }
    }

    /// Makes one attempt.
    ///
    /// @return whether nothing is left to do; otherwise another may do better
    /// @throws RuntimeException if the end of it cannot be noted
    private boolean isEnded(PendingCopy copy, Running task, int attempt) {
        try {
            attempt(copy, task);
        } catch (AmanaException e) {
            if (task.brokenOff || isClosing()) {
                return true;
            }
            if (isGone(e)) {
                forget(copy);
            } else if (!mayPass(e) || attempt >= ATTEMPTS) {
                fail(copy, e.message());
            } else {
                LOG.log(System.Logger.Level.DEBUG, "copy {0}, attempt {1}: {2}", copy.id(), attempt, e.message());
                return false;
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "copy " + copy.id() + " failed", e);
            fail(copy, "an internal error");
        }
        return true;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /// Whether the blob waits for this copy no more.
    private static boolean isGone(AmanaException e) {
        return e.code() == ErrorCode.NO_PENDING_COPY || e.code() == ErrorCode.BLOB_NOT_FOUND;
    }

    /// Whether another attempt may do better.
    private static boolean mayPass(AmanaException e) {
        return e.code().category() == ErrorCode.Category.UNAVAILABLE || e.code() == ErrorCode.INCOMPLETE_BODY;
    }

    private void attempt(PendingCopy copy, Running task) {
        if (parts.now().isAfter(copy.begun().plus(LONGEST))) {
            throw new AmanaException(
                    ErrorCode.CANNOT_VERIFY_COPY_SOURCE, "it has not ended after " + LONGEST.toDays() + " days");
        }
        Outside way = Objects.requireNonNull(outside);
        ContainerRef container = parts.catalog()
                .read(reader -> PendingCopyRows.container(reader, copy.containerId()))
                .orElseThrow(() -> new AmanaException(ErrorCode.CONTAINER_NOT_FOUND, "its container is gone"));
        BlobRef ref = new BlobRef(container, copy.name(), Snapshot.NONE);
        Caller caller = new Caller(credential(way, copy, container), copy.client());
        AccessRequest request = request(copy, ref, caller).unlessRefusedBySignature(() -> withdrawn(copy));
        Passage<Copied> passage = way.gate().pass(request, permitted -> fetched(way, copy, ref, task, permitted));
        if (passage instanceof Passage.Denied<Copied> denied) {
            String whose =
                    copy.signature().isPresent() ? "the signature that asked for it is of no use any more: " : "";
            throw new AmanaException(denied.code(), whose + denied.reason());
        }
        passage.orThrow();
    }

    /// What expires is deleted then, which is asked for like that.
    private AccessRequest request(PendingCopy copy, BlobRef ref, Caller caller) {
        AccessRequest writing = request(ref, caller, Action.WRITE);
        boolean expires = parts.catalog()
                .read(reader -> BlobRows.find(reader, copy.containerId(), copy.name(), Snapshot.NONE))
                .flatMap(row -> row.keeping().expires())
                .isPresent();
        return expires ? writing.alsoTouching(request(ref, caller, Action.DELETE)) : writing;
    }

    private AccessRequest request(BlobRef ref, Caller caller, Action action) {
        return AccessRequest.in(() -> parts.containers().facts(ref.container()), caller, Service.BLOB, action)
                .withObject(ref.path());
    }

    private Credential credential(Outside way, PendingCopy copy, ContainerRef container) {
        return way.credentials().apply(container.account()).stream()
                .filter(credential -> credential.id().toString().equals(copy.credential()))
                .findFirst()
                .map(key -> copy.signature()
                        .map(it -> key.sharedAccess(it.starts(), it.ends()))
                        .orElseGet(() -> key.carriedOn(parts.now())))
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.PURPOSE_INACTIVE,
                        "the key " + copy.credential() + ", which asked for it, is no more in force"));
    }

    private Planned<Copied> fetched(Outside way, PendingCopy copy, BlobRef ref, Running task, Permitted permitted) {
        String url = new String(root.unwrap(copy.url(), boundTo(copy.id())), StandardCharsets.UTF_8);
        Errand errand = Errand.get(url);
        Outcome outcome = way.outbound().run(copy.etag().isEmpty() ? errand : errand.with("If-Match", copy.etag()));
        return switch (outcome) {
            case Outcome.Unreachable(String why) -> throw unread(why);
            case Outcome.Unable(String why) -> throw unread(why);
            case Answer answer -> {
                try (answer) {
                    task.answer = answer;
                    if (task.brokenOff || isClosing()) {
                        throw new AmanaException(ErrorCode.NO_PENDING_COPY, "it was broken off");
                    }
                    requireSame(copy, answer);
                    Body body = new Body(
                            new TalliedInput(answer.body(), new Progress(copy)),
                            answer.length(),
                            Optional.empty(),
                            Optional.empty());
                    yield new FinishCopyPlan(parts, ref, copy.id(), body).plan(permitted);
                } finally {
                    task.answer = null;
                }
            }
        };
    }

    private static AmanaException unread(String why) {
        return new AmanaException(ErrorCode.SERVER_BUSY, "the source cannot be read: " + why);
    }

    private static void requireSame(PendingCopy copy, Answer answer) {
        int status = answer.status();
        if (status == 429 || status >= 500) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, "the source's server answers " + status);
        }
        if (status == 412) {
            throw new AmanaException(ErrorCode.SOURCE_CONDITION_NOT_MET, "the source has changed: 412");
        }
        if (status != 200) {
            throw new AmanaException(ErrorCode.CANNOT_VERIFY_COPY_SOURCE, "the source's server answers " + status);
        }
        String etag = answer.header("ETag").orElse("");
        if (!copy.etag().isEmpty() && !etag.equals(copy.etag())) {
            throw new AmanaException(
                    ErrorCode.SOURCE_CONDITION_NOT_MET,
                    "the source has changed: its ETag was " + copy.etag() + ", is " + etag);
        }
        if (answer.length().equals(OptionalLong.empty())) {
            throw new AmanaException(ErrorCode.CANNOT_VERIFY_COPY_SOURCE, "the source's server says no length");
        }
    }

    /// Notes how far a copy is, once a second.
    private final class Progress implements LongConsumer {
        private final PendingCopy copy;
        private Instant noted = parts.now();

        Progress(PendingCopy copy) {
            this.copy = copy;
        }

        @Override
        public void accept(long bytes) {
            Instant now = parts.now();
            if (Duration.between(noted, now).compareTo(Duration.ofSeconds(1)) >= 0) {
                noted = now;
                change(copy, state -> state.progressed(bytes), UnaryOperator.identity());
            }
        }
    }

    /// Ends a copy as failed. The attempt that failed stands in the ledger; this changes no bytes, and tells of it.
    private void fail(PendingCopy copy, String why) {
        LOG.log(System.Logger.Level.INFO, "copy {0} to {1} failed: {2}", copy.id(), copy.name(), why);
        change(copy, state -> state.ended(CopyStatus.FAILED, why, parts.now()), BlobKind::emptied);
        forget(copy);
    }

    private void change(PendingCopy copy, UnaryOperator<CopyState> change, UnaryOperator<BlobKind> kind) {
        parts.catalog().commit(tx -> {
            Optional<BlobRow> row = waiting(BlobRows.find(tx, copy.containerId(), copy.name(), Snapshot.NONE), copy);
            if (row.isPresent()) {
                BlobRow changed =
                        row.get().copiedBy(change.apply(row.get().copy().orElseThrow()));
                CurrentRows.copied(tx, changed);
                BlobKind other = kind.apply(changed.kind());
                if (!other.equals(changed.kind())) {
                    CurrentRows.form(tx, changed.withKind(other));
                }
            }
            return true;
        });
    }

    private static Optional<BlobRow> waiting(Optional<BlobRow> row, PendingCopy copy) {
        return row.filter(it -> it.waitsFor(copy.id()));
    }

    private void forget(PendingCopy copy) {
        parts.catalog().commit(tx -> {
            PendingCopyRows.delete(tx, copy);
            return true;
        });
    }

    /// Breaks off what is being fetched, to be taken up when the server runs again.
    @Override
    public void close() {
        closing.countDown();
        running.values().forEach(task -> {
            Answer answer = task.answer;
            if (answer != null) {
                answer.close();
            }
        });
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.log(System.Logger.Level.WARNING, "a copy does not end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
